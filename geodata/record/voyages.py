"""The ways of ships: the shortest line between two places that keeps off the land."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
import shapely

from geodata.record.ground import kilometres, land, shores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["Position", "harbour", "voyage"]

Position = tuple[float, float]

ROADSTEAD: Final = 0.03
"""Degrees: ships under way keep that far from the shore, some 3 km, which is more than the coast may be off."""
REACH: Final = 0.35
"""Degrees: a place farther than that from open water has no harbour."""
BENDS: Final = (0.03, 0.06, 0.12, 0.25)
"""Degrees: how roughly the coast may be rounded, tried in turn, until few enough bends are left to try them all."""
MOST_BENDS: Final = 80
MARGIN: Final = (1.2, 5.0)
"""Degrees: the least and the most that a voyage goes out of its way."""
NEAR: Final = 0.6
"""Degrees: about its two ends a voyage is laid by the finest bends."""
POND: Final = 1.0
"""Square degrees: water shut in by the roadsteads of its own shores, which no voyage crosses."""
BERTHS: Final = 180


@cache
def voyage(start: Position, end: Position) -> tuple[Position, ...] | None:
    """The line of a ship between two places on the sea or near it; None if there is none.

    A place on the shore is left and reached straight from the roadstead, the only part that may touch land.
    """
    out, into = harbour(start), harbour(end)
    if out is None or into is None:
        return None
    course = _course(out, into)
    if course is None:
        return None
    return tuple(dict.fromkeys((start, *course, end)))


@cache
def harbour(place: Position) -> Position | None:
    """The point off the shore from which a place is reached, itself if it lies off the shore; None if it is inland."""
    point = shapely.Point(place)
    if not _kept_off().intersects(point):
        return place
    window = point.buffer(REACH).bounds
    open_water = [part for part in shapely.get_parts(shapely.clip_by_rect(_shoreline(), *window)) if part.length]
    if not open_water:
        return None
    shares = np.linspace(0, 1, BERTHS)
    berths = shapely.get_coordinates(
        [shapely.line_interpolate_point(part, shares, normalized=True) for part in open_water]
    )
    ashore = shapely.clip_by_rect(_ashore(), *window)
    lines = shapely.linestrings(np.stack([np.broadcast_to(place, berths.shape), berths], axis=1))
    effort = shapely.length(lines) + 20 * shapely.length(shapely.intersection(lines, ashore))
    x, y = berths[np.argmin(np.round(effort, 6))]
    return float(x), float(y)


def _course(start: Position, end: Position) -> tuple[Position, ...] | None:
    """The shortest line over open water, by the bends of the coasts between."""
    if start == end:
        return (start,)
    if _clear([(start, end)])[0]:
        return start, end
    graph = _visible([start, end, *_bends(start, end)])
    try:
        return tuple(nx.shortest_path(graph, start, end, weight="length"))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None


def _bends(start: Position, end: Position) -> list[Position]:
    """Points off the capes about a voyage, with fewer of them the farther it goes."""
    line = shapely.LineString([start, end])
    window = shapely.box(*line.buffer(min(max(MARGIN[0], line.length / 2), MARGIN[1])).bounds)
    for roughness in BENDS:
        found = _capes(roughness, window)
        if len(found) <= MOST_BENDS:
            break
    near = shapely.union_all([shapely.Point(end).buffer(NEAR) for end in (start, end)])
    return [*_capes(BENDS[0], near), *found]


def _capes(roughness: float, window: BaseGeometry) -> list[Position]:
    bends = shapely.get_coordinates(shapely.clip_by_rect(_rounded(roughness), *window.bounds))
    return [(float(x), float(y)) for x, y in bends if shapely.intersects_xy(window, x, y)]


def _visible(points: Sequence[Position]) -> nx.Graph[Position]:
    """The pairs of points with open water between them."""
    pairs = list(combinations(dict.fromkeys(points), 2))
    graph: nx.Graph[Position] = nx.Graph()
    seen = (pair for pair, clear in zip(pairs, _clear(pairs), strict=True) if clear)
    graph.add_weighted_edges_from(((*pair, kilometres(pair)) for pair in seen), weight="length")
    return graph


def _clear(pairs: Sequence[tuple[Position, Position]]) -> list[bool]:
    """Whether the straight line of each pair keeps off the shore; at its ends it may touch the roadstead's edge."""
    lines = shapely.linestrings(np.array(pairs))
    return [not blocked for blocked in np.atleast_1d(shapely.intersects(_kept_clear(), lines))]


@cache
def _waters() -> BaseGeometry:
    """The land about which ships of the record sailed."""
    return shores().intersection(shapely.box(-126, 8, 38, 58))


@cache
def _kept_off() -> BaseGeometry:
    return _filled(_waters().simplify(0.005).buffer(ROADSTEAD, quad_segs=2))


@cache
def _kept_clear() -> BaseGeometry:
    return _filled(_waters().simplify(0.005).buffer(ROADSTEAD * 0.6, quad_segs=2))


@cache
def _ashore() -> BaseGeometry:
    """The land as finely as it is known where the place lies."""
    return shapely.union_all([land(), _waters().difference(shapely.box(*land().bounds))])


@cache
def _shoreline() -> BaseGeometry:
    return _kept_off().boundary


@cache
def _rounded(roughness: float) -> BaseGeometry:
    """The coast drawn off by its own roughness, so that its simplified bends still lie in the water."""
    return _waters().simplify(0.005).buffer(ROADSTEAD + roughness, quad_segs=2).simplify(roughness).boundary


def _filled(shape: BaseGeometry) -> BaseGeometry:
    """The shape without its ponds, made ready for many questions."""
    parts = (
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > POND])
        for part in shapely.get_parts(shape)
    )
    whole = shapely.MultiPolygon(list(parts))
    shapely.prepare(whole)
    return whole
