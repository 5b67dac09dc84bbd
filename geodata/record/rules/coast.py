"""Rules on land and water: marks that stand in the wrong one, legs that cross the wrong one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.record.ground import shores
from geodata.record.rules.finding import Case
from geodata.record.rules.means import WATER, legs
from geodata.record.rules.survey import DEGREE_KM
from geodata.vocabulary import LocalKind, Means, PlaceKind, RoadKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geodata.record.rules.survey import Survey

__all__ = ["legs_on_their_ground", "local_on_land", "places_on_their_ground", "roads_on_land", "zones_on_land"]

COAST_KM: Final = 3.0
"""How far the drawn coast may be off: a kilometre of its own, and the width of what stands on it."""
STEP: Final = 0.02
MOST_AT_SEA: Final = 0.1
AT_SEA: Final = frozenset({PlaceKind.SEA_POINT, PlaceKind.ANCHORAGE})
AFLOAT: Final = frozenset(
    {
        LocalKind.ANCHORAGE,
        LocalKind.FLEET_ANCHORAGE,
        LocalKind.BLOCKADE,
        LocalKind.ISLAND,
        LocalKind.REEF,
        LocalKind.REEF_AREA,
    }
)


def places_on_their_ground(survey: Survey) -> Iterator[Case]:
    """Places on land that lie in the sea, points at sea that lie on land, by more than coast and position allow."""
    for row in survey.record.places:
        point = shapely.Point(row.lon, row.lat)
        dry = _dry(point)
        if dry != (row.kind in AT_SEA):
            continue
        km = _km(point, _sea() if dry else shores())
        if km > COAST_KM + (row.coord_km or 0):
            yield Case(
                subject=row.id,
                table="places.csv",
                row=row.row,
                column="lat",
                found=f"{row.kind} {km:.0f} km {'inland' if dry else 'out at sea'}",
                expected="a point at sea" if dry else "a point on land",
            )


def local_on_land(survey: Survey) -> Iterator[Case]:
    """Features of the close-ups, telegraph lines and ports, but those afloat, that lie in the sea."""
    for row in survey.record.local:
        if row.kind in AFLOAT or _dry(row.wkt):
            continue
        km = max(_km(shapely.Point(corner), shores()) for corner in shapely.get_coordinates(row.wkt))
        if km > COAST_KM + row.position_km:
            yield Case(
                subject=row.id,
                table="local.csv",
                row=row.row,
                column="wkt",
                found=f"{row.kind} up to {km:.0f} km out at sea",
                expected="a shape on land",
            )


def roads_on_land(survey: Survey) -> Iterator[Case]:
    """Roads and railways that cross the sea further than the coast is known."""
    rows = {row.id: row for row in survey.record.roads}
    for feature in (*survey.features.get("roads", ()), *survey.features.get("railways", ())):
        row, line = rows[feature["id"]], shapely.geometry.shape(feature["geometry"])
        km = 0.0 if row.kind is RoadKind.RIVER_WAY else _astray(line, afloat=False)
        if km:
            yield Case(
                subject=row.id,
                table="roads.csv",
                row=row.row,
                column="places",
                found=f"{row.kind} up to {km:.0f} km out at sea",
                expected="a line on land",
            )


def zones_on_land(survey: Survey) -> Iterator[Case]:
    """Guerrilla zones that lie in the sea for a good part."""
    rows = {row.id: row for row in survey.record.guerrilla_zones}
    seen = set()
    for feature in survey.features.get("guerrilla_zones", ()):
        zone = feature["properties"]["zone"]
        shape = shapely.geometry.shape(feature["geometry"])
        if zone in seen or not shape.is_valid:
            continue
        seen.add(zone)
        share = 1 - shape.intersection(shores()).area / shape.area
        if share > MOST_AT_SEA:
            yield Case(
                subject=zone,
                table="guerrilla_zones.csv",
                row=rows[zone].row,
                column="wkt",
                found=f"{share:.0%} of it in the sea",
                expected="a zone on land",
            )


def legs_on_their_ground(survey: Survey) -> Iterator[Case]:
    """Legs by land that cross the sea, and legs by sea that cross the land, further than the coast is known."""
    for movement, feature in survey.moving.items():
        for leg in legs(survey, movement, feature):
            afloat = leg.means in WATER
            km = 0.0 if leg.means is Means.RIVER_BOAT else _astray(shapely.LineString(leg.corners), afloat=afloat)
            if km:
                yield Case(
                    subject=f"{movement}/{leg.end.seq}",
                    table="waypoints.csv",
                    row=leg.end.row,
                    column="place",
                    found=f"{leg.means} to {leg.end.place} {km:.0f} km {'inland' if afloat else 'out at sea'}",
                    expected="a leg by sea that keeps off the land" if afloat else "a leg by land that keeps to it",
                )


def _astray(line: BaseGeometry, *, afloat: bool) -> float:
    """Kilometres that a leg goes into what it should keep off; 0 if no further than its ends and the coast allow."""
    if not afloat and _dry(line):
        return 0.0
    wrong = line.intersection(shores()) if afloat else line.difference(shores())
    if wrong.is_empty:
        return 0.0
    points = [shapely.Point(corner) for corner in shapely.get_coordinates(shapely.segmentize(wrong, STEP))]
    right = _sea() if afloat else shores()
    ends = max(_km(shapely.Point(line.coords[at]), right) for at in (0, -1))
    reach = (COAST_KM + ends) / DEGREE_KM
    return max((_km(point, right) for point in points if not shapely.dwithin(right, point, reach)), default=0.0)


def _dry(shape: BaseGeometry) -> bool:
    return bool(shapely.covers(_prepared(shores()), shape))


@cache
def _sea() -> BaseGeometry:
    return _prepared(shapely.box(-180, -78, 180, 84).difference(shores()))


def _prepared(shape: BaseGeometry) -> BaseGeometry:
    shapely.prepare(shape)
    return shape


def _km(point: shapely.Point, shape: BaseGeometry) -> float:
    """Kilometres on a globe whose degrees of longitude are as short as they are at the point."""
    nearest = shapely.get_coordinates(shapely.shortest_line(point, shape))
    (x, y), (other_x, other_y) = nearest
    east = (other_x - x) * np.cos(np.radians(y))
    return float(np.hypot(east, other_y - y)) * DEGREE_KM
