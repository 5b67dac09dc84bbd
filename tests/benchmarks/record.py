"""The record many times over: every feature with copies near it in space and time, for maps far fuller than today's."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geodata.catalog import CATALOG, LAYERS
from geodata.dates import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["multiply"]

Feature = dict[str, Any]

DEGREES = 0.2
DAYS = 45
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def multiply(factor: int, folder: Path) -> None:
    """Write every layer into ``folder``, each feature ``factor`` times; the same on every run."""
    folder.mkdir()
    for entry in CATALOG.values():
        collection = json.loads((LAYERS / entry.file).read_bytes())
        chance = random.Random(entry.id)  # noqa: S311 - spreads copies, keeps no secret
        features = [copy for feature in collection["features"] for copy in _copies(feature, factor, chance)]
        (folder / entry.file).write_text(json.dumps({**collection, "features": features}), encoding="utf-8")


def _copies(feature: Feature, factor: int, chance: random.Random) -> Iterator[Feature]:
    yield feature
    for number in range(1, factor):
        by = chance.uniform(-DEGREES, DEGREES), chance.uniform(-DEGREES, DEGREES)
        yield _copy(feature, name=f"{feature['id']}-copy-{number}", by=by, days=chance.randint(-DAYS, DAYS))


def _copy(feature: Feature, *, name: str, by: tuple[float, float], days: int) -> Feature:
    properties = {**feature["properties"], "id": name}
    properties.update({bound: _later(properties[bound], days) for bound in BOUNDS})
    if "days" in properties:
        properties["days"] = [[_later(day, days) for day in stay] for stay in properties["days"]]
    geometry = {**feature["geometry"], "coordinates": _moved(feature["geometry"]["coordinates"], by)}
    return {**feature, "id": name, "properties": properties, "geometry": geometry}


def _later(day: str | None, days: int) -> str | None:
    if day is None:
        return None
    return min(max(date.fromisoformat(day) + timedelta(days), FIRST_DAY), LAST_DAY).isoformat()


def _moved(coordinates: list[Any], by: tuple[float, float]) -> list[Any]:
    if isinstance(coordinates[0], list):
        return [_moved(part, by) for part in coordinates]
    return [round(part + shift, 5) for part, shift in zip(coordinates, by, strict=True)]
