"""Every feature of every layer is as `geodata/schema.json` says, and what is not is found."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from geodata.catalog import CATALOG, LAYERS
from geodata.record.check import SCHEMA, schema_faults

Feature = dict[str, Any]

WHOLE = json.loads(SCHEMA.read_text(encoding="utf-8"))


def features(layer: str) -> list[Feature]:
    found: list[Feature] = json.loads((LAYERS / CATALOG[layer].file).read_bytes())["features"]
    return found


def test_the_schema_is_one() -> None:
    meta.validate(WHOLE)
    assert WHOLE["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_layer_has_its_definition() -> None:
    assert {one["$ref"].removeprefix("#/$defs/") for one in WHOLE["$defs"]["feature"]["anyOf"]} == set(CATALOG)
    assert WHOLE["$defs"].keys() >= CATALOG.keys()


@pytest.mark.parametrize("layer", CATALOG)
def test_every_feature_is_as_the_schema_says(layer: str) -> None:
    assert [str(fault) for fault in schema_faults({layer: features(layer)})] == []


@pytest.mark.parametrize("layer", CATALOG)
def test_the_whole_schema_takes_a_feature_of_any_layer(layer: str) -> None:
    assert Draft202012Validator(WHOLE).is_valid(features(layer)[0])


@pytest.mark.parametrize("layer", CATALOG)
def test_no_property_may_be_missing_or_unknown(layer: str) -> None:
    sample = features(layer)[0]
    for name in ("kind", "title_fr", "sources", "since", "disputed"):
        spoiled = deepcopy(sample)
        del spoiled["properties"][name]
        assert list(schema_faults({layer: [spoiled]})), name
    strange = deepcopy(sample)
    strange["properties"]["colour"] = "blue"
    (fault,) = schema_faults({layer: [strange]})
    assert (fault.rule, fault.case.subject, fault.case.column) == ("schema", sample["id"], "properties")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "Puebla"),
        ("start", "5 May 1862"),
        ("start_earliest", "1862-5-5"),
        ("certainty", "sure"),
        ("title_en", ""),
        ("sources", [{"id": "bancroft-6-p50"}]),
        ("disputed", [{"property": "start", "value": "1862-05-06"}]),
        ("weight", 6),
        ("position_km", -1),
        ("since", "lately"),
        ("belligerents", [{"side": "prussia", "commanders": [], "strength": "", "losses": ""}]),
    ],
)
def test_a_wrong_value_is_found(name: str, value: object) -> None:
    spoiled = deepcopy(features("events")[0])
    spoiled["properties"][name] = value
    faults = list(schema_faults({"events": [spoiled]}))
    assert any(fault.case.column.startswith(f"properties.{name}") for fault in faults)


def test_a_point_has_two_coordinates_and_no_more() -> None:
    spoiled = deepcopy(features("events")[0])
    spoiled["geometry"]["coordinates"] = [-98.2, 19.0, 2135]
    assert list(schema_faults({"events": [spoiled]}))
