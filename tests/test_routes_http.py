"""What the server hands out below /atlas/, asked for as a browser or a program asks."""

from __future__ import annotations

import asyncio
import gzip
import json
import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import geopandas as gpd
import pytest
from starlette.applications import Starlette

from geodata.catalog import CATALOG, LAYERS
from geodata.dates import Window
from geodata.mapping.basemap import GROUND, LEAFLET
from geodata.publish.current import FOLDER_VARIABLE, current_atlas
from geodata.publish.formats import file_name
from geodata.publish.routes import GEOJSON, routes
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from pathlib import Path

MAY_1863 = {"first": "1863-05-01", "last": "1863-05-31"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads(self.body)


def ask(path: str, *, prefix: str = "", method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
    """Ask the routes as a server would, without a network."""
    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": address,
        "raw_path": quote(address).encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), text.encode()) for name, text in (headers or {}).items()],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=routes(prefix=prefix))(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    return Answer(
        status=start["status"],
        headers={name.decode().lower(): text.decode() for name, text in start["headers"]},
        body=b"".join(message.get("body", b"") for message in sent),
    )


def extract(**query: str) -> Answer:
    return ask(f"/atlas/extract.geojson?{urlencode(query)}")


@pytest.mark.parametrize("layer", CATALOG)
@pytest.mark.parametrize("language", Language)
def test_a_layer_is_handed_out_as_its_file_stands(layer: str, language: Language) -> None:
    answer = ask(f"/atlas/layers/{layer}.geojson?lang={language}")
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == GEOJSON
    name = file_name(layer, language=language)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.body == (LAYERS / CATALOG[layer].file).read_bytes()


@pytest.mark.parametrize("layer", CATALOG)
def test_the_drawing_of_a_layer_holds_all_its_features_with_a_style(layer: str) -> None:
    drawing = ask(f"/atlas/drawing/{layer}.json").value
    features = current_atlas().layers[layer].features
    assert [drawn["id"] for drawn in drawing["features"]] == [feature["properties"]["id"] for feature in features]
    assert {drawn["style"] for drawn in drawing["features"]} == set(range(len(drawing["styles"])))


def test_a_browser_is_not_sent_what_it_has() -> None:
    first = ask("/atlas/drawing/events.json")
    again = ask("/atlas/drawing/events.json", headers={"If-None-Match": first.headers["etag"]})
    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == first.headers["etag"]
    other = ask("/atlas/drawing/events.json", headers={"If-None-Match": '"something-else"'})
    assert other.status == 200


def test_text_is_compressed_for_who_can_read_it() -> None:
    plain = ask("/atlas/drawing/events.json")
    small = ask("/atlas/drawing/events.json", headers={"Accept-Encoding": "gzip, br"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 3
    assert int(small.headers["content-length"]) == len(small.body)


def test_pictures_are_sent_as_they_are() -> None:
    answer = ask("/atlas/ground/relief.webp", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "image/webp"
    assert answer.body == (GROUND / "relief.webp").read_bytes()


def test_the_maps_scripts_and_styles_come_in_one_file_each() -> None:
    script, style = ask("/atlas/map.js"), ask("/atlas/map.css")
    assert script.headers["content-type"].startswith("text/javascript")
    assert style.headers["content-type"].startswith("text/css")
    assert (LEAFLET / "leaflet.js").read_bytes() in script.body
    assert script.body.index(b"window.Atlas={files:") < script.body.index(b"L.Canvas.extend")
    assert b".atlas-bar" in style.body
    assert b".leaflet-pane" in style.body


@pytest.mark.parametrize("name", ["layers.png", "marker-icon.png"])
def test_leaflets_pictures_are_where_its_style_looks_for_them(name: str) -> None:
    assert ask(f"/atlas/images/{name}").status == 200


@pytest.mark.parametrize("name", ["ground.json", *json.loads((GROUND / "ground.json").read_text())["files"]])
def test_the_ground_is_all_there(name: str) -> None:
    assert ask(f"/atlas/ground/{name}").body == (GROUND / name).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/ground/build.py",
        "/atlas/ground/PROVENANCE.md",
        "/atlas/ground/../../pyproject.toml",
        "/atlas/ground/../layers/events.geojson",
        "/atlas/ground//etc/passwd",
        "/atlas/ground/none.json",
        "/atlas/nothing/at.json",
        "/atlas/layers/none.geojson",
        "/atlas/drawing/none.json",
        "/atlas/features/none.geojson",
        "/atlas/features/<script>.geojson",
    ],
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.value) == {"error"}


def test_an_unknown_layer_is_told_the_known_ones() -> None:
    error = ask("/atlas/layers/battles.geojson").value["error"]
    assert "'battles'" in error
    assert all(layer in error for layer in CATALOG)


def test_one_mark_is_handed_out_under_its_name() -> None:
    feature = current_atlas().layers["events"].features[7]
    answer = ask(f"/atlas/features/{feature['properties']['id']}.geojson")
    assert answer.value["features"] == [feature]
    assert answer.headers["content-disposition"].endswith(f'"atlas-{feature["properties"]["id"]}.geojson"')


@pytest.mark.parametrize("bbox", [None, "-99.5,18.5,-96,20", "-180,-90,180,90"])
def test_an_extract_holds_as_many_as_the_atlas_counts(bbox: str | None, tmp_path: Path) -> None:
    layers = ["events", "town_control", "guerrilla_zones"]
    answer = extract(**MAY_1863, layers=",".join(layers), **({"bbox": bbox} if bbox else {}))
    window = Window(*(date.fromisoformat(day) for day in MAY_1863.values()))
    box = tuple(float(edge) for edge in bbox.split(",")) if bbox else None
    assert box is None or len(box) == 4
    expected = sum(current_atlas().counts(window, layers=layers, bbox=box).values())
    assert answer.status == 200
    assert len(answer.value["features"]) == expected > 0
    assert answer.headers["content-disposition"] == 'attachment; filename="atlas-map-1863-05.geojson"'
    path = tmp_path / "extract.geojson"
    path.write_bytes(answer.body)
    assert len(gpd.read_file(path)) == expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("extract.geojson?first=1863-05-01&last=1863-05-31&layers=&lang=es", "atlas-mapa-1863-05.geojson"),
        ("extract.geojson?first=1863-05-01&last=1863-05-31&layers=&lang=fr", "atlas-carte-1863-05.geojson"),
        (
            "difference.geojson?from=1863-05-01&to=1863-05-02&lang=es",
            "atlas-diferencia-1863-05-01-a-1863-05-02.geojson",
        ),
        (
            "difference.geojson?from=1863-05-02&to=1863-05-01&lang=fr",
            "atlas-difference-1863-05-01-au-1863-05-02.geojson",
        ),
        ("player.html?lang=es", "atlas-mapa-animado-1861-1867.html"),
    ],
)
def test_a_file_is_named_in_the_language_asked_for(path: str, name: str) -> None:
    assert ask(f"/atlas/{path}").headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    "path", ["extract.geojson?first=1863-05-01&last=1863-05-31", "player.html", "layers/events.geojson"]
)
def test_an_unknown_language_is_named(path: str) -> None:
    answer = ask(f"/atlas/{path}{'&' if '?' in path else '?'}lang=de")
    assert answer.status == 400
    assert answer.value["error"] == "lang: found 'de', expected one of es, fr, en"


def test_no_layer_asked_for_by_name_means_all() -> None:
    layers = {feature["properties"]["layer"] for feature in extract(**MAY_1863).value["features"]}
    assert layers >= {"events", "places", "roads", "veracruz"}


def test_a_map_with_every_layer_off_gives_an_empty_file() -> None:
    answer = ask(f"/atlas/extract.geojson?{urlencode(MAY_1863)}&layers=")
    assert answer.value["features"] == []


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"first": "1863-02-30", "last": "1863-05-31"}, "first: found '1863-02-30'"),
        ({"last": "1863-05-31"}, "first: found ''"),
        ({"first": "1863-05-31", "last": "1863-05-01"}, "last: found 1863-05-01"),
        ({**MAY_1863, "layers": "events,battles"}, "layers: found 'battles'"),
        ({**MAY_1863, "bbox": "1,2,3"}, "bbox: found '1,2,3'"),
        ({**MAY_1863, "bbox": "1,2,3,north"}, "bbox: found '1,2,3,north'"),
        ({**MAY_1863, "bbox": "nan,nan,nan,nan"}, "bbox: found 'nan,nan,nan,nan'"),
        ({**MAY_1863, "bbox": "-96,20,-99,18"}, "bbox: found '-96,20,-99,18'"),
        ({**MAY_1863, "bbox": ""}, "bbox: found ''"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_was_expected(query: dict[str, str], named: str) -> None:
    answer = extract(**query)
    assert answer.status == 400
    assert named in answer.value["error"]
    assert "expected" in answer.value["error"]


def test_all_wrong_parameters_are_named_at_once() -> None:
    error = extract(first="yesterday", last="1863", layers="battles", bbox="here").value["error"]
    assert [name for name in ("first:", "last:", "layers:", "bbox:") if name not in error] == []


@pytest.mark.parametrize("prefix", ["atlas-base", "/atlas-base/", "one/two"])
def test_routes_stand_below_the_servers_base_path(prefix: str) -> None:
    path = f"/{prefix.strip('/')}/atlas/map.css"
    assert ask(path, prefix=prefix).status == 200
    assert ask("/atlas/map.css", prefix=prefix).status == 404


def test_only_reading_is_allowed() -> None:
    assert ask("/atlas/map.css", method="POST").status == 405
    assert ask("/atlas/layers/events.geojson", method="DELETE").status == 405


@pytest.fixture
def layers_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the layers, of which one is missing and one broken."""
    folder = tmp_path / "layers"
    shutil.copytree(LAYERS, folder)
    (folder / "ports.geojson").unlink()
    (folder / "events.geojson").write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


@pytest.mark.usefixtures("layers_folder")
@pytest.mark.parametrize("layer", ["ports", "events"])
@pytest.mark.parametrize("path", ["layers/{}.geojson", "drawing/{}.json"])
def test_a_layer_that_cannot_be_read_is_named_with_the_reason(layer: str, path: str) -> None:
    answer = ask(f"/atlas/{path.format(layer)}")
    assert answer.status == 503
    assert f"{layer}.geojson" in answer.value["error"]


@pytest.mark.usefixtures("layers_folder")
def test_the_other_layers_are_handed_out_all_the_same() -> None:
    assert ask("/atlas/drawing/town_control.json").status == 200
    assert extract(**MAY_1863, layers="events,town_control").status == 200


def test_a_layer_mended_on_the_disk_is_handed_out_again(layers_folder: Path) -> None:
    assert ask("/atlas/drawing/ports.json").status == 503
    shutil.copy(LAYERS / "ports.geojson", layers_folder)
    assert ask("/atlas/drawing/ports.json").status == 200
