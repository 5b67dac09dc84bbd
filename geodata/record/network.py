"""The ways over land of the time, as a graph between the places of the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
import shapely

from geodata.dates import bounds
from geodata.measures import BESIDE_KM
from geodata.record.ground import land, on_plane
from geodata.vocabulary import Evidence, PlaceKind, Road, RoadKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from geodata.record.rows import RoadRow
    from geodata.record.tables import Record

__all__ = ["MOST_DETOUR", "Network", "Node", "standing"]

Node = str

EFFORT: Final[Mapping[RoadKind, float]] = {
    RoadKind.RAILWAY: 0.7,
    RoadKind.CARRIAGE_ROAD: 1.0,
    RoadKind.RIVER_WAY: 1.0,
    RoadKind.MARCH_ROAD: 1.15,
    RoadKind.MULE_ROAD: 1.25,
    RoadKind.TRAIL: 1.7,
}
"""What a kilometre counts: guns and waggons kept to the carriage road even where a mule trail was a third shorter."""
DEGREE: Final = 111_000.0
OFFSHORE: Final = 0.2
"""Degrees: what lies farther out in the sea is no place of the land."""
ROUGH: Final = frozenset({RoadKind.MULE_ROAD, RoadKind.MARCH_ROAD})
"""Ways that count as known only if they were read of: there was always some path, but which is the question."""

MOST_DETOUR: Final = 1.6
"""How much longer than the straight line a way by land may be. Nine in ten legs stay under 1.2, and the worst mountain
roads on record under 1.5: a longer way means that the graph lacks the road."""
DAYS_MARCH: Final = 60_000.0
"""Metres: the two days of march within which neighbouring towns are taken to be joined by a trail."""
BESIDE: Final = BESIDE_KM * 1000.0
"""Metres: a place no farther from a road's straight stretch lies on it."""
FORD: Final = 2_500.0
"""Metres of water that a trail may cross: a river mouth, or a coast drawn too roughly."""
FERRY: Final = 12_000.0
"""Metres of water that a trail crosses only to a town which no dry way reaches, behind a lagoon or on an island."""


@dataclass(frozen=True)
class Edge:
    """A stretch of way between two nodes."""

    ends: tuple[Node, Node]
    kind: RoadKind
    road: Road = Road.SUPPOSED
    opened: date | None = None
    closed: date | None = None

    @property
    def always_open(self) -> bool:
        """Whether no day of its opening or closing is recorded."""
        return self.opened is None and self.closed is None


class Network:
    """Roads, railways and river ways of the record, and trails between neighbouring places."""

    def __init__(self, record: Record) -> None:
        self.positions: dict[Node, tuple[float, float]] = {row.id: (row.lon, row.lat) for row in record.places}
        self._ashore = [row.id for row in record.places if row.kind is not PlaceKind.SEA_POINT]
        self._graph: nx.Graph[Node] = nx.Graph()
        self._add(edge for road in _roads(record) for edge in self._threaded(road))
        self._add(self._trails(self._ashore))

    @property
    def graph(self) -> nx.Graph[Node]:
        """The graph itself.

        An edge has the attributes `length`, in metres, `ways` that run along it, the easiest first, and `effort`, None
        if that depends on the day.
        """
        return self._graph

    def path(self, start: Node, end: Node, *, on: date | None = None) -> list[Node] | None:
        """The nodes of the easiest way on a day; None if there is no way at all."""

        def effort(_one: Node, _other: Node, stretch: dict[str, Any]) -> float | None:
            return stretch["effort"] or _effort(stretch, on)

        try:
            return list(nx.shortest_path(self._graph, start, end, weight=effort))
        except nx.NetworkXNoPath:
            return None

    def way(self, one: Node, other: Node, *, on: date | None = None) -> Edge | None:
        """The easiest way open on a day along an edge of the graph."""
        return _open_way(self._graph.edges[one, other]["ways"], on)

    def road(self, one: Node, other: Node, *, on: date | None = None) -> Road:
        """Whether a recorded road joins two neighbouring nodes."""
        way = self.way(one, other, on=on) if self._graph.has_edge(one, other) else None
        return way.road if way else Road.SUPPOSED

    def along(self, places: Sequence[Node]) -> list[Node]:
        """The places along a road in order: those that it is recorded by, and those that lie beside it."""
        stretches = (self._stations(ends) for ends in pairwise(places))
        return [places[0], *(node for stretch in stretches for node in stretch[1:])]

    def length(self, one: Node, other: Node) -> float:
        """Metres between two nodes."""
        return float(self._flat[one].distance(self._flat[other]))

    @cached_property
    def _flat(self) -> dict[Node, shapely.Point]:
        flat = on_plane(shapely.MultiPoint(list(self.positions.values())))
        return dict(zip(self.positions, shapely.get_parts(flat), strict=True))

    def _add(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            one, other = edge.ends
            if not self._graph.has_edge(one, other):
                self._graph.add_edge(one, other, length=self.length(one, other), ways=[])
            stretch = self._graph.edges[one, other]
            stretch["ways"].append(edge)
            stretch["ways"].sort(key=lambda way: EFFORT[way.kind])
            best: Edge = stretch["ways"][0]
            stretch["effort"] = stretch["length"] * EFFORT[best.kind] if best.always_open else None

    def _threaded(self, road: Edge) -> Iterator[Edge]:
        """A road cut at the places that lie beside it."""
        yield from (replace(road, ends=ends) for ends in pairwise(self._stations(road.ends)))

    def _stations(self, ends: tuple[Node, Node]) -> list[Node]:
        """Two places, and between them those that lie beside the straight stretch from one to the other."""
        line = shapely.LineString([self._flat[end] for end in ends])
        beside = sorted(self._beside(line), key=lambda node: (line.project(self._flat[node]), node))
        return [ends[0], *beside, ends[1]]

    def _beside(self, line: BaseGeometry) -> list[Node]:
        nodes, tree = self._tree
        near = (nodes[index] for index in tree.query(line, predicate="dwithin", distance=BESIDE))
        return [node for node in near if BESIDE < line.project(self._flat[node]) < line.length - BESIDE]

    @cached_property
    def _tree(self) -> tuple[list[Node], shapely.STRtree]:
        return self._ashore, shapely.STRtree([self._flat[node] for node in self._ashore])

    def _trails(self, places: Sequence[Node]) -> Iterator[Edge]:
        """Trails between neighbours within two days' march; longer ones where any other way is much longer still."""
        joined = nx.utils.UnionFind(self._graph.nodes)
        for ends in self._graph.edges:
            joined.union(*ends)
        for wet, length, ends in self._neighbours(places):
            near = length <= DAYS_MARCH and not wet
            if near or joined[ends[0]] != joined[ends[1]] or (not wet and self._far(ends, MOST_DETOUR * length)):
                joined.union(*ends)
                yield Edge(ends, RoadKind.TRAIL)

    def _far(self, ends: tuple[Node, Node], limit: float) -> bool:
        """Whether two places are farther from each other than a limit by the ways that are there so far."""
        try:
            reached = nx.dijkstra_path_length(self._graph, *ends, weight="length")
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return True
        return float(reached) > limit

    def _neighbours(self, nodes: Sequence[Node]) -> list[tuple[bool, float, tuple[Node, Node]]]:
        """Pairs of places that no other place and no sea parts: first those on dry land, the nearest first."""
        at: dict[tuple[float, float], list[Node]] = {}
        for node in nodes:
            if land().intersects(shapely.Point(self.positions[node]).buffer(OFFSHORE)):
                at.setdefault(self.positions[node], []).append(node)
        same = [(False, 0.0, pair) for twins in at.values() for pair in pairwise(twins)]
        flat = on_plane(shapely.MultiPoint(list(at)))
        keys = {(point.x, point.y): twins[0] for point, twins in zip(shapely.get_parts(flat), at.values(), strict=True)}
        sides = shapely.get_parts(shapely.delaunay_triangles(flat, only_edges=True))
        pairs = [tuple(sorted(keys[end] for end in side.coords)) for side in sides]
        water = _water([shapely.LineString([self.positions[end] for end in pair]) for pair in pairs])
        reach = zip(water, shapely.length(sides).tolist(), pairs, strict=True)
        return sorted(same + [(wet > FORD, length, (one, other)) for wet, length, (one, other) in reach if wet < FERRY])


def standing(row: RoadRow) -> Road:
    """Whether a row's road is known or supposed."""
    return Road.SUPPOSED if row.kind in ROUGH and row.evidence is Evidence.RECALLED else Road.KNOWN


def _roads(record: Record) -> Iterator[Edge]:
    for row in record.roads:
        opened = bounds(row.start).latest if row.start else None
        closed = bounds(row.end).earliest if row.end else None
        if row.kind is not RoadKind.SEA_WAY:
            yield from (Edge(ends, row.kind, standing(row), opened, closed) for ends in pairwise(row.places))


def _open_way(ways: Sequence[Edge], on: date | None) -> Edge | None:
    return next((way for way in ways if _open(way, on)), None)


def _effort(stretch: dict[str, Any], on: date | None) -> float | None:
    """What a stretch of the graph counts on a day; None if it was not open."""
    way = _open_way(stretch["ways"], on)
    return None if way is None else float(stretch["length"] * EFFORT[way.kind])


def _open(edge: Edge, on: date | None) -> bool:
    if on is None:
        return edge.opened is None
    return (edge.opened is None or edge.opened <= on) and (edge.closed is None or on <= edge.closed)


def _water(lines: Sequence[BaseGeometry]) -> list[float]:
    """About how many metres of each line are not on land."""
    shapely.prepare(land())
    lost = np.where(shapely.covers(land(), lines), 0.0, shapely.length(lines))
    wet = np.flatnonzero(lost)
    lost[wet] -= shapely.length(shapely.intersection(np.array(lines)[wet], land()))
    return [float(one) * DEGREE for one in lost]
