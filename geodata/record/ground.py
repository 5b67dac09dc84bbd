"""The land of the time as the map shows it, and a plane to measure it in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import Geod, Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["EARTH", "kilometres", "land", "mexico", "on_globe", "on_plane", "shores"]

BASEMAP: Final = Path(__file__).parents[1] / "basemap"
EARTH: Final = Geod(ellps="WGS84")
PLANE: Final = "+proj=lcc +lat_1=17.5 +lat_2=29.5 +lat_0=12 +lon_0=-102 +ellps=WGS84 +units=m"
REGION: Final = (-130.0, 3.0, -55.0, 45.0)
WORLD: Final = (-180.0, -78.0, 180.0, 84.0)
HEART: Final = (-99.133, 19.433)
KNIFE: Final = 0.002
"""Degrees: half the width of the cut along a border, wide enough to part what lines of four decimals only touch."""
LARGE: Final = 1.0
"""Square degrees: smaller pieces of land are islands and belong to the nearest shore."""


@cache
def land() -> BaseGeometry:
    """The land of Mexico and around it, as finely as the map draws it."""
    return shapely.box(*REGION).difference(_sea("region"))


@cache
def shores() -> BaseGeometry:
    """The land of the whole world, its coast within about a kilometre."""
    return shapely.box(*WORLD).difference(_sea("world"))


@cache
def mexico() -> BaseGeometry:
    """Mexico with its islands; the borders not settled in these years run as the later treaties have them."""
    parts = shapely.get_parts(land().difference(_borders().buffer(KNIFE)))
    heart = parts[shapely.contains_xy(parts, *HEART)]
    large = parts[(shapely.area(parts) > LARGE) & ~shapely.contains_xy(parts, *HEART)]
    small = parts[shapely.area(parts) <= LARGE]
    return shapely.union_all([*heart, *small[_nearer(small, heart, large)]])


def _nearer(islands: NDArray[np.object_], ours: NDArray[np.object_], theirs: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether each island lies nearer to our shores than to theirs, by a tree of the straight pieces of both."""
    coast = _pieces(ours)
    nearest = shapely.STRtree(np.concatenate([coast, _pieces(theirs)])).query_nearest(islands, all_matches=False)[1]
    return np.asarray(nearest < len(coast))


def _pieces(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapes)]
    return np.concatenate([shapely.linestrings(np.stack([ring[:-1], ring[1:]], axis=1)) for ring in rings])


def on_plane(shape: BaseGeometry) -> BaseGeometry:
    """A shape of longitudes and latitudes in metres, true to within 2 % in all Mexico."""
    return shapely.transform(shape, _flattened)


def on_globe(shape: BaseGeometry) -> BaseGeometry:
    """The reverse of `on_plane`."""
    return shapely.transform(shape, _raised)


def kilometres(points: Sequence[tuple[float, float]]) -> float:
    """The length of a line of longitudes and latitudes."""
    longitudes, latitudes = zip(*points, strict=True)
    return float(EARTH.line_length(longitudes, latitudes)) / 1000


def _sea(part: str) -> BaseGeometry:
    features = _features("sea.json")
    return shapely.union_all([shape for properties, shape in features if properties.get("part") == part])


def _borders() -> BaseGeometry:
    near = ("international", "unsettled")
    lines = (shape for kind, shape in _features("borders.json") if kind["kind"] in near and "min_zoom" not in kind)
    return shapely.union_all(list(lines))


def _features(name: str) -> list[tuple[dict[str, str], BaseGeometry]]:
    whole = json.loads((BASEMAP / name).read_bytes())
    return [(found["properties"], shapely.geometry.shape(found["geometry"])) for found in whole["features"]]


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", PLANE, always_xy=True)


def _flattened(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1]))


def _raised(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1], direction="INVERSE"))
