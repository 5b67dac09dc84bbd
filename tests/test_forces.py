"""Forces that last: where they are, who leads them, what is told of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geodata import Atlas, Position, Whereabouts
from geodata.atlas import Layer
from geodata.catalog import CATALOG, DATA_VERSION, LAYERS
from geodata.dates import FIRST_DAY, LAST_DAY, day_number, span
from geodata.mapping.style import style_of
from geodata.record.accounts import disputes, versions, weights
from geodata.record.features import Library
from geodata.record.forces import Forces
from geodata.record.lists import list_new
from geodata.record.stations import force_stations, unknown_stations
from geodata.record.tables import TABLES, Record, read_record
from geodata.vocabulary import Language, Purpose


@pytest.fixture(scope="module")
def library(record: Record) -> Library:
    return Library.of(record)


def features(layer: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((LAYERS / CATALOG[layer].file).read_bytes())["features"]
    return found


def test_a_stay_is_a_feature_or_nobody_knows_where(record: Record, library: Library) -> None:
    stays = list(force_stations(record, library))
    unknown = list(unknown_stations(record))
    assert len(stays) + len(unknown) == len(record.stations) > 0
    assert all(row.purpose is Purpose.UNKNOWN and not row.place for row in unknown)


def test_a_stay_carries_its_force(record: Record, library: Library) -> None:
    for stay in force_stations(record, library):
        found = stay["properties"]
        force = library.forces.by_id[found["force"]]
        assert [found[f"force_name_{language}"] for language in ("en", "fr", "es")] == [
            force.name_en,
            force.name_fr,
            force.name_es,
        ]
        assert found["side"] == force.side
        assert found["kind"] == found["purpose"] != Purpose.UNKNOWN
        assert all(found[f"title_{language}"].startswith(found[f"force_name_{language}"]) for language in Language)


def test_commanders_are_those_of_the_time(library: Library) -> None:
    forces = library.forces
    corps = "french-expeditionary-corps"
    assert forces.commanders_in(corps, span("1863-05-01", "1863-05-17")) == ["Élie-Frédéric Forey"]
    assert forces.commanders_in(corps, span("1865-05-01", "1865-05-17")) == ["François Achille Bazaine"]
    assert len(forces.commanders_in(corps, span("1863-09", "1863-10"))) == 2
    assert forces.commanders_in("nobody", span("1863", "1864")) == []


def test_a_movement_names_its_force(record: Record) -> None:
    forces = Forces.of(record)
    assert len(forces.movements) == len({row.movement for row in record.movement_forces})
    nobody = {"force_id": "", "force_name_es": "", "force_name_fr": "", "force_name_en": ""}
    assert forces.of_movement("no-movement") == {**nobody, "detachment": False, "force_ids": []}
    for feature in (*features("troop_movements"), *features("seat_of_government")):
        found = feature["properties"]
        assert found["force_ids"] == [row.force for row in sorted(forces.movements[feature["id"]], key=_whole_first)]
        assert found["force_id"] == found["force_ids"][0]
        assert found["force_name_fr"] == forces.by_id[found["force_id"]].name_fr


def _whole_first(row: Any) -> bool:  # noqa: ANN401 - a row of movement_forces.csv
    return bool(row.detachment)


def test_forces_are_enough_and_the_government_and_the_court_among_them(record: Record) -> None:
    forces = {force.id: force for force in record.forces}
    assert len(forces) >= 45
    assert {"government", "court"} <= {force.kind for force in record.forces}
    assert all(force.parent in forces for force in record.forces if force.parent)


def test_a_government_is_a_star_a_court_a_crown_and_an_army_a_hollow_box_with_the_sign_of_its_arm() -> None:
    civil_glyphs = {"government": "star", "court": "crown"}
    for feature in features("force_stations"):
        look = style_of(feature)
        civil = civil_glyphs.get(feature["properties"]["force_kind"])
        assert (look.glyph == civil) if civil else (look.glyph in {"foot", "horse", "irregulars", "ship"})
        assert look.shape == ("diamond" if civil else "box")
        if not civil:
            assert look.fill != look.stroke


def test_accounts_that_differ_reach_their_features(record: Record) -> None:
    told = disputes(record)
    found = {feature["id"]: feature["properties"]["disputed"] for layer in CATALOG for feature in features(layer)}
    assert {name for name, accounts in found.items() if accounts} == told.keys() & found.keys()
    assert found["capture-of-veracruz-1861"] == told["capture-of-veracruz-1861"]
    assert all(account.keys() == {"property", "value", "source", "locator", "note"} for account in told[min(told)])


def test_events_carry_their_weight(record: Record) -> None:
    known = weights(record)
    found = {feature["id"]: feature["properties"]["weight"] for feature in features("events")}
    assert {name: weight for name, weight in found.items() if weight is not None} == known
    assert set(known.values()) <= {1, 2, 3, 4, 5}


def test_each_feature_says_since_when_it_stands(record: Record) -> None:
    known = versions(record)
    for layer in CATALOG:
        for feature in features(layer):
            assert feature["properties"]["since"] == known.get(feature["id"], DATA_VERSION)


@pytest.mark.parametrize("layer", CATALOG)
def test_each_layer_says_its_version(layer: str) -> None:
    assert json.loads((LAYERS / CATALOG[layer].file).read_bytes())["version"] == DATA_VERSION


def test_the_changelog_begins_with_this_version() -> None:
    text = (LAYERS.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.split("\n## ")[1].startswith(f"{DATA_VERSION}: ")


@pytest.mark.usefixtures("made_once")
def test_what_is_new_is_listed_once(tmp_path: Any) -> None:  # noqa: ANN401 - pytest's own
    for table in TABLES.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    listed = list_new(tmp_path)
    record = read_record(tmp_path)
    counted = sum(len(features(layer)) for layer in CATALOG)
    assert listed > 0
    assert len({row.feature for row in record.since}) == len(record.since) >= counted
    assert list_new(tmp_path) == 0


def test_every_force_is_somewhere_on_every_day(atlas: Atlas) -> None:
    forces = atlas.forces()
    assert len(forces) >= 45
    for day in (FIRST_DAY, date(1863, 5, 5), date(1865, 1, 20), date(1867, 5, 14), LAST_DAY):
        for position in atlas.positions(day):
            force = forces[position.force]
            assert force.first <= day <= force.last
            assert (position.where is Whereabouts.UNKNOWN) == (position.feature is None)
            assert (position.point is None) == (position.feature is None)


def test_a_force_is_at_its_station(atlas: Atlas) -> None:
    found = {position.force: position for position in atlas.positions(date(1865, 7, 1))}
    seat = found["government-of-the-republic"]
    assert seat.where is Whereabouts.STATION
    assert atlas.feature(seat.feature or "")["properties"]["place"] in {"chihuahua", "ciudad-juarez"}  # type: ignore[index]


def test_a_force_on_the_march_is_between_its_stops(atlas: Atlas) -> None:
    march = next(
        feature
        for feature in atlas.layers["troop_movements"].features
        if feature["properties"]["force_id"]
        and not feature["properties"]["detachment"]
        and day_number(date.fromisoformat(feature["properties"]["datetimes"][-1]))
        - day_number(date.fromisoformat(feature["properties"]["datetimes"][0]))
        > 10
    )
    properties = march["properties"]
    day = date.fromisoformat(properties["datetimes"][len(properties["datetimes"]) // 2])
    found = {position.force: position for position in atlas.positions(day)}[properties["force_id"]]
    assert found.where in {Whereabouts.MARCH, Whereabouts.STATION}
    assert found.point is not None
    west, south, east, north = march["bbox"]
    if found.feature == march["id"]:
        assert west <= found.point[0] <= east
        assert south <= found.point[1] <= north


def test_without_its_layers_nothing_is_known(atlas: Atlas) -> None:
    bare = replace(atlas, layers={})
    assert {position.where for position in bare.positions(date(1863, 5, 5))} <= {Whereabouts.UNKNOWN}
    assert isinstance(atlas.layers["force_stations"], Layer)
    assert all(isinstance(position, Position) for position in bare.positions(date(1863, 5, 5)))
