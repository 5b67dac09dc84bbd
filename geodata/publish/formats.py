"""Features in the formats that other programs read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.catalog import DATA_VERSION, LICENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.atlas import Atlas
    from geodata.dates import Window

__all__ = ["collection", "extract", "file_name", "geojson"]

Feature = dict[str, Any]
Box = tuple[float, float, float, float]


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """A FeatureCollection as in RFC 7946, with the box that holds it; no box if it is empty."""
    members = list(features)
    made: dict[str, Any] = {"type": "FeatureCollection", "licence": LICENCE, "version": DATA_VERSION}
    if members:
        made["bbox"] = list(_bbox(members))
    return {**made, "features": members}


def geojson(features: Iterable[Feature]) -> bytes:
    """A FeatureCollection in UTF-8, one feature a line, so that two versions can be compared by lines."""
    whole = collection(features)
    head = json.dumps({**whole, "features": []}, ensure_ascii=False, separators=(",", ":"))
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for feature in whole["features"]
    )
    return f"{head.removesuffix(']}')}\n{lines}\n]}}\n".encode()


def extract(
    atlas: Atlas,
    *,
    window: Window,
    layers: Sequence[str] | None = None,
    bbox: Box | None = None,
) -> dict[str, Any]:
    """What the map shows: the features of `layers` in a window of days and a box, as a FeatureCollection.

    The features are the layers' own, unchanged.
    """
    found = atlas.in_window(window, layers=layers, bbox=bbox)
    return collection(
        atlas.layers[layer].features[position] for layer, frame in found.items() for position in frame["position"]
    )


def file_name(subject: str, *, window: Window | None = None) -> str:
    """What a download is called: what it holds and of when.

    Examples
    --------
    >>> from geodata.dates import Step, Window
    >>> from datetime import date
    >>> file_name("troop_movements", window=Window.around(date(1863, 5, 5), step=Step.MONTH))
    'atlas-troop_movements-1863-05.geojson'
    """
    return "-".join(["atlas", subject, *([str(window)] if window else [])]) + ".geojson"


def _bbox(features: Sequence[Feature]) -> Box:
    positions = [position for feature in features for position in _positions(feature["geometry"]["coordinates"])]
    longitudes, latitudes = zip(*positions, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - numbers nested to any depth
    if isinstance(coordinates[0], float | int):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _positions(part)
