"""Every rule of the record is broken by a sample, and holds of the record but for what is excepted or asked."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from geodata.__main__ import main
from geodata.record.check import settled
from geodata.record.force_rows import ForceRow, MovementForceRow, StationRow
from geodata.record.lists import list_questions
from geodata.record.margin_rows import ExceptionRow, MeansRow, OpenQuestionRow
from geodata.record.rules import RULES, Group, Survey, found
from geodata.record.tables import TABLES, Record
from geodata.vocabulary import (
    Arm,
    Certainty,
    EventKind,
    Evidence,
    ForceKind,
    Holder,
    Means,
    PlaceKind,
    Purpose,
    Side,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.record.build import Build
    from geodata.record.rules import Finding

Features = dict[str, list[dict[str, Any]]]


@dataclass
class Draft:
    """A record and its features, to be spoiled."""

    record: Record
    features: Features

    def change(self, table: str, row_id: str, **cells: object) -> None:
        rows = tuple(replace(row, **cells) if row.id == row_id else row for row in getattr(self.record, table))
        assert rows != getattr(self.record, table)
        self.record = replace(self.record, **{table: rows})

    def add(self, table: str, *rows: object) -> None:
        self.record = replace(self.record, **{table: (*getattr(self.record, table), *rows)})

    def keep(self, table: str, keep: Callable[[Any], bool]) -> None:
        self.record = replace(self.record, **{table: tuple(row for row in getattr(self.record, table) if keep(row))})

    def row(self, table: str, row_id: str) -> Any:  # noqa: ANN401 - a row of whichever table
        return next(row for row in getattr(self.record, table) if row.id == row_id)

    def feature(self, layer: str, feature_id: str) -> dict[str, Any]:
        """A copy of a feature, in its place."""
        at = next(at for at, feature in enumerate(self.features[layer]) if feature["id"] == feature_id)
        self.features[layer][at] = deepcopy(self.features[layer][at])
        return self.features[layer][at]

    def survey(self) -> Survey:
        return Survey(self.record, self.features)


@pytest.fixture(scope="module")
def findings(record: Record, built: Build) -> list[Finding]:
    return found(Survey(record, built.features))


@pytest.fixture
def draft(record: Record, built: Build) -> Draft:
    return Draft(record, {layer: list(features) for layer, features in built.features.items()})


def id_without_hyphen(draft: Draft) -> str:
    draft.feature("events", "battle-of-puebla-1862")["id"] = "puebla"
    return "puebla"


def id_of_two_features(draft: Draft) -> str:
    draft.feature("events", "battle-of-puebla-1862")["id"] = "battle-of-barranca-seca-1862"
    return "battle-of-barranca-seca-1862"


def day_after_the_last(draft: Draft) -> str:
    days = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    draft.feature("events", "battle-of-puebla-1862")["properties"].update(dict.fromkeys(days, "1868-05-05"))
    return "battle-of-puebla-1862"


def earliest_after_latest(draft: Draft) -> str:
    draft.feature("events", "battle-of-puebla-1862")["properties"]["start_earliest"] = "1862-05-06"
    return "battle-of-puebla-1862"


def bow_tie(draft: Draft) -> str:
    zone = draft.features["guerrilla_zones"][0]["id"]
    corners = [[-99, 20], [-98, 21], [-98, 20], [-99, 21], [-99, 20]]
    draft.feature("guerrilla_zones", zone)["geometry"]["coordinates"] = [corners]
    return str(zone)


def town_off_geonames(draft: Draft) -> str:
    puebla = draft.row("places", "puebla")
    draft.change("places", "puebla", lat=puebla.lat + 0.05)
    return "puebla"


def gap_in_control(draft: Draft) -> str:
    draft.change("control", "control-puebla-1863-05-17", start="1863-05-19")
    return "control-puebla-1863-05-17"


def control_that_ends(draft: Draft) -> str:
    last = [row for row in draft.record.control if row.place == "puebla"][-1]
    draft.change("control", last.id, end="1867-10-01")
    return str(last.id)


def scattered_control(draft: Draft) -> str:
    first = next(row for row in draft.record.control if row.place == "puebla")
    draft.keep("control", lambda row: row.id != first.id)
    draft.add("control", first)
    return "control-puebla-1863-03-16"


def town_in_the_sea(draft: Draft) -> str:
    draft.change("places", "puebla", lat=23.0, lon=-95.0)
    return "puebla"


def anchorage_inland(draft: Draft) -> str:
    draft.change("places", "puebla", kind=PlaceKind.ANCHORAGE)
    return "puebla"


def fort_in_the_sea(draft: Draft) -> str:
    wall = draft.row("local", "ver-wall")
    draft.change("local", "ver-wall", wkt=type(wall.wkt)([(x + 1, y) for x, y in wall.wkt.coords]))
    return "ver-wall"


def road_over_the_sea(draft: Draft) -> str:
    road = draft.feature("roads", "road-alvarado")
    road["geometry"]["coordinates"] = [[-97.85, 22.25], [-96.13, 19.2]]
    return "road-alvarado"


def zone_in_the_sea(draft: Draft) -> str:
    zone = draft.features["guerrilla_zones"][0]
    shape = draft.feature("guerrilla_zones", zone["id"])["geometry"]
    shape["coordinates"] = [[[-95, 22], [-94, 22], [-94, 23], [-95, 23], [-95, 22]]]
    return str(zone["properties"]["zone"])


def march_over_the_sea(draft: Draft) -> str:
    return _leg(draft, Means.MARCH, (-97.85, 22.25), (-96.13, 19.2))


def voyage_over_land(draft: Draft) -> str:
    return _leg(draft, Means.STEAMER, (-98.2, 19.05), (-103.3, 20.7))


def _leg(draft: Draft, means: Means, *corners: tuple[float, float]) -> str:
    """Draw the first leg of a movement anew, and say that it goes by `means`."""
    movement, first, second = _first_leg(draft)
    feature = draft.feature("troop_movements", movement)
    vertices = [stop["vertex"] for stop in feature["properties"]["stops"]]
    ends = [corners[0]] * vertices[1] + [corners[1]] * (vertices[-1] - vertices[1] + 1)
    feature["geometry"]["coordinates"] = [list(corner) for corner in ends]
    draft.keep("means", lambda row: row.movement != movement)
    draft.add("means", MeansRow(row=2, movement=movement, seq=second.seq, means=means, why="a sample"))
    assert first.seq < second.seq
    return f"{movement}/{second.seq}"


def _first_leg(draft: Draft) -> tuple[str, Any, Any]:
    movement = "france-lorencez-orizaba-puebla-1862"
    way = [point for point in draft.record.waypoints if point.movement == movement]
    return movement, way[0], way[1]


def hasty_march(draft: Draft) -> str:
    movement = "france-lorencez-orizaba-puebla-1862"
    way = [point for point in draft.record.waypoints if point.movement == movement]
    last = way[-1]
    points = [
        replace(
            point,
            arrive="1862-05-01" if point == last else "",
            depart="1862-05-01" if point == way[0] else "",
        )
        if point in way
        else point
        for point in draft.record.waypoints
    ]
    draft.record = replace(draft.record, waypoints=tuple(points))
    return f"{movement}/{last.seq}"


FORCE = ForceRow(
    row=2,
    id="sample-force",
    side=Side.FRANCE,
    name_en="Sample",
    name_fr="Essai",
    name_es="Muestra",
    kind=ForceKind.BRIGADE,
    arm=Arm.MIXED,
    parent="",
    start="1863-01-01",
    end="1863-12-31",
    note="",
    source=(),
    evidence=Evidence.RECALLED,
)
STAY = StationRow(
    row=2,
    id="sample-stay",
    force="sample-force",
    place="puebla",
    start="1863-01-01",
    end="1863-12-31",
    purpose=Purpose.GARRISON,
    certainty=Certainty.CERTAIN,
    note="",
    source=(),
    evidence=Evidence.RECALLED,
)


def _station(stay: StationRow, lon: float, lat: float) -> dict[str, Any]:
    days = {"start_earliest": stay.start, "start_latest": stay.start, "end_earliest": stay.end, "end_latest": stay.end}
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"id": stay.id, "geometry": geometry, "properties": {"force": stay.force, **days}}


def two_stays_at_once(draft: Draft) -> str:
    other = replace(STAY, id="sample-stay-2", place="guadalajara", start="1863-05-01")
    draft.add("forces", FORCE)
    draft.add("stations", STAY, other)
    draft.features["force_stations"] += [_station(STAY, -98.2, 19.05), _station(other, -103.3, 20.7)]
    return "sample-force/sample-stay+sample-stay-2"


def march_while_at_rest(draft: Draft) -> str:
    march = next(row for row in draft.record.movements if row.id == "bazaine-guadalajara-1863")
    stay = replace(STAY, place="veracruz", start="1863-11-01", end="1864-02-28")
    draft.add("forces", replace(FORCE, end="1864-12-31"))
    draft.add("stations", stay)
    draft.add("movement_forces", MovementForceRow(row=2, movement=march.id, force="sample-force", detachment=False))
    draft.features["force_stations"].append(_station(stay, -96.13, 19.2))
    return f"sample-force/sample-stay+{march.id}"


def force_nowhere(draft: Draft) -> str:
    draft.add("forces", FORCE)
    draft.add("stations", replace(STAY, end="1863-06-30"))
    return "sample-force/1863-07-01"


def government_in_an_imperial_town(draft: Draft) -> str:
    stay = replace(STAY, id="sample-seat", force="government-of-the-republic", start="1864-07-01", end="1864-08-01")
    draft.add("stations", stay)
    return "sample-seat"


def captured_town_without_a_holder(draft: Draft) -> str:
    draft.keep("control", lambda row: row.place != "puebla")
    return "capitulation-of-puebla-1863"


def capture_without_change(draft: Draft) -> str:
    draft.change("events", "capitulation-of-puebla-1863", start="1863-06-17", end="")
    return "capitulation-of-puebla-1863"


def captor_without_the_town(draft: Draft) -> str:
    draft.change("events", "capitulation-of-puebla-1863", victor=Side.REPUBLIC)
    return "capitulation-of-puebla-1863"


def change_without_event(draft: Draft) -> str:
    draft.change("control", "control-puebla-1863-03-16", end="1863-08-17")
    draft.change("control", "control-puebla-1863-05-17", start="1863-08-17", holder=Holder.EMPIRE)
    return "control-puebla-1863-05-17"


def siege_of_a_town_held(draft: Draft) -> str:
    draft.change("control", "control-puebla-1863-03-16", status=Status.HELD)
    return "siege-of-puebla-1863"


def siege_without_event(draft: Draft) -> str:
    draft.change("control", "control-puebla-1863-07-11", status=Status.BESIEGED, end="1863-12-01")
    return "control-puebla-1863-07-11"


def siege_without_besiegers(draft: Draft) -> str:
    draft.record = replace(draft.record, waypoints=(), stations=())
    return "siege-of-puebla-1863"


def captor_late(draft: Draft) -> str:
    movement, event = "berthier-marquez-morelia-1863", "morelia-entry-1863"
    last = max((point for point in draft.record.waypoints if point.movement == movement), key=lambda point: point.seq)
    late = replace(last, arrive="1863-12-10", depart="")
    points = tuple(late if point == last else point for point in draft.record.waypoints)
    draft.record = replace(draft.record, waypoints=points)
    draft.change("movements", movement, end="1863-12-10")
    return f"{movement}+{event}"


def event_twice(draft: Draft) -> str:
    twin = replace(draft.row("events", "battle-of-puebla-1862"), id="second-of-puebla", start="1862-05-07")
    draft.add("events", twin)
    return "battle-of-puebla-1862+second-of-puebla"


SAMPLES: tuple[tuple[str, Callable[[Draft], str]], ...] = (
    ("hyphenated-id", id_without_hyphen),
    ("hyphenated-id", id_of_two_features),
    ("date-in-atlas", day_after_the_last),
    ("days-in-order", earliest_after_latest),
    ("valid-geometry", bow_tie),
    ("near-geonames", town_off_geonames),
    ("unbroken-control", gap_in_control),
    ("unbroken-control", control_that_ends),
    ("unbroken-control", scattered_control),
    ("place-on-its-ground", town_in_the_sea),
    ("place-on-its-ground", anchorage_inland),
    ("local-on-land", fort_in_the_sea),
    ("road-on-land", road_over_the_sea),
    ("zone-on-land", zone_in_the_sea),
    ("leg-on-its-ground", march_over_the_sea),
    ("leg-on-its-ground", voyage_over_land),
    ("pace", hasty_march),
    ("one-place-a-day", two_stays_at_once),
    ("one-place-a-day", march_while_at_rest),
    ("always-somewhere", force_nowhere),
    ("government-free", government_in_an_imperial_town),
    ("event-town-held", captured_town_without_a_holder),
    ("event-changes-town", capture_without_change),
    ("captor-holds-town", captor_without_the_town),
    ("town-changes-by-event", change_without_event),
    ("siege-in-control", siege_of_a_town_held),
    ("siege-has-event", siege_without_event),
    ("besiegers-there", siege_without_besiegers),
    ("captor-arrives", captor_late),
    ("event-once", event_twice),
)


@pytest.mark.parametrize(("rule", "spoil"), SAMPLES, ids=[spoil.__name__ for _, spoil in SAMPLES])
def test_a_sample_breaks_the_rule(
    rule: str,
    spoil: Callable[[Draft], str],
    draft: Draft,
    findings: list[Finding],
) -> None:
    subject = spoil(draft)
    assert (rule, subject) not in {finding.key for finding in findings}
    broken = {finding.key: finding for finding in RULES[rule].findings(draft.survey())}
    assert (rule, subject) in broken
    case = broken[rule, subject].case
    assert all([case.table, case.column, case.found, case.expected])
    assert str(broken[rule, subject]).startswith(f"{case.table}: ")


def test_every_rule_has_a_sample() -> None:
    assert {rule for rule, _ in SAMPLES} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_says_what_it_looks_for(rule: Any) -> None:  # noqa: ANN401
    assert rule.cases.__doc__


def test_an_empty_record_breaks_no_rule() -> None:
    empty = Record(**{field.name: () for field in fields(Record)})
    assert found(Survey(empty, {})) == []


def test_the_record_holds_but_for_what_is_excepted_or_asked(record: Record, findings: list[Finding]) -> None:
    assert [str(finding) for finding in settled(record, findings)] == []


def test_rules_on_soundness_leave_no_question_open(record: Record) -> None:
    assert all(RULES[row.rule].group is Group.AGREE for row in record.open_questions)


def test_a_new_finding_is_a_fault(record: Record, draft: Draft) -> None:
    event_twice(draft)
    left = settled(record, list(RULES["event-once"].findings(draft.survey())))
    assert "battle-of-puebla-1862+second-of-puebla" in {finding.case.subject for finding in left}


def test_an_exception_that_excepts_nothing_is_a_fault(record: Record, findings: list[Finding]) -> None:
    idle = ExceptionRow(row=99, rule="event-once", subject="nothing+nowhere", reason="a sample")
    (fault,) = settled(replace(record, exceptions=(*record.exceptions, idle)), findings)
    assert (fault.rule, fault.case.table, fault.case.row) == ("unused-exception", "exceptions.csv", 99)


def test_an_exception_given_twice_is_a_fault(record: Record, findings: list[Finding]) -> None:
    again = replace(record.exceptions[0], row=99)
    faults = settled(replace(record, exceptions=(*record.exceptions, again)), findings)
    assert {fault.rule for fault in faults} == {"unused-exception"}


def test_a_question_that_is_settled_is_a_fault(record: Record, findings: list[Finding]) -> None:
    idle = OpenQuestionRow(row=99, rule="event-once", subject="nothing+nowhere", found="", since="2026.11")
    (fault,) = settled(replace(record, open_questions=(*record.open_questions, idle)), findings)
    assert (fault.rule, fault.case.table, fault.case.row) == ("settled-question", "open_questions.csv", 99)


def test_a_rule_on_soundness_takes_no_question(record: Record, draft: Draft) -> None:
    subject = town_off_geonames(draft)
    asked = OpenQuestionRow(row=99, rule="near-geonames", subject=subject, found="", since="2026.11")
    spoiled = replace(draft.record, exceptions=(), open_questions=(asked,))
    faults = settled(spoiled, list(RULES["near-geonames"].findings(draft.survey())))
    assert {fault.rule for fault in faults} == {"near-geonames", "settled-question"}
    assert record.open_questions != spoiled.open_questions


def _copied(folder: Path) -> Path:
    folder.mkdir()
    for table in TABLES.glob("*.csv"):
        (folder / table.name).write_bytes(table.read_bytes())
    return folder


@pytest.mark.usefixtures("made_once")
def test_the_questions_are_listed_as_they_stand(record: Record, tmp_path: Path) -> None:
    tables = _copied(tmp_path / "tables")
    assert list_questions(tables) == len(record.open_questions)
    assert (tables / "open_questions.csv").read_bytes() == (TABLES / "open_questions.csv").read_bytes()


@pytest.mark.usefixtures("made_once")
def test_the_command_tells_its_faults_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = _copied(tmp_path / "tables")
    with (tables / "exceptions.csv").open("a", encoding="utf-8") as file:
        file.write("event-once,nothing+nowhere,a sample\n")
    assert main(["check", "--json", "--tables", str(tables)]) == 1
    (fault,) = (fault for fault in json.loads(capsys.readouterr().out) if fault["rule"] != "layer-as-built")
    assert (fault["rule"], fault["table"], fault["column"]) == ("unused-exception", "exceptions.csv", "subject")
    with (tables / "events.csv").open("a", encoding="utf-8") as file:
        file.write("one,two\n")
    assert main(["check", "--json", "--tables", str(tables)]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert (fault["rule"], fault["table"]) == ("readable", "events.csv")


def test_events_of_one_kind_far_apart_are_two(draft: Draft) -> None:
    twin = replace(draft.row("events", "battle-of-puebla-1862"), id="second-of-puebla", start="1862-05-07")
    for other in (
        replace(twin, start="1862-05-19"),
        replace(twin, place="guadalajara"),
        replace(twin, kind=EventKind.EXECUTION),
    ):
        spoiled = Draft(replace(draft.record, events=(*draft.record.events, other)), draft.features)
        subjects = {finding.case.subject for finding in RULES["event-once"].findings(spoiled.survey())}
        assert "battle-of-puebla-1862+second-of-puebla" not in subjects
