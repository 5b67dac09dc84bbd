"""Distance and time: the great roads with their kilometres, movements along them, and how fast forces marched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final

import shapely
from pyproj import Geod, Transformer

from geodata.vocabulary import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.atlas import Atlas, Feature

__all__ = ["ROADS", "WITHIN_KM", "Pace", "Passage", "Point", "Road", "RoadPlan", "lay_out", "paces", "passages"]

WITHIN_KM: Final = 25.0
"""How far from a road's line, in kilometres, a force still counts as on it."""

_EARTH: Final = Geod(ellps="WGS84")
_PLANE: Final = "EPSG:6372"  # Lambert conformal conic for the whole of Mexico, metres
_SHORTEST_KM: Final = 1.0


@dataclass(frozen=True)
class RoadPlan:
    """Of which features of the layer of roads a great road is made, from its beginning on, and its chief towns."""

    id: str
    parts: tuple[str, ...]
    towns: tuple[str, ...]


_TO_LAGOS: Final = ("nat-road-mexico-queretaro", "nat-road-queretaro-guanajuato-leon")

ROADS: Final[Mapping[str, RoadPlan]] = {
    plan.id: plan
    for plan in (
        RoadPlan(
            "veracruz-mexico",
            ("nat-road-mexico-veracruz-orizaba",),
            (
                *("veracruz", "soledad-de-doblado", "camaron", "cordoba", "orizaba", "acultzingo"),
                *("palmar-de-bravo", "puebla", "rio-frio", "mexico-city"),
            ),
        ),
        RoadPlan(
            "mexico-paso-del-norte",
            (
                *_TO_LAGOS,
                "nat-road-lagos-zacatecas",
                "nat-road-zacatecas-durango",
                "nat-road-durango-chihuahua",
                "nat-road-chihuahua-paso-del-norte",
            ),
            (
                *("mexico-city", "queretaro", "leon", "aguascalientes", "zacatecas"),
                *("durango", "valle-de-allende", "chihuahua", "ciudad-juarez"),
            ),
        ),
        RoadPlan(
            "mexico-guadalajara",
            (*_TO_LAGOS, "nat-road-lagos-guadalajara"),
            ("mexico-city", "queretaro", "guanajuato", "leon", "lagos-de-moreno", "tepatitlan", "guadalajara"),
        ),
        RoadPlan(
            "mexico-matamoros",
            (
                "nat-road-mexico-queretaro",
                "nat-road-queretaro-san-luis",
                "nat-road-san-luis-saltillo",
                "nat-road-saltillo-monterrey-matamoros",
            ),
            (
                *("mexico-city", "queretaro", "san-luis-potosi", "matehuala"),
                *("saltillo", "monterrey", "camargo-tamaulipas", "matamoros"),
            ),
        ),
    )
}
"""The great roads of the war, by their id."""


@dataclass(frozen=True)
class Road:
    """A great road as one line with kilometres from its beginning; `towns` are pairs of kilometre and place id."""

    id: str
    line: shapely.LineString
    length_km: float
    towns: tuple[tuple[float, str], ...]

    def kilometre(self, position: Sequence[float]) -> tuple[float, float]:
        """Return at which kilometre of the road a position (longitude, latitude) is, and how many kilometres off it."""
        point = shapely.Point(_plane().transform(position[0], position[1]))
        return self.line.project(point) / 1000, self.line.distance(point) / 1000


@dataclass(frozen=True)
class Point:
    """Where a force was on the road, on which day; `documented` says whether a source gives the day."""

    day: date
    km: float
    place: Mapping[str, str]
    documented: bool


@dataclass(frozen=True)
class Passage:
    """One stretch of a movement along a road."""

    movement: str
    side: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Pace:
    """How fast a force went between two stops whose days a source gives.

    `km` is measured along the movement's line, `days` from the departure to the arrival, at least one.
    """

    movement: str
    start: Mapping[str, str]
    end: Mapping[str, str]
    departed: date
    arrived: date
    km: float
    days: int

    @property
    def km_a_day(self) -> float:
        """Kilometres a day."""
        return self.km / self.days


def lay_out(atlas: Atlas, plan: RoadPlan) -> Road | None:
    """Return a great road made of the atlas's roads; None if one of its parts is not in the atlas.

    The parts are joined end to end, each turned as the one before it asks.
    """
    parts = [atlas.feature(part) for part in plan.parts]
    if not all(parts):
        return None
    lines = [list(part["geometry"]["coordinates"]) for part in parts if part]
    joined = _joined(lines)
    places = _positions(atlas)
    if plan.towns[0] in places and _away(joined[0], places[plan.towns[0]]) > _away(joined[-1], places[plan.towns[0]]):
        joined.reverse()
    line = shapely.LineString([_plane().transform(position[0], position[1]) for position in joined])
    road = Road(plan.id, line, line.length / 1000, ())
    towns = [(road.kilometre(places[town]), town) for town in plan.towns if town in places]
    near = tuple((round(km, 1), town) for (km, off), town in towns if off <= WITHIN_KM)
    return Road(plan.id, line, line.length / 1000, near)


def _joined(lines: Sequence[list[list[float]]]) -> list[list[float]]:
    whole = list(lines[0])
    for index, line in enumerate(lines[1:]):
        nearest = min((whole[0], whole[-1]), key=lambda end: min(_away(end, line[0]), _away(end, line[-1])))
        if index == 0 and nearest is whole[0]:
            whole.reverse()
        onward = line if _away(whole[-1], line[0]) <= _away(whole[-1], line[-1]) else line[::-1]
        whole += onward[1:]
    return whole


def _positions(atlas: Atlas) -> dict[str, Sequence[float]]:
    if "places" not in atlas.layers:
        return {}
    return {
        feature["properties"]["place"]: feature["geometry"]["coordinates"]
        for feature in atlas.layers["places"].features
    }


def _away(one: Sequence[float], other: Sequence[float]) -> float:
    metres: float = _EARTH.inv(one[0], one[1], other[0], other[1])[2]
    return metres


@lru_cache(maxsize=1)
def _plane() -> Transformer:
    return Transformer.from_crs("EPSG:4326", _PLANE, always_xy=True)


def passages(road: Road, movements: Iterable[Feature], *, within_km: float = WITHIN_KM) -> list[Passage]:
    """Return the stretches of movements that lie along a road, each with its days and kilometres.

    A vertex of a movement counts if it is no more than `within_km` from the road's line; a vertex that is farther off
    ends the stretch. A stretch needs two vertices at least a kilometre apart along the road.
    """
    found = []
    for movement in movements:
        for stretch in _stretches(road, movement, within_km):
            points = tuple(point for vertex in stretch for point in vertex)
            kilometres = [point.km for point in points]
            if max(kilometres) - min(kilometres) >= _SHORTEST_KM:
                found.append(Passage(movement["id"], movement["properties"]["side"], points))
    return found


def _stretches(road: Road, movement: Feature, within_km: float) -> Iterator[list[list[Point]]]:
    """Runs of neighbouring vertices near the road: the stops of each, with its first and last vertex."""
    vertices = movement["geometry"]["coordinates"]
    days = movement["properties"]["days"]
    stops = {stop["vertex"]: stop for stop in movement["properties"]["stops"]}
    near = [road.kilometre(position) for position in vertices]
    for run in _runs([off <= within_km for _, off in near]):
        kept = [vertex for vertex in run if vertex in stops or vertex in (run[0], run[-1])]
        yield [_points(near[vertex][0], days[vertex], stops.get(vertex, {})) for vertex in kept]


def _runs(flags: Sequence[bool]) -> Iterator[list[int]]:
    """The positions of neighbours that are true."""
    for true, group in groupby(range(len(flags)), key=flags.__getitem__):
        if true:
            yield list(group)


def _points(km: float, days: Sequence[str], stop: Mapping[str, Any]) -> list[Point]:
    place, documented = in_languages(stop, "place_name"), bool(stop.get("documented"))
    return [Point(date.fromisoformat(day), round(km, 1), place, documented) for day in dict.fromkeys(days)]


def paces(movement: Feature) -> list[Pace]:
    """Return how fast a movement went from each stop with a day of its own to the next one."""
    vertices = movement["geometry"]["coordinates"]
    stops = [stop for stop in movement["properties"]["stops"] if _day(stop["arrive"]) or _day(stop["depart"])]
    found = []
    for here, there in pairwise(stops):
        departed = _day(here["depart"]) or _day(here["arrive"])
        arrived = _day(there["arrive"]) or _day(there["depart"])
        km = _length_km(vertices[here["vertex"] : there["vertex"] + 1])
        if departed and arrived and departed <= arrived and km:
            days = max(1, (arrived - departed).days)
            start, end = in_languages(here, "place_name"), in_languages(there, "place_name")
            found.append(Pace(movement["id"], start, end, departed, arrived, km, days))
    return found


def _day(edtf: str) -> date | None:
    """The day that a date names, if it names one exactly."""
    return date.fromisoformat(edtf) if len(edtf) == len("1863-05-17") else None


def _length_km(line: Sequence[Sequence[float]]) -> float:
    return sum(_away(one, other) for one, other in pairwise(line)) / 1000
