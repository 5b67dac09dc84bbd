"""The addresses below ``/atlas/`` at which the server hands out layers, drawings, ground and the map's own files."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse
from starlette.routing import Route

from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, LAST_DAY, Window, nearest_day
from geodata.difference import changed_features
from geodata.errors import RequestError
from geodata.mapping.basemap import GROUND, LEAFLET
from geodata.mapping.drawing import drawing
from geodata.mapping.timemap import SCRIPTS, STYLES, browser_config
from geodata.publish.current import Version, current_atlas, current_version, layers_folder
from geodata.publish.formats import extract, file_name, geojson, player_name
from geodata.publish.player import player
from geodata.publish.resources import Resource, bundle, file_resource, json_resource
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["GEOJSON", "routes"]

GEOJSON: Final = "application/geo+json"
_FOLDERS: Final[Mapping[str, Path]] = {
    "ground": GROUND,
    "images": (LEAFLET / "images").resolve(),
}
_SERVED: Final = frozenset({".json", ".webp", ".png"})


def routes(*, prefix: str = "") -> list[Route]:
    """Return the routes, to be put before Streamlit's own.

    Parameters
    ----------
    prefix
        Where the server's root is, as in Streamlit's ``server.baseUrlPath``.
    """
    root = f"/{prefix.strip('/')}/atlas".replace("//", "/")
    makers: Mapping[str, Callable[[Request], Resource]] = {
        "map.js": lambda _request: bundle(SCRIPTS, before=_files_script()),
        "map.css": lambda _request: bundle(STYLES),
        "layers/{layer}.geojson": _layer,
        "drawing/{layer}.json": _drawing,
        "features/{feature}.geojson": _feature,
        "extract.geojson": _extract,
        "difference.geojson": _difference,
        "player.html": _player,
        "{folder}/{file:path}": _file,
    }
    return [Route(f"{root}/{path}", _endpoint(make)) for path, make in makers.items()]


def _endpoint(make: Callable[[Request], Resource]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return make(request).answer(request)
        except RequestError as error:
            return JSONResponse({"error": str(error)}, status_code=error.status)

    return endpoint


@lru_cache(maxsize=1)
def _files_script() -> bytes:
    """Return the small files that every map needs at once, so that it need not ask for them one after the other."""
    index = json.loads((GROUND / "ground.json").read_text(encoding="utf-8"))
    files = {"timemap.json": browser_config(), "ground": {"ground.json": index}}
    return f"window.Atlas={{files:{json.dumps(files, ensure_ascii=False)}}};".encode()


def _layer(request: Request) -> Resource:
    layer = _known_layer(request)
    name = file_name(layer, language=_asked_language(request))
    return replace(file_resource(layers_folder() / CATALOG[layer].file), download_as=name)


def _drawing(request: Request) -> Resource:
    return _cached_drawing(_known_layer(request), current_version())


@lru_cache(maxsize=2 * len(CATALOG))
def _cached_drawing(layer: str, _version: Version) -> Resource:
    return json_resource(drawing(current_atlas().layers[layer]))


def _player(request: Request) -> Resource:
    return _cached_player(_asked_language(request), current_version())


@lru_cache(maxsize=len(Language))
def _cached_player(language: Language, _version: Version) -> Resource:
    page = player(current_atlas(), language=language)
    return Resource(page.encode(), "text/html", download_as=player_name(language=language))


def _feature(request: Request) -> Resource:
    feature = current_atlas().feature(request.path_params["feature"])
    if feature is None:
        raise RequestError(f"no feature is called {request.path_params['feature']!r}", status=404)
    return Resource(geojson([feature]), GEOJSON, download_as=file_name(feature["properties"]["id"]))


def _file(request: Request) -> Resource:
    folder = _FOLDERS.get(request.path_params["folder"])
    name = request.path_params["file"]
    path = (folder / name).resolve() if folder else None
    if not folder or not path or path.suffix not in _SERVED or not path.is_relative_to(folder) or not path.is_file():
        raise RequestError(f"there is no file {request.url.path!r}", status=404)
    return file_resource(path)


def _asked_language(request: Request) -> Language:
    faults: list[str] = []
    language = _language(request, faults)
    if faults:
        raise RequestError("; ".join(faults), status=400)
    return language


def _known_layer(request: Request) -> str:
    layer: str = request.path_params["layer"]
    atlas = current_atlas()
    if layer in atlas.layers:
        return layer
    for fault in atlas.faults:
        if fault.layer == layer:
            raise RequestError(f"the layer {layer!r} can't be read: {fault}", status=503)
    raise RequestError(f"no layer is called {layer!r}; there are {', '.join(CATALOG)}", status=404)


def _extract(request: Request) -> Resource:
    """Return what is in a window, of some layers, within a bounding box; every wrong parameter is named at once."""
    faults: list[str] = []
    window = _window(request, faults)
    layers = _layers(request, faults)
    bbox = _bbox(request, faults)
    language = _language(request, faults)
    if faults:
        raise RequestError("; ".join(faults), status=400)
    collection = extract(current_atlas(), window=window, layers=layers, bbox=bbox)
    name = file_name("map", window=window, language=language)
    return Resource(geojson(collection["features"]), GEOJSON, download_as=name)


def _difference(request: Request) -> Resource:
    """Return what changed between two days; every wrong parameter is named at once."""
    faults: list[str] = []
    days = [_atlas_day(request, name, faults) for name in ("from", "to")]
    language = _language(request, faults)
    if faults:
        raise RequestError("; ".join(faults), status=400)
    found = current_atlas().difference(*days)
    name = file_name("difference", window=Window(min(days), max(days)), language=language)
    return Resource(geojson(changed_features(found)), GEOJSON, download_as=name)


def _language(request: Request, faults: list[str]) -> Language:
    """The language of a file's name, and of what in it has one."""
    asked = request.query_params.get("lang", Language.EN)
    if asked in set(Language):
        return Language(asked)
    faults.append(f"lang: found {asked!r}, expected one of {', '.join(Language)}")
    return Language.EN


def _atlas_day(request: Request, name: str, faults: list[str]) -> date:
    """A parameter that must be a day of the atlas."""
    text = request.query_params.get(name, "")
    nearest, right = nearest_day(text)
    if not right:
        faults.append(f"{name}: found {text!r}, expected a day from {FIRST_DAY} to {LAST_DAY}, such as 1863-05-17")
    return nearest


def _window(request: Request, faults: list[str]) -> Window:
    days = []
    for name in ("first", "last"):
        text = request.query_params.get(name, "")
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            faults.append(f"{name}: found {text!r}, expected a day such as 1863-05-17")
    if len(days) == 2 and days[0] > days[1]:  # noqa: PLR2004 - both days are there
        faults.append(f"last: found {days[1]}, expected a day not before first, {days[0]}")
    return Window(min(days, default=FIRST_DAY), max(days, default=LAST_DAY))


def _layers(request: Request, faults: list[str]) -> list[str]:
    asked = [name for name in request.query_params.get("layers", ",".join(CATALOG)).split(",") if name]
    faults.extend(
        f"layers: found {name!r}, expected some of {', '.join(CATALOG)}" for name in asked if name not in CATALOG
    )
    return asked


def _bbox(request: Request, faults: list[str]) -> tuple[float, float, float, float] | None:
    text = request.query_params.get("bbox")
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        right = -math.inf < west <= east < math.inf and -math.inf < south <= north < math.inf
    except ValueError:
        right = False
    if not right:
        faults.append(f"bbox: found {text!r}, expected west,south,east,north in degrees")
        return None
    return west, south, east, north
