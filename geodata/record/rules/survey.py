"""The record as the rules look at it: rows by what they belong to, and the features that were made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely

from geodata.dates import Bounds, bounds
from geodata.record.ground import EARTH
from geodata.vocabulary import Means, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.record.features import Feature
    from geodata.record.rows import ActionRow, ControlRow, EventRow, MovementRow, PlaceRow, WaypointRow
    from geodata.record.tables import Record

__all__ = ["MOVEMENTS", "Survey", "meet", "when"]

Row = TypeVar("Row")

TOWN_KM = 5.0
"""Works, stations and suburbs nearer than this to a town that control.csv speaks for belong to it."""
DEGREE_KM = 111.32
MOVEMENTS = ("troop_movements", "seat_of_government")
TOWNS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.PORT, PlaceKind.VILLAGE})


@dataclass(frozen=True)
class Survey:
    """A record and the features of each layer."""

    record: Record
    features: Mapping[str, Sequence[Feature]]

    @cached_property
    def places(self) -> dict[str, PlaceRow]:
        """Places by id."""
        return {row.id: row for row in self.record.places}

    @cached_property
    def ways(self) -> dict[str, list[WaypointRow]]:
        """The way points of each movement, in order."""
        found: dict[str, list[WaypointRow]] = {row.id: [] for row in self.record.movements}
        for point in sorted(self.record.waypoints, key=lambda point: point.seq):
            found[point.movement].append(point)
        return found

    @cached_property
    def movements(self) -> dict[str, MovementRow]:
        """Movements by id."""
        return {row.id: row for row in self.record.movements}

    @cached_property
    def moving(self) -> dict[str, Feature]:
        """The features of movements by id."""
        return {feature["id"]: feature for layer in MOVEMENTS for feature in self.features.get(layer, ())}

    @cached_property
    def told_means(self) -> dict[str, dict[int | None, Means]]:
        """What means.csv says of each movement, by the number of the way point that a leg ends at."""
        found: dict[str, dict[int | None, Means]] = {}
        for row in self.record.means:
            found.setdefault(row.movement, {})[row.seq] = row.means
        return found

    @cached_property
    def control(self) -> dict[str, list[ControlRow]]:
        """The intervals of each town, in the order of the table."""
        return _grouped((row.place, row) for row in self.record.control)

    @cached_property
    def towns(self) -> dict[str, str]:
        """For each place the town of control.csv that it is or lies by."""
        towns = list(self.control)
        if not towns:
            return {}
        tree = shapely.STRtree([shapely.Point(self.places[town].lon, self.places[town].lat) for town in towns])
        others = [place for place in self.places.values() if place.id not in self.control]
        points = [shapely.Point(place.lon, place.lat) for place in others]
        nearest = tree.nearest(points) if points else np.array([], dtype=int)
        pairs = ((place.id, towns[at]) for place, at in zip(others, nearest, strict=True))
        near = {place: town for place, town in pairs if self.km(place, town) <= TOWN_KM}
        return {**{town: town for town in towns}, **near}

    @cached_property
    def events_by_town(self) -> dict[str, list[EventRow]]:
        """Events at, or by, each town of control.csv."""
        return _grouped((self.towns[row.place], row) for row in self.record.events if row.place in self.towns)

    @cached_property
    def actions_by_town(self) -> dict[str, list[ActionRow]]:
        """Guerrilla actions at, or by, each town of control.csv."""
        rows = self.record.guerrilla_actions
        return _grouped((self.towns[row.place], row) for row in rows if row.place in self.towns)

    def km(self, one: str, other: str) -> float:
        """The kilometres between two places."""
        a, b = self.places[one], self.places[other]
        return float(EARTH.inv(a.lon, a.lat, b.lon, b.lat)[2]) / 1000

    def near(self, place: str, km: float) -> set[str]:
        """The places within some kilometres of one, itself among them."""
        here = self.places[place]
        tree, ids = self._tree
        reach = km / DEGREE_KM / np.cos(np.radians(here.lat))
        found = tree.query(shapely.Point(here.lon, here.lat), predicate="dwithin", distance=float(reach))
        return {ids[at] for at in found if self.km(place, ids[at]) <= km}

    @cached_property
    def _tree(self) -> tuple[shapely.STRtree, list[str]]:
        return shapely.STRtree([shapely.Point(row.lon, row.lat) for row in self.record.places]), list(self.places)

    def is_town(self, place: str) -> bool:
        """Whether a place is one that somebody holds."""
        return self.places[place].kind in TOWNS


def when(start: str, end: str = "") -> Bounds:
    """The first and the last day that something may have lasted; `end` empty means that it was over at once."""
    return Bounds(bounds(start).earliest, bounds(end or start).latest)


def meet(one: Bounds, other: Bounds, *, days: int = 0) -> bool:
    """Whether two spans may share a day, or come within `days` of each other."""
    slack = timedelta(days=days)
    return one.earliest - slack <= other.latest and other.earliest - slack <= one.latest


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found
