"""Way points joined into a line along the roads, rivers and sea ways of the time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geodata.record.ground import kilometres
from geodata.record.network import MOST_DETOUR, Network
from geodata.record.voyages import harbour, voyage
from geodata.vocabulary import Mode, PlaceKind, Road

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geodata.record.rows import PlaceRow
    from geodata.record.tables import Record
    from geodata.record.voyages import Position

__all__ = ["Leg", "Line", "Routes"]

MOST_ROUNDING: Final = 2.0
"""How much longer a way by sea may be, where a cape may have to be rounded."""
IN_HARBOUR: Final = 12.0
"""Kilometres: shorter ways by water run inside a harbour or a river's mouth, straight."""
ASHORE: Final = 16.0
"""Kilometres: a place that far from its roadstead is still a port."""
EMBARKING: Final = 60.0
"""Kilometres of march that it takes to be worth while to embark."""


@dataclass(frozen=True)
class Leg:
    """A run of a line between two vertices, whose road is equally well known all along."""

    start: int
    end: int
    road: Road


@dataclass(frozen=True)
class Line:
    """A movement laid on the map: its vertices, the vertex of each way point, and its legs from first to last."""

    points: tuple[Position, ...]
    stops: tuple[int, ...]
    legs: tuple[Leg, ...]


@dataclass(frozen=True)
class Way:
    """How to get from one way point to the next: points, and the road of each stretch between them."""

    points: tuple[Position, ...]
    roads: tuple[Road, ...]


class Routes:
    """The roads and sea ways of the record, along which movements are laid."""

    def __init__(self, record: Record) -> None:
        self.network = Network(record)

    def lay(self, places: Sequence[PlaceRow], *, mode: Mode, on: date | None = None) -> Line:
        """Join way points by the easiest ways for a mode, open on a day."""
        points: list[Position] = [_position(places[0])]
        roads: list[Road] = []
        stops = [0]
        for one, other in pairwise(places):
            way = self._way(one, other, mode, on)
            points += way.points[1:]
            roads += way.roads
            stops.append(len(points) - 1)
        return Line(tuple(points), tuple(stops), tuple(_legs(roads, stops)))

    def _way(self, one: PlaceRow, other: PlaceRow, mode: Mode, on: date | None) -> Way:
        at_sea = PlaceKind.SEA_POINT in (one.kind, other.kind)
        if mode is Mode.SEA or (mode is Mode.MIXED and at_sea):
            return self._by_sea(one, other) or self._by_land(one, other, on) or _straight(one, other)
        by_land = self._by_land(one, other, on)
        if mode is Mode.MIXED and _ports(one, other):
            by_sea = self._by_sea(one, other)
            if by_sea and (not by_land or kilometres(by_sea.points) + EMBARKING < kilometres(by_land.points)):
                return by_sea
        return by_land or _straight(one, other)

    def _by_land(self, one: PlaceRow, other: PlaceRow, on: date | None) -> Way | None:
        network = self.network
        if one.id not in network.graph or other.id not in network.graph:
            return None
        nodes = network.path(one.id, other.id, on=on)
        if nodes is None or len(nodes) == 1:
            return None
        points = tuple(network.positions[node] for node in nodes)
        if kilometres(points) > MOST_DETOUR * kilometres([points[0], points[-1]]):
            return None
        return Way(points, tuple(network.road(*ends, on=on) for ends in pairwise(nodes)))

    def _by_sea(self, one: PlaceRow, other: PlaceRow) -> Way | None:
        ends = (_position(one), _position(other))
        direct = kilometres(ends)
        if direct <= IN_HARBOUR:
            return Way(ends, (Road.SEA,))
        points = voyage(*ends) if _ports(one, other) else None
        if points is None or kilometres(points) > MOST_ROUNDING * direct:
            return None
        return Way(points, (Road.SEA,) * (len(points) - 1))


def _legs(roads: Sequence[Road], stops: Sequence[int]) -> Iterator[Leg]:
    start = 0
    for vertex in range(1, len(roads) + 1):
        if vertex in stops or roads[vertex] is not roads[vertex - 1]:
            yield Leg(start, vertex, roads[vertex - 1])
            start = vertex


def _straight(one: PlaceRow, other: PlaceRow) -> Way:
    return Way((_position(one), _position(other)), (Road.SUPPOSED,))


def _ports(*places: PlaceRow) -> bool:
    """Whether ships can come near enough to each place."""
    roadsteads = [(_position(place), harbour(_position(place))) for place in places]
    return all(berth is not None and kilometres([place, berth]) <= ASHORE for place, berth in roadsteads)


def _position(place: PlaceRow) -> Position:
    return place.lon, place.lat
