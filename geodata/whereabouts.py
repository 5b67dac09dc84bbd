"""Where each force is on a day: on a march, at a station, or nobody knows where."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.dates import FIRST_DAY, LAST_DAY, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Force", "Position", "Whereabouts", "load_forces", "point_on", "positions"]

FORCES = Path(__file__).parent / "record" / "tables" / "forces.csv"

Feature = dict[str, Any]
Spot = tuple[float, float]


class Whereabouts(StrEnum):
    """How it is known where a force is."""

    MARCH = "march"
    STATION = "station"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Force:
    """A force that lasts, from its first day in the atlas to its last."""

    id: str
    side: str
    name_en: str
    name_fr: str
    name_es: str
    kind: str
    arm: str
    parent: str
    first: date
    last: date


@dataclass(frozen=True)
class Position:
    """Where a force is on a day; without feature and point if nobody knows."""

    force: str
    where: Whereabouts
    feature: str | None
    point: Spot | None


def load_forces(path: Path = FORCES) -> Mapping[str, Force]:
    """Every force by its id, in the order of the table."""
    with path.open(encoding="utf-8", newline="") as table:
        return {row["id"]: _force(row) for row in csv.DictReader(table)}


def positions(forces: Iterable[Force], features: Iterable[Feature], day: date) -> Iterator[Position]:
    """Where the forces that live on a day are then, by the movements and stations among the features.

    What surely was so goes before what only may have been, then a march before a station: it says more.
    """
    best: dict[str, tuple[bool, bool, Feature]] = {}
    for feature in features:
        properties = feature["properties"]
        if properties.get("detachment") or not _may_be_on(properties, day):
            continue
        rank = (_is_on(properties, day), "datetimes" in properties)
        for force in properties.get("force_ids", (properties["force"],)):
            if force not in best or rank > best[force][:2]:
                best[force] = (*rank, feature)
    for force_ in forces:
        if force_.first <= day <= force_.last:
            yield _position(force_, best.get(force_.id), day)


def point_on(feature: Feature, day: date) -> Spot:
    """Where a movement is on a day: at a vertex, or between two in proportion to the days."""
    corners, visits = feature["geometry"]["coordinates"], feature["properties"]["days"]
    days = [(date.fromisoformat(arrive), date.fromisoformat(depart)) for arrive, depart in visits]
    at = next((at for at, (_, left) in enumerate(days) if day <= left), len(days) - 1)
    if at == 0 or day >= days[at][0]:
        return corners[at][0], corners[at][1]
    before = days[at - 1][1]
    share = (day - before) / (days[at][0] - before)
    (x, y), (other_x, other_y) = corners[at - 1][:2], corners[at][:2]
    return x + (other_x - x) * share, y + (other_y - y) * share


def _position(force: Force, found: tuple[bool, bool, Feature] | None, day: date) -> Position:
    if found is None:
        return Position(force.id, Whereabouts.UNKNOWN, None, None)
    _, marching, feature = found
    if marching:
        return Position(force.id, Whereabouts.MARCH, feature["id"], point_on(feature, day))
    lon, lat = feature["geometry"]["coordinates"]
    return Position(force.id, Whereabouts.STATION, feature["id"], (lon, lat))


def _may_be_on(properties: Mapping[str, Any], day: date) -> bool:
    first, last = properties["start_earliest"] or "", properties["end_latest"] or "9"
    return bool(first <= day.isoformat() <= last)


def _is_on(properties: Mapping[str, Any], day: date) -> bool:
    first, last = properties["start_latest"] or "", properties["end_earliest"] or "9"
    return bool(first <= day.isoformat() <= last)


def _force(row: Mapping[str, str]) -> Force:
    texts = {name: row[name] for name in ("id", "side", "name_en", "name_fr", "name_es", "kind", "arm", "parent")}
    first = max(bounds(row["start"]).earliest, FIRST_DAY) if row["start"] else FIRST_DAY
    last = min(bounds(row["end"]).latest, LAST_DAY) if row["end"] else LAST_DAY
    return Force(**texts, first=first, last=last)
