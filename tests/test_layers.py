"""One test for every feature of every layer, and a few for each layer as a whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
import shapely

from geodata.catalog import CATALOG, LAYERS, LayerEntry
from geodata.dates import bounds
from geodata.record.features import DECIMALS
from geodata.sources import load_sources
from geodata.vocabulary import Certainty, Evidence, Holder, Language, PositionBasis, Road, Side, Status

Feature = dict[str, Any]

COMMON = {
    "id",
    "layer",
    "kind",
    *(f"{text}_{language}" for text in ("title", "description") for language in Language),
    "note",
    "start",
    "end",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "certainty",
    "position_km",
    "sources",
    "evidence",
    "disputed",
}
MOVEMENTS = ("troop_movements", "seat_of_government")
LOOKED_UP_KM = 0.1


@cache
def layer(entry: LayerEntry) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((LAYERS / entry.file).read_bytes())
    return whole


SOURCES = load_sources()


@pytest.mark.parametrize("entry", CATALOG.values(), ids=lambda entry: entry.id)
def test_every_feature(entry: LayerEntry, subtests: pytest.Subtests) -> None:
    for feature in layer(entry)["features"]:
        with subtests.test(feature["id"]):
            check_feature(feature, entry)


def check_feature(feature: Feature, entry: LayerEntry) -> None:
    properties = feature["properties"]
    assert feature["type"] == "Feature"
    assert feature["id"] == properties["id"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", feature["id"])
    assert properties.keys() >= COMMON
    assert properties["layer"] == entry.id
    assert all(properties[f"title_{language}"] for language in Language)
    check_words(properties)
    check_sources(properties)
    check_days(properties)
    check_geometry(feature, entry)
    if entry.id in MOVEMENTS:
        check_movement(feature)
    if "position_basis" in properties:
        check_position(properties)


def check_position(properties: Feature) -> None:
    basis = PositionBasis(properties["position_basis"])
    assert basis is PositionBasis.LOOKED_UP or properties["position_km"] > LOOKED_UP_KM


def check_words(properties: Feature) -> None:
    assert properties["kind"]
    assert properties["certainty"] in set(Certainty)
    assert properties["evidence"] in set(Evidence)
    assert properties.get("side", "") in {"", *Side}
    assert properties.get("victor", "") in {"", *Side}
    assert properties.get("holder", "") in {"", *Holder}
    assert properties.get("status", "held") in set(Status)
    assert properties.get("intensity", 1) in {1, 2, 3}


def check_sources(properties: Feature) -> None:
    assert all(source["id"] in SOURCES for source in properties["sources"])
    if properties["layer"] not in {"places", "guerrilla_zones", *MOVEMENTS}:
        assert bool(properties["sources"]) == (properties["evidence"] == Evidence.READ)


def check_days(properties: Feature) -> None:
    for end in ("start", "end"):
        if properties[end]:
            bounds(properties[end])
    starts = [properties["start_earliest"], properties["start_latest"]]
    ends = [properties["end_earliest"], properties["end_latest"]]
    for pair in (starts, ends):
        assert (pair[0] is None) == (pair[1] is None)
    days = [pair and date.fromisoformat(pair) for pair in (*starts, *ends)]
    for earlier, later in ((0, 1), (2, 3), (0, 2), (1, 3)):
        if days[earlier] and days[later]:
            assert days[earlier] <= days[later]


def check_geometry(feature: Feature, entry: LayerEntry) -> None:
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.is_valid
    assert not shape.is_empty
    assert entry.geometry in {"mixed", shape.geom_type.removeprefix("Multi")}
    assert shapely.box(*entry.bounds).covers(shape)
    if isinstance(shape, shapely.Polygon):
        assert shape.exterior.is_ccw
        assert not any(ring.is_ccw for ring in shape.interiors)
    if shape.geom_type != "Point":
        assert tuple(feature["bbox"]) == shape.bounds
    coordinates = shapely.get_coordinates(shape)
    assert (coordinates.round(DECIMALS) == coordinates).all()


def check_movement(feature: Feature) -> None:
    properties = feature["properties"]
    vertices = len(feature["geometry"]["coordinates"])
    assert vertices == len(properties["datetimes"]) == len(properties["days"])
    stops = [stop["vertex"] for stop in properties["stops"]]
    assert stops == sorted(set(stops))
    legs = properties["legs"]
    ends = [leg["from_vertex"] for leg in legs], [leg["to_vertex"] for leg in legs]
    assert all(one < other for one, other in zip(*ends, strict=True))
    assert [*ends[0], vertices - 1] == [0, *ends[1]]
    assert {*ends[0], *ends[1]} >= set(stops)
    assert {leg["road"] for leg in legs} <= set(Road)
    when = [date.fromisoformat(day) for day in properties["datetimes"]]
    assert when == sorted(when)
    visits = [(date.fromisoformat(arrive), date.fromisoformat(depart)) for arrive, depart in properties["days"]]
    assert all(arrive <= depart for arrive, depart in visits)
    assert all(left <= reached for (_, left), (reached, _) in pairwise(visits))
    assert when[0] == visits[0][1]
    assert when[1:] == [arrive for arrive, _ in visits[1:]]
    assert date.fromisoformat(properties["start_earliest"]) <= when[0]
    assert when[-1] <= date.fromisoformat(properties["end_latest"])
    for stop in properties["stops"]:
        dated = bool(stop["arrive"] or stop["depart"])
        assert stop["documented"] == (dated and stop["evidence"] == Evidence.READ)


@pytest.mark.parametrize("entry", CATALOG.values(), ids=lambda entry: entry.id)
def test_layer(entry: LayerEntry) -> None:
    whole = layer(entry)
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    assert whole["features"]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in whole["features"]]
    assert tuple(whole["bbox"]) == tuple(shapely.total_bounds(shapes))


@pytest.mark.parametrize("entry", CATALOG.values(), ids=lambda entry: entry.id)
def test_layer_file_has_one_feature_a_line(entry: LayerEntry) -> None:
    text = (LAYERS / entry.file).read_text(encoding="utf-8")
    assert text.endswith("\n]}\n")
    assert len(text.splitlines()) == len(layer(entry)["features"]) + 2


def test_ids_are_unique_across_layers() -> None:
    ids = Counter(feature["id"] for entry in CATALOG.values() for feature in layer(entry)["features"])
    assert [name for name, count in ids.items() if count > 1] == []


def test_the_folder_holds_the_layers_of_the_catalog() -> None:
    assert {path.name for path in LAYERS.glob("*.geojson")} == {entry.file for entry in CATALOG.values()}


def test_towns_pass_from_hand_to_hand_without_a_gap() -> None:
    towns: dict[str, list[Feature]] = {}
    for feature in layer(CATALOG["town_control"])["features"]:
        towns.setdefault(feature["properties"]["place"], []).append(feature["properties"])
    for intervals in towns.values():
        for before, after in pairwise(intervals):
            gap = date.fromisoformat(after["start_latest"]) - date.fromisoformat(before["end_latest"])
            assert gap.days <= 1, after["id"]
            assert before["end_earliest"] <= after["start_latest"], after["id"]
        assert intervals[-1]["end_latest"] is None
