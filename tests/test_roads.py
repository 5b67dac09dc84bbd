"""The layers of roads and railways: the same ways as those of the movements, and those the atlas always had."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from geodata import Atlas, Step, Window
from geodata.catalog import CATALOG, LAYERS
from geodata.vocabulary import Certainty, Evidence, Language, Road, RoadKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.record.tables import Record

Feature = dict[str, Any]
Stretch = tuple[tuple[float, float], tuple[float, float]]
WEST, SOUTH, EAST, NORTH = CATALOG["roads"].bounds


def features(*layers: str) -> list[Feature]:
    files = ((LAYERS / CATALOG[layer].file).read_bytes() for layer in layers)
    return [feature for file in files for feature in json.loads(file)["features"]]


@pytest.fixture(scope="module")
def ways() -> dict[str, Feature]:
    return {feature["id"]: feature for feature in features("roads", "railways")}


def stretches(line: Iterable[list[float]]) -> Iterator[Stretch]:
    for one, other in pairwise(tuple(position) for position in line):
        yield (one[0], one[1]), (other[0], other[1])


def in_sight(stretch: Stretch) -> bool:
    return all(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in stretch)


def test_every_kind_of_way_over_land_is_shown(record: Record, ways: dict[str, Feature]) -> None:
    shown = {way["id"]: way["properties"]["kind"] for way in ways.values()}
    assert {row.id: row.kind for row in record.roads if row.id in shown} == shown
    assert set(shown.values()) == set(RoadKind) - {RoadKind.SEA_WAY, RoadKind.TRAIL}
    assert {way["properties"]["kind"] for way in features("railways")} == {RoadKind.RAILWAY}


def test_movements_on_known_roads_go_along_the_roads_drawn(ways: dict[str, Feature]) -> None:
    drawn = {stretch for way in ways.values() for stretch in stretches(way["geometry"]["coordinates"])}
    both_ways = drawn | {(other, one) for one, other in drawn}
    gone = 0
    for movement in features("troop_movements", "seat_of_government"):
        line = movement["geometry"]["coordinates"]
        for leg in movement["properties"]["legs"]:
            if leg["road"] == Road.KNOWN:
                walked = set(stretches(line[leg["from_vertex"] : leg["to_vertex"] + 1]))
                assert {stretch for stretch in walked if in_sight(stretch)} <= both_ways, movement["id"]
                gone += len(walked)
    assert gone > 1000


def test_a_way_goes_by_its_places(record: Record, ways: dict[str, Feature]) -> None:
    at = {row.id: [round(row.lon, 5), round(row.lat, 5)] for row in record.places}
    for row in record.roads:
        if row.id in ways:
            properties = ways[row.id]["properties"]
            assert ways[row.id]["geometry"]["coordinates"] == [at[place] for place in properties["places"]]
            assert [place for place in properties["places"] if place in row.places] == list(row.places)
            for language in Language:
                assert len(properties[f"through_{language}"].split(" – ")) == len(properties["places"])


def test_what_was_published_is_still_there(record: Record, ways: dict[str, Feature]) -> None:
    published = {row.feature for row in record.since if row.feature.startswith(("nat-road-", "nat-rail-"))}
    assert len(published) == 39
    assert published <= ways.keys()
    assert all(ways[way]["properties"]["description_fr"] for way in published)
    assert {row.id for row in record.local}.isdisjoint(ways)


def test_a_supposed_road_is_one_of_which_nobody_has_read(ways: dict[str, Feature]) -> None:
    rough = {RoadKind.MULE_ROAD, RoadKind.MARCH_ROAD}
    for way in ways.values():
        properties = way["properties"]
        supposed = properties["road"] == Road.SUPPOSED
        assert supposed == (properties["kind"] in rough and properties["evidence"] == Evidence.RECALLED)
        assert supposed == (properties["certainty"] == Certainty.APPROXIMATE)


def test_a_line_is_the_farther_off_the_longer_it_runs_straight(ways: dict[str, Feature]) -> None:
    off = {way["id"]: way["properties"]["position_km"] for way in ways.values()}
    assert min(off.values()) > 0.1
    assert off["nat-road-mexico-veracruz-orizaba"] < 5 < off["nat-road-chihuahua-paso-del-norte"] < 20


@pytest.mark.parametrize(
    ("day", "open_then"),
    [
        (date(1862, 1, 8), {"rail-veracruz-tejeria", "rail-mexico-guadalupe", "rail-mexico-tacubaya"}),
        (date(1864, 1, 1), {"rail-tejeria-purga"}),
        (date(1867, 6, 1), {"nat-rail-veracruz-macho", "nat-rail-apizaco"}),
    ],
)
def test_the_railway_grows_as_it_was_opened(ways: dict[str, Feature], day: date, open_then: set[str]) -> None:
    frame = Atlas.load().in_window(Window.around(day, step=Step.DAY), layers=["railways"])["railways"]
    assert set(frame.index) >= open_then
    later = {way["id"] for way in ways.values() if (way["properties"]["start_earliest"] or "") > day.isoformat()}
    assert later.isdisjoint(frame.index)
