"""The ground that towns speak for, and the zones drawn by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from geodata.catalog import CATALOG, LAYERS
from geodata.record.ground import mexico, on_plane
from geodata.record.shapes import believable, rounded
from geodata.record.tables import read_record
from geodata.record.territory import RADIUS, cells
from geodata.vocabulary import Ground

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]
SQUARE_KM = 1e6


def features(layer: str) -> list[Feature]:
    whole: dict[str, Any] = json.loads((LAYERS / CATALOG[layer].file).read_bytes())
    return list(whole["features"])


def shape(feature: Feature) -> BaseGeometry:
    return shapely.geometry.shape(feature["geometry"])


@pytest.fixture(scope="module")
def territory() -> list[Feature]:
    return features("territory")


@pytest.fixture(scope="module")
def grounds(territory: list[Feature]) -> dict[str, BaseGeometry]:
    """The ground of each town, and under no name that of none."""
    own = [feature for feature in territory if "before" not in feature["id"]]
    return {feature["properties"].get("place", ""): shape(feature) for feature in own}


def test_the_grounds_cover_mexico_without_gap_or_overlap(grounds: dict[str, BaseGeometry]) -> None:
    assert shapely.coverage_is_valid(list(grounds.values()))
    whole = on_plane(shapely.coverage_union_all(list(grounds.values())))
    assert on_plane(mexico()).symmetric_difference(whole).area < 0.002 * whole.area


def test_each_town_has_its_ground_and_no_more_than_its_reach(grounds: dict[str, BaseGeometry]) -> None:
    towns = {row.id: shapely.Point(row.lon, row.lat) for row in read_record().places}
    for town, ground in grounds.items():
        if town:
            site = on_plane(towns[town])
            assert on_plane(ground).distance(site) < 2_000, town
            assert shapely.hausdorff_distance(on_plane(ground), site) < RADIUS + 2_000, town


def test_the_ground_of_a_town_is_what_is_nearest_to_it() -> None:
    towns = {"mexico-city": shapely.Point(-99.13, 19.43), "puebla": shapely.Point(-98.21, 19.05)}
    beyond, own = cells(towns)
    assert shapely.contains_xy(own["puebla"], -98.6, 19.1)
    assert shapely.contains_xy(own["mexico-city"], -98.75, 19.3)
    assert shapely.contains_xy(beyond, -103.3, 20.7)
    assert shapely.coverage_is_valid([beyond, *own.values()])


def test_the_ground_changes_on_the_day_the_town_does(territory: list[Feature]) -> None:
    bounds = ("start", "end", "start_earliest", "start_latest", "end_earliest", "end_latest")
    same = (*bounds, "place", "holder", "status", "sources", "certainty", "evidence")
    towns = {feature["id"]: feature["properties"] for feature in features("town_control")}
    own = {feature["id"]: feature["properties"] for feature in territory if "place" in feature["properties"]}
    assert {town.replace("control-", "territory-", 1) for town in towns} == own.keys()
    for town, properties in towns.items():
        ground = own[town.replace("control-", "territory-", 1)]
        assert {name: ground[name] for name in same} == {name: properties[name] for name in same}


def test_the_ground_of_puebla_passes_to_france_with_the_town(territory: list[Feature]) -> None:
    puebla = [feature["properties"] for feature in territory if feature["properties"].get("place") == "puebla"]
    before, after = next((one, two) for one, two in pairwise(puebla) if one["status"] == "besieged")
    assert (before["ground"], after["ground"]) == (Ground.CONTESTED, Ground.FRANCE)
    assert date.fromisoformat(before["end_latest"]) + timedelta(days=1) == date.fromisoformat(after["start_earliest"])
    assert before["title_en"] == "Ground about Puebla: contested (Republic, besieged)"


def test_ground_is_not_recorded_before_the_record_of_its_towns_begins(territory: list[Feature]) -> None:
    earlier = [feature for feature in territory if feature["id"].startswith("territory-not-recorded-before-")]
    assert earlier
    for feature in earlier:
        assert feature["properties"]["ground"] == Ground.NOT_RECORDED
        assert feature["properties"]["start_earliest"] is None


def test_the_layer_is_small_and_says_that_it_is_reckoned(territory: list[Feature]) -> None:
    assert (LAYERS / CATALOG["territory"].file).stat().st_size < 1_500_000
    assert all(feature["properties"][f"description_{tongue}"] for feature in territory for tongue in ("es", "fr", "en"))
    assert {feature["properties"]["ground"] for feature in territory} <= set(Ground)


def test_zones_lie_on_land_and_are_where_they_were_drawn() -> None:
    drawn = {zone.id: zone.wkt for zone in read_record().guerrilla_zones}
    shapes = {feature["properties"]["zone"]: shape(feature) for feature in features("guerrilla_zones")}
    for zone, made in shapes.items():
        assert made.is_valid
        assert made.difference(mexico()).area < 0.01 * made.area, zone
        assert made.intersection(drawn[zone]).area > 0.8 * made.union(drawn[zone]).area, zone
        assert shapely.get_num_coordinates(made) < 200, zone


def test_a_corner_is_rounded_and_the_hull_kept() -> None:
    square = shapely.box(-100, 20, -99, 21)
    smooth = rounded(square)
    assert square.covers(smooth)
    assert shapely.get_num_coordinates(smooth) > 20
    assert smooth.area > 0.8
    assert believable(square).equals(believable(square))
