"""Shapes drawn by hand made such as land has: rounded, and ending at the coast."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.record.ground import land, mexico

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["believable", "rounded"]

ROUNDS: Final = 3
FINENESS: Final = 0.006
"""Degrees: bends smaller than that say nothing of a shape whose edge is known to some ten kilometres."""
STRIP: Final = 0.06
"""Degrees: a drawn edge that near the coast was meant to be the coast."""
POND: Final = 0.003
"""Square degrees: smaller lagoons inside a shape are filled."""
LEAST_SHARE: Final = 0.05
"""Of the whole: smaller parts that the coast cuts off, islands and spits, are left out."""


def believable(drawn: shapely.Polygon) -> BaseGeometry:
    """A shape drawn by a few corners, rounded; near the coast the coast is its edge, and no part lies in the sea."""
    smooth = rounded(drawn)
    broad = smooth.buffer(STRIP, quad_segs=3)
    strand, country = (shapely.clip_by_rect(whole, *broad.bounds) for whole in (_strand(), _country()))
    ashore = shapely.union_all([smooth, broad.intersection(strand)])
    clipped = ashore.intersection(country).simplify(FINENESS).buffer(0)
    parts = [_filled(part) for part in shapely.get_parts(clipped)]
    kept = [part for part in parts if part.area >= LEAST_SHARE * clipped.area]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def rounded(drawn: shapely.Polygon) -> BaseGeometry:
    """A polygon with its corners cut, and cut again (Chaikin): it never leaves the hull of the one drawn."""
    ring = shapely.get_coordinates(drawn.exterior)[:-1]
    for _ in range(ROUNDS):
        ring = _cut(ring)
    return shapely.Polygon(ring).buffer(0)


def _filled(part: shapely.Polygon) -> shapely.Polygon:
    return shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > POND])


def _cut(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    after = np.roll(ring, -1, axis=0)
    return np.stack([0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after], axis=1).reshape(-1, 2)


@cache
def _country() -> BaseGeometry:
    return mexico().simplify(FINENESS / 2)


@cache
def _strand() -> BaseGeometry:
    """The strip of land along the coast."""
    near = shapely.clip_by_rect(land(), *shapely.box(*mexico().bounds).buffer(1).bounds)
    return shapely.union_all(near.simplify(FINENESS).boundary.buffer(STRIP, quad_segs=1))
