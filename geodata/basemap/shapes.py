"""Coast, borders and waters: from today's open data to the shapes of the 1860s."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.ops import linemerge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

__all__ = [
    "Border",
    "borders_between",
    "harbour_of_the_time",
    "innermost_point",
    "lagoons",
    "land_of_the_region",
    "lines_of",
    "opened",
    "polygons_of",
    "sea",
    "simplified_with_close_up",
    "smoothed",
    "states_of_the_time",
    "with_river_borders",
    "without_islets",
    "without_lakes",
]

STATE_OF_TODAY = {
    "01": "aguascalientes",
    "02": "baja-california",
    "03": "baja-california",
    "04": "campeche",
    "05": "coahuila",
    "06": "colima",
    "07": "chiapas",
    "08": "chihuahua",
    "09": "distrito-federal",
    "10": "durango",
    "11": "guanajuato",
    "12": "guerrero",
    "13": "mexico",
    "14": "jalisco",
    "15": "mexico",
    "16": "michoacan",
    "17": "mexico",
    "18": "jalisco",
    "19": "nuevo-leon",
    "20": "oaxaca",
    "21": "puebla",
    "22": "queretaro",
    "23": "yucatan",
    "24": "san-luis-potosi",
    "25": "sinaloa",
    "26": "sonora",
    "27": "tabasco",
    "28": "tamaulipas",
    "29": "tlaxcala",
    "30": "veracruz",
    "31": "yucatan",
    "32": "zacatecas",
}
# Pungarabato and Zirándaro passed from Michoacán to Guerrero in 1907.
MUNICIPALITY_ELSEWHERE = {"12050": "michoacan", "12073": "michoacan"}
WIDTH_OF_DOUBT = 0.035  # degrees by which the two sources may draw one border or coast differently
SMALL_ISLAND = 0.02  # square degrees


class Border(NamedTuple):
    """A stretch between two states."""

    first: str
    second: str
    line: MultiLineString


def states_of_the_time(municipalities: gpd.GeoDataFrame, *, tolerance: float) -> gpd.GeoDataFrame:
    """Dissolve today's municipalities into the states of 1861-67, in degrees.

    Parameters
    ----------
    municipalities
        INEGI's, in metres, with columns CVE_ENT and CVEGEO.
    tolerance
        In metres; shared borders stay shared.
    """
    municipalities = municipalities.set_geometry(_cleaned(municipalities.geometry))
    elsewhere = municipalities["CVEGEO"].map(MUNICIPALITY_ELSEWHERE)
    state = elsewhere.fillna(municipalities["CVE_ENT"].map(STATE_OF_TODAY))
    states = municipalities.assign(state=state).dissolve("state", method="coverage")[["geometry"]]
    whole = [_without_pinholes(shape) for shape in states.geometry]
    simple = shapely.coverage_simplify(_cleaned(whole), tolerance) if tolerance else whole
    return states.set_geometry(gpd.GeoSeries(simple, index=states.index, crs=municipalities.crs)).to_crs(4326)


def _cleaned(coverage: Iterable[BaseGeometry]) -> Any:  # noqa: ANN401 - shapely's stubs do not know this function yet
    """Mend the overlaps and gaps between neighbours."""
    return shapely.coverage_clean(np.array(list(coverage), dtype=object))  # type: ignore[attr-defined]


def _without_pinholes(shape: BaseGeometry, *, smallest: float = 25e6) -> BaseGeometry:
    """Drop the holes that are slits of the source; enclaves are larger than `smallest` square metres."""
    return shapely.union_all(
        [
            Polygon(part.exterior, [ring for ring in part.interiors if Polygon(ring).area >= smallest])
            for part in polygons_of(shape)
        ]
    )


def borders_between(states: gpd.GeoSeries) -> list[Border]:
    """Find the stretch that each two neighbours of a coverage share."""
    return [
        Border(first, second, line)
        for first, second in combinations(sorted(states.index), 2)
        if states[first].intersects(states[second])
        and not (line := lines_of(shapely.intersection(states[first].boundary, states[second].boundary))).is_empty
    ]


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons in a shape, whatever else it holds."""
    return [part for part in shapely.get_parts(shapely.get_parts(shape)) if isinstance(part, Polygon) and part.area > 0]


def lines_of(shape: BaseGeometry) -> MultiLineString:
    """Return the lines in a shape, joined end to end."""
    lines = [part for part in shapely.get_parts(shapely.get_parts(shape)) if isinstance(part, LineString)]
    parts = [line for line in lines if line.length]
    merged = linemerge(parts) if parts else MultiLineString()
    return MultiLineString(list(shapely.get_parts(merged)))


def opened(shape: BaseGeometry, *, radius: float) -> BaseGeometry:
    """Take away whatever is narrower than twice the radius, such as piers and groynes."""
    return shape.buffer(-radius, quad_segs=2).buffer(radius, quad_segs=2).intersection(shape)


def land_of_the_region(mexico: BaseGeometry, land: BaseGeometry, borders: BaseGeometry) -> BaseGeometry:
    """Join INEGI's Mexico to Natural Earth's land on the other side of its borders.

    Parameters
    ----------
    mexico
        Mexico by the finer source.
    land
        All land, by the coarser source.
    borders
        The land borders of Mexico, by the coarser source: along them no slit of water may open.
    """
    near = mexico.buffer(WIDTH_OF_DOUBT)
    abroad = [part for part in polygons_of(land.difference(near)) if not _is_a_shadow(part, mexico)]
    seam = land.intersection(borders.buffer(WIDTH_OF_DOUBT * 2))
    return shapely.union_all([mexico, seam, *abroad])


def _is_a_shadow(part: Polygon, mexico: BaseGeometry) -> bool:
    """Tell a rim or islet that the coarser source draws beside the finer one's coast."""
    return bool(part.area < SMALL_ISLAND and shapely.dwithin(part, mexico, WIDTH_OF_DOUBT * 4))


def lagoons(mexico: BaseGeometry, land: BaseGeometry, *, radius: float) -> BaseGeometry:
    """Find the lagoons that INEGI counts as land: open water of the coarser source, wider than its error."""
    return shapely.union_all(polygons_of(mexico.difference(land).buffer(-radius).buffer(radius * 1.05)))


def harbour_of_the_time(shore: BaseGeometry, *, land: BaseGeometry, water: BaseGeometry) -> BaseGeometry:
    """Fill what later docks cut out of the shore and take away what later works added to it."""
    return shore.union(land).difference(water)


def without_islets(land: BaseGeometry, *, smallest: float) -> BaseGeometry:
    """Leave out the islands smaller than so many square degrees."""
    return shapely.union_all([part for part in polygons_of(land) if part.area >= smallest])


def without_lakes(land: BaseGeometry) -> BaseGeometry:
    """Fill whatever water the land encloses."""
    return shapely.union_all([Polygon(part.exterior) for part in polygons_of(land)])


def smoothed(drawing: BaseGeometry, *, times: int = 3) -> LineString | Polygon:
    """Round the corners of a line or polygon drawn by hand (Chaikin)."""
    closed = isinstance(drawing, Polygon)
    points = np.array(drawing.exterior.coords if isinstance(drawing, Polygon) else drawing.coords)
    for _ in range(times):
        cut = np.empty((2 * (len(points) - 1), 2))
        cut[0::2] = 0.75 * points[:-1] + 0.25 * points[1:]
        cut[1::2] = 0.25 * points[:-1] + 0.75 * points[1:]
        points = np.vstack([cut, cut[:1]]) if closed else np.vstack([points[:1], cut, points[-1:]])
    return Polygon(points) if closed else LineString(points)


def simplified_with_close_up(land: BaseGeometry, *, tolerance: float, window: Polygon, fine: float) -> BaseGeometry:
    """Simplify the land, less so within a window."""
    outside = shapely.simplify(land, tolerance).difference(window)
    return shapely.union_all([outside, shapely.simplify(land.intersection(window), fine)])


def sea(land: BaseGeometry, window: Polygon, *, smallest: float) -> BaseGeometry:
    """Return the water of a window, without the slits of its sources."""
    parts = [part for part in polygons_of(window.difference(land)) if part.area >= smallest]
    return shapely.union_all(parts)


def with_river_borders(
    rivers: Iterable[BaseGeometry], border: BaseGeometry, *, reach: float
) -> tuple[list[MultiLineString], MultiLineString]:
    """Let a river that is a border run where the border does.

    Returns
    -------
    tuple
        The rivers less their stretches along the border, and the stretches of the border that are river.
    """
    rivers = list(rivers)
    beside = border.buffer(reach)
    shortened = [lines_of(river.difference(beside)) for river in rivers]
    wet = shapely.union_all(rivers).intersection(beside).buffer(reach)
    return shortened, lines_of(border.intersection(wet))


def innermost_point(shape: BaseGeometry) -> Point:
    """Return the point of a shape farthest from its edge: where its name goes."""
    largest = max(polygons_of(shape), key=lambda part: part.area)
    return Point(shapely.maximum_inscribed_circle(largest).coords[0])
