"""Marches along the roads of the time, voyages off the land."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import shapely

from geodata.catalog import CATALOG, LAYERS
from geodata.record.ground import kilometres, shores
from geodata.record.network import MOST_DETOUR
from geodata.record.routes import IN_HARBOUR, Leg, Line, Routes
from geodata.record.voyages import harbour, voyage
from geodata.vocabulary import Mode, PlaceKind, Road, RoadKind

if TYPE_CHECKING:
    from geodata.record.rows import PlaceRow
    from geodata.record.tables import Record

ELSEWHERE = {PlaceKind.SEA_POINT, PlaceKind.FOREIGN, PlaceKind.ANCHORAGE}
COAST_KM = 16
"""A port may lie so far from the roadstead: the way in between, by a river's mouth or a bay, is drawn straight."""
DEGREE_KM = 111


@pytest.fixture(scope="module")
def places(record: Record) -> dict[str, PlaceRow]:
    return {row.id: row for row in record.places}


@pytest.fixture(scope="module")
def routes(record: Record) -> Routes:
    return Routes(record)


@pytest.fixture(scope="module")
def movements() -> list[dict[str, Any]]:
    layers = (CATALOG[layer] for layer in ("troop_movements", "seat_of_government"))
    return [feature for entry in layers for feature in json.loads((LAYERS / entry.file).read_bytes())["features"]]


def lay(
    routes: Routes, places: dict[str, PlaceRow], *way: str, mode: Mode = Mode.MARCH, on: str = "1863-05-17"
) -> Line:
    return routes.lay([places[place] for place in way], mode=mode, on=date.fromisoformat(on))


def passed(line: Line, places: dict[str, PlaceRow], *stations: str) -> bool:
    return {(places[station].lon, places[station].lat) for station in stations} <= set(line.points)


def on_land_km(points: list[tuple[float, float]]) -> float:
    return float(shores().intersection(shapely.LineString(points)).length * DEGREE_KM)


def test_every_town_is_reached_by_land_or_from_the_sea(routes: Routes, places: dict[str, PlaceRow]) -> None:
    joined = nx.node_connected_component(routes.network.graph, "mexico-city")
    apart = [row for row in places.values() if row.kind not in ELSEWHERE and row.id not in joined]
    assert [row.id for row in apart if harbour((row.lon, row.lat)) is None] == []
    assert len(apart) < 5


def test_the_way_from_veracruz_to_orizaba_is_the_road(routes: Routes, places: dict[str, PlaceRow]) -> None:
    line = lay(routes, places, "veracruz", "orizaba")
    assert passed(line, places, "la-tejeria", "soledad-de-doblado", "paso-del-macho", "cordoba")
    assert line.stops == (0, len(line.points) - 1)
    assert line.legs == (Leg(0, len(line.points) - 1, Road.KNOWN),)
    assert 1 <= kilometres(line.points) / kilometres([line.points[0], line.points[-1]]) < 1.3


def test_a_railway_is_not_taken_before_it_is_opened(routes: Routes) -> None:
    network, stretch = routes.network, ("paso-del-macho", "camaron")
    before, after = (network.way(*stretch, on=date(year, 6, 1)) for year in (1862, 1866))
    assert before is not None
    assert after is not None
    assert (before.kind, after.kind) == (RoadKind.CARRIAGE_ROAD, RoadKind.RAILWAY)


def test_a_voyage_to_tampico_keeps_off_the_land(routes: Routes, places: dict[str, PlaceRow]) -> None:
    line = lay(routes, places, "veracruz", "tampico", mode=Mode.SEA)
    assert {leg.road for leg in line.legs} == {Road.SEA}
    assert on_land_km(list(line.points[1:-1])) == 0
    assert on_land_km(list(line.points)) < COAST_KM
    assert kilometres(line.points) < 1.3 * kilometres([line.points[0], line.points[-1]])


def test_a_voyage_rounds_a_peninsula(places: dict[str, PlaceRow]) -> None:
    campeche, belize = (places["campeche"].lon, places["campeche"].lat), (-87.0, 18.0)
    course = voyage(campeche, belize)
    assert course is not None
    assert max(latitude for _, latitude in course) > 21.4
    assert on_land_km(list(course[1:])) == 0


def test_no_voyage_leads_inland(places: dict[str, PlaceRow]) -> None:
    capital = (places["mexico-city"].lon, places["mexico-city"].lat)
    assert harbour(capital) is None
    assert voyage(capital, (-95.0, 20.0)) is None


def test_a_mixed_movement_takes_ship_at_the_port(routes: Routes, places: dict[str, PlaceRow]) -> None:
    line = lay(routes, places, "mexico-city", "veracruz", "ciudad-del-carmen", mode=Mode.MIXED)
    by_road = [leg.road for leg in line.legs if leg.end <= line.stops[1]]
    by_sea = [leg.road for leg in line.legs if leg.start >= line.stops[1]]
    assert set(by_road) == {Road.KNOWN}
    assert set(by_sea) == {Road.SEA}


def test_where_no_road_is_known_it_is_supposed(routes: Routes, places: dict[str, PlaceRow]) -> None:
    line = lay(routes, places, "veracruz", "veracruz", "la-paz")
    assert line.points[0] == line.points[1]
    assert [leg.road for leg in line.legs if leg.start >= 1] == [Road.SUPPOSED]


def test_ways_over_land_are_not_absurdly_long(movements: list[dict[str, Any]]) -> None:
    for movement in movements:
        points = [tuple(point) for point in movement["geometry"]["coordinates"]]
        stops = [stop["vertex"] for stop in movement["properties"]["stops"]]
        sea = {leg["from_vertex"] for leg in movement["properties"]["legs"] if leg["road"] == Road.SEA}
        for start, end in pairwise(stops):
            direct = kilometres([points[start], points[end]])
            if direct and not sea.intersection(range(start, end)):
                assert kilometres(points[start : end + 1]) <= MOST_DETOUR * direct + 0.1, movement["id"]


def test_ways_by_sea_touch_land_only_in_harbour(movements: list[dict[str, Any]]) -> None:
    for movement in movements:
        points = [tuple(point) for point in movement["geometry"]["coordinates"]]
        stops = {stop["vertex"] for stop in movement["properties"]["stops"]}
        for leg in (leg for leg in movement["properties"]["legs"] if leg["road"] == Road.SEA):
            for start in range(leg["from_vertex"], leg["to_vertex"]):
                ashore = on_land_km(points[start : start + 2])
                allowed = (COAST_KM if {start, start + 1} & stops else 0) + 1
                assert ashore <= allowed or kilometres(points[start : start + 2]) <= IN_HARBOUR, movement["id"]


def test_most_of_what_was_marched_is_on_known_roads(movements: list[dict[str, Any]]) -> None:
    gone = dict.fromkeys(Road, 0.0)
    for movement in movements:
        points = [tuple(point) for point in movement["geometry"]["coordinates"]]
        for leg in movement["properties"]["legs"]:
            gone[Road(leg["road"])] += kilometres(points[leg["from_vertex"] : leg["to_vertex"] + 1])
    assert gone[Road.KNOWN] > 1.5 * gone[Road.SUPPOSED]


def test_days_never_run_back_along_a_line(movements: list[dict[str, Any]]) -> None:
    for movement in movements:
        days = [day for visit in movement["properties"]["days"] for day in visit]
        assert days == sorted(days), movement["id"]
