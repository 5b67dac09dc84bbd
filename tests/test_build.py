"""From the tables to the layers."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main
from geodata.basemap.names import FILE, read, renewed, write
from geodata.catalog import CATALOG, LAYERS
from geodata.dates import Bounds, bounds
from geodata.record.build import Build, build, make
from geodata.record.itinerary import Mark, Visit, itinerary
from geodata.record.local import layer_of
from geodata.record.rows import DescriptionRow
from geodata.record.tables import TABLES, Record
from geodata.vocabulary import PlaceKind, Purpose, RoadKind

BASEMAP = LAYERS.parent / "basemap"


@pytest.fixture(scope="module")
def properties(built: Build) -> dict[str, dict[str, Any]]:
    """The properties of every feature by its id."""
    layers = (json.loads(content)["features"] for content in built.files.values())
    return {feature["id"]: feature["properties"] for features in layers for feature in features}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("entry", CATALOG.values(), ids=lambda entry: entry.id)
def test_committed_layer_is_what_the_tables_make(entry: Any, built: Build) -> None:  # noqa: ANN401
    assert (LAYERS / entry.file).read_bytes() == built.files[entry.file], "run python -m geodata build"


def test_build_is_deterministic(record: Record, built: Build) -> None:
    assert make(record).files == built.files


def test_every_row_is_a_feature_or_named_as_unused(record: Record, built: Build) -> None:
    unused = Counter(row.file for row in built.unused)
    counts = built.counts
    assert counts["events"] == len(record.events)
    assert counts["town_control"] == len(record.control)
    assert counts["guerrilla_zones"] == len(record.guerrilla_phases)
    assert counts["guerrilla_actions"] == len(record.guerrilla_actions)
    assert counts["departments_1865"] == len(record.departments)
    assert counts["places"] == len(record.places) - unused["places.csv"]
    moved = counts["troop_movements"] + counts["seat_of_government"]
    assert moved == len(record.movements) - unused["movements.csv"]
    assert counts["roads"] + counts["railways"] == len(record.roads) - unused["roads.csv"]
    local = Counter(layer_of(row) for row in record.local)
    assert sum(local.values()) - unused["local.csv"] == sum(counts[layer] for layer in local if layer)
    assert None not in local


def test_only_what_is_at_sea_or_abroad_and_days_of_which_nothing_is_known_are_unused(
    record: Record, built: Build
) -> None:
    at_sea = {row.id for row in record.places if row.kind is PlaceKind.SEA_POINT}
    unknown = {row.id for row in record.stations if row.purpose is Purpose.UNKNOWN}
    sailed = {row.id for row in record.roads if row.kind is RoadKind.SEA_WAY}
    foreign = {row.id for row in record.places if row.kind is PlaceKind.FOREIGN}
    abroad = {row.id for row in record.roads if foreign.issuperset(row.places)}
    unused = {row.id for row in built.unused}
    assert unused >= at_sea | unknown | sailed
    assert unused - at_sea - unknown - sailed < abroad
    assert all(row.reason for row in built.unused)


def test_every_name_on_the_ground_is_of_the_record_or_of_the_list_of_names(record: Record) -> None:
    ground = json.loads(FILE.read_text(encoding="utf-8"))
    listed = {row["id"] for row in read(BASEMAP / "names.csv")}
    assert {label["id"] for label in ground} <= {place.id for place in record.places} | listed


@pytest.mark.usefixtures("made_once")
def test_a_town_that_the_ground_does_not_name_as_the_tables_have_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ground = json.loads(FILE.read_text(encoding="utf-8"))
    moved = [{**label, "at": [0, 0]} if label["id"] == "saltillo" else label for label in ground]
    stale = tmp_path / "labels.json"
    stale.write_text(json.dumps([label for label in moved if label["id"] != "cuautla"]), encoding="utf-8")
    monkeypatch.setattr("geodata.basemap.names.FILE", stale)
    assert main(["check", "--json"]) == 1
    found = {fault["subject"]: fault["found"] for fault in json.loads(capsys.readouterr().out)}
    assert found == {"cuautla": "missing", "saltillo": "not what the tables make"}
    write(renewed(TABLES, file=stale), stale)
    assert json.loads(stale.read_text(encoding="utf-8")) == ground


def test_the_record_gives_no_warning(built: Build) -> None:
    assert built.warnings == ()


@pytest.mark.usefixtures("made_once")
def test_the_command_reports_and_exits_soundly(
    record: Record,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["build", "--layers", str(tmp_path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert f"events: {len(record.events)} features" in said
    row = next(place.row for place in record.places if place.id == "campeche-bank")
    assert any(line.startswith(f"places.csv: row {row}: campeche-bank: not used: ") for line in said)
    assert {path.name for path in tmp_path.iterdir()} == {entry.file for entry in CATALOG.values()}
    assert main(["check", "--layers", str(tmp_path)]) == 0


@pytest.mark.usefixtures("made_once")
def test_check_names_a_layer_that_is_not_what_the_tables_make(
    built: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in built.files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "roads.geojson").unlink()
    with (tmp_path / "events.geojson").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert main(["check", "--json", "--layers", str(tmp_path)]) == 1
    found = {fault["table"]: fault["found"] for fault in json.loads(capsys.readouterr().out)}
    assert found == {"roads.geojson": "missing", "events.geojson": "not what the tables make"}


@pytest.mark.usefixtures("made_once")
def test_a_command_that_can_not_run_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert main(["build", "--layers", str(blocked)]) == 2
    assert capsys.readouterr().err.startswith("build: ")


@pytest.mark.usefixtures("made_once")
def test_a_failure_while_writing_leaves_every_layer_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events.geojson").write_text("as it was", encoding="utf-8")
    write = Path.write_bytes

    def fail_at_events(path: Path, content: bytes) -> int:
        if path.name == "events.geojson":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail_at_events)
    with pytest.raises(OSError, match="No space left"):
        build(layers=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["events.geojson"]
    assert (tmp_path / "events.geojson").read_text(encoding="utf-8") == "as it was"


def test_descriptions_reach_their_features(record: Record) -> None:
    told = DescriptionRow(row=2, feature="reform-war-ends", en="The end.", fr="La fin.", es="El fin.")
    events = json.loads(make(replace(record, descriptions=(told,))).files["events.geojson"])["features"]
    found = next(event["properties"] for event in events if event["id"] == "reform-war-ends")
    assert [found[f"description_{language}"] for language in ("en", "fr", "es")] == ["The end.", "La fin.", "El fin."]


def test_a_besieged_town_still_has_its_defender(properties: dict[str, dict[str, Any]]) -> None:
    siege = properties["control-puebla-1863-03-16"]
    assert (siege["holder"], siege["status"], siege["end"]) == ("republic", "besieged", "1863-05-16")
    siege = properties["control-queretaro-1867-03-06"]
    assert (siege["holder"], siege["status"]) == ("empire", "besieged")
    assert siege["title_fr"] == "Querétaro : Empire, assiégée"


def test_a_vague_change_of_hands_leaves_no_day_without_both(properties: dict[str, dict[str, Any]]) -> None:
    before, after = properties["control-orizaba-1863-07-11"], properties["control-orizaba-1867-02-25"]
    assert (before["end_earliest"], before["end_latest"]) == ("1867-02-19", "1867-03-01")
    assert (after["start_earliest"], after["start_latest"]) == ("1867-02-20", "1867-03-02")


def test_a_port_changes_hands_on_one_day(properties: dict[str, dict[str, Any]]) -> None:
    before, after = properties["nat-port-mazatlan-3"], properties["nat-port-mazatlan-4"]
    assert (before["end"], after["start"]) == ("1866-11-12", "1866-11-13")
    assert (before["end_latest"], after["start_earliest"]) == ("1866-11-12", "1866-11-13")
    assert properties["nat-port-mazatlan-2"]["end"] == "1864-03-31"


def test_the_government_travels_in_its_own_layer(built: Build) -> None:
    journeys = json.loads(built.files["seat_of_government.geojson"])["features"]
    marches = json.loads(built.files["troop_movements.geojson"])["features"]
    assert len(journeys) == 14
    assert all(journey["properties"]["campaign"] == "Itinerant Republic" for journey in journeys)
    assert not any(march["properties"]["campaign"] == "Itinerant Republic" for march in marches)


def test_certainty_follows_evidence_and_precision(properties: dict[str, dict[str, Any]]) -> None:
    for found in properties.values():
        if found["layer"] == "events":
            precise = len(found["start"]) == len("1863-05-17")
            read = found["evidence"] == "read"
            assert found["certainty"] == {2: "certain", 1: "probable", 0: "conjectural"}[precise + read]


def test_a_movement_without_a_start_is_conjectural_and_there_on_its_last_day(
    properties: dict[str, dict[str, Any]],
) -> None:
    found = properties["berthier-toluca-1863"]
    assert found["certainty"] == "conjectural"
    assert found["start"] == ""
    assert found["start_earliest"] == found["end_latest"] == "1863-07-04"
    assert [stop["documented"] for stop in found["stops"]] == [False, False, True]


def test_a_force_rests_where_it_arrived_before_it_left(properties: dict[str, dict[str, Any]]) -> None:
    found = properties["billot-chihuahua-1865"]
    vertex = found["stops"][2]["vertex"]
    assert found["days"][vertex] == ["1865-12-11", "1866-01-31"]
    assert found["datetimes"][vertex] == "1865-12-11"


def test_days_between_two_dates_follow_the_distance() -> None:
    marks = [Mark(0, bounds("1863-05-01"), ""), Mark(3, bounds("1863-05-11"), "")]
    found = itinerary(marks, distances=[0, 10, 50, 100])
    days = [day("1863-05-01"), day("1863-05-02"), day("1863-05-06"), day("1863-05-11")]
    assert found.visits == tuple(Visit(one, one) for one in days)


def test_days_before_the_first_and_after_the_last_date_stand_still() -> None:
    found = itinerary([Mark(1, bounds("1863-05-05"), "")], distances=[0, 10, 20])
    assert {visit.arrive for visit in found.visits} == {day("1863-05-05")}


def test_a_vague_date_yields_to_the_dates_beside_it() -> None:
    marks = [Mark(0, bounds("1863-05"), ""), Mark(1, bounds("1863-05-03"), ""), Mark(2, bounds("1863-05"), "")]
    first, middle, last = itinerary(marks, distances=[0, 10, 20]).visits
    assert (first.arrive, middle.arrive, last.arrive) == (day("1863-05-02"), day("1863-05-03"), day("1863-05-17"))


def test_two_points_of_one_month_are_as_far_apart_as_the_march_between_them() -> None:
    marks = [Mark(0, bounds("1864-02"), ""), Mark(1, bounds("1864-02"), "")]
    first, last = itinerary(marks, distances=[0, 120], pace=30).visits
    assert (first.arrive, last.arrive) == (day("1864-02-13"), day("1864-02-17"))


def test_a_known_date_is_kept_however_fast_the_force_must_go() -> None:
    marks = [Mark(0, bounds("1864-02-01"), ""), Mark(1, bounds("1864-02-02"), ""), Mark(2, bounds("1864-02"), "")]
    first, second, third = itinerary(marks, distances=[0, 900, 960], pace=30).visits
    assert (first.arrive, second.arrive) == (day("1864-02-01"), day("1864-02-02"))
    assert third.arrive >= day("1864-02-04")


def test_a_force_stays_where_it_arrived_until_the_movement_ends(properties: dict[str, dict[str, Any]]) -> None:
    assert properties["mendez-tabasco-1863"]["days"][-1] == ["1863-12-02", "1864-02-27"]


def test_dates_that_run_backward_are_told_and_do_not_turn_the_clock_back() -> None:
    late, early = Bounds(day("1863-05-09"), day("1863-05-09")), Bounds(day("1863-05-02"), day("1863-05-02"))
    found = itinerary([Mark(0, late, "1863-05-09"), Mark(1, early, "1863-05-02")], distances=[0, 10])
    assert found.conflicts
    assert found.visits[0].arrive <= found.visits[1].arrive


def test_two_points_in_one_place_take_no_division_by_zero() -> None:
    marks = [Mark(0, bounds("1863-05-01"), ""), Mark(2, bounds("1863-05-03"), "")]
    assert itinerary(marks, distances=[0, 0, 0]).visits[1].arrive == day("1863-05-01")
