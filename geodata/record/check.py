"""Whether the record is sound and agrees with itself and the story with it, and the layers are what it makes."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jsonschema_rs import Draft202012Validator

from geodata.basemap import names
from geodata.catalog import CATALOG, LAYERS
from geodata.errors import RecordError
from geodata.record.build import make
from geodata.record.rules import RULES, Case, Finding, Group, Survey, found
from geodata.record.tables import TABLES, read_record
from geodata.story import load_story, unborne_sources, unknown_features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.errors import Fault
    from geodata.record.build import Build
    from geodata.record.features import Feature
    from geodata.record.tables import Record
    from geodata.story import Chapter

    Story = Sequence[Chapter]

__all__ = ["SCHEMA", "check", "schema_faults", "settled", "story_faults"]

SCHEMA: Final = Path(__file__).parents[1] / "schema.json"
QUESTIONS: Final = "open_questions.csv"


def check(tables: Path = TABLES, layers: Path = LAYERS) -> list[Finding]:
    """Everything that is wrong and neither excepted nor known as an open question; empty if all is well.

    Raises
    ------
    RecordError
        If the tables themselves have faults, those of the story among them.
    """
    record, story = _read(tables)
    built = make(record)
    return [
        *settled(record, found(Survey(record, built.features))),
        *schema_faults(built.features),
        *story_faults(story, built.features),
        *_differences(built, layers),
        *(_names_on_the_ground(tables) if layers == LAYERS else ()),
    ]


def _read(tables: Path) -> tuple[Record, Story]:
    """Read the record and the story, or name the faults of both at once."""
    try:
        record = read_record(tables)
    except RecordError as error:
        raise RecordError([*error.faults, *_faults_of_story(tables)]) from None
    return record, load_story(tables)


def _faults_of_story(tables: Path) -> Sequence[Fault]:
    try:
        load_story(tables)
    except RecordError as error:
        return error.faults
    return ()


def story_faults(story: Story, features: Mapping[str, Sequence[Feature]]) -> Iterator[Finding]:
    """What the story names that the layers do not have: features, and sources of the features a sentence rests on."""
    sources = {
        str(feature["id"]): {source["id"] for source in feature["properties"]["sources"]}
        for members in features.values()
        for feature in members
    }
    known = unknown_features(story, sources.__contains__)
    borne = unborne_sources(story, lambda feature: sources.get(feature, ()))
    for fault in (*known, *borne):
        case = Case(
            subject=fault.value,
            table=fault.file,
            row=fault.row,
            column=fault.column,
            found=fault.value,
            expected=fault.expected,
        )
        yield Finding("story-on-record", case)


def settled(record: Record, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that are neither excepted nor asked about, and the exceptions and questions that are idle."""
    excepted = {(row.rule, row.subject) for row in record.exceptions}
    asked = {(row.rule, row.subject) for row in record.open_questions}
    keys = {finding.key for finding in findings}
    left = [finding for finding in findings if finding.key not in excepted | (asked - _sound(asked))]
    return [*left, *_idle(record, keys), *_wrongly_open(record)]


def schema_faults(features: Mapping[str, Sequence[Feature]]) -> Iterator[Finding]:
    """Features that are not as the schema describes those of their layer."""
    for layer, members in features.items():
        validator = _validator(layer)
        for feature in members:
            for error in validator.iter_errors(feature):
                case = Case(
                    subject=str(feature["id"]),
                    table=CATALOG[layer].file,
                    row=0,
                    column=".".join(str(part) for part in error.instance_path),
                    found=str(error.instance)[:80],
                    expected=f"what the schema says: {error.message}",
                )
                yield Finding("schema", case)


@cache
def _validator(layer: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{layer}"}, mask="the value")  # `found` says it


def _sound(asked: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(rule, subject) for rule, subject in asked if rule in RULES and RULES[rule].group is Group.SOUND}


def _idle(record: Record, keys: set[tuple[str, str]]) -> Iterator[Finding]:
    for table, rule, rows in (
        ("exceptions.csv", "unused-exception", record.exceptions),
        (QUESTIONS, "settled-question", record.open_questions),
    ):
        times = Counter((row.rule, row.subject) for row in rows)
        for row in rows:
            if (row.rule, row.subject) not in keys or times[row.rule, row.subject] > 1:
                expected = "a case that its rule finds, listed once; strike the row if that is settled"
                yield _of_row(table, rule, row.row, f"{row.rule} {row.subject}", expected)


def _wrongly_open(record: Record) -> Iterator[Finding]:
    for row in record.open_questions:
        if _sound([(row.rule, row.subject)]):
            yield _of_row(QUESTIONS, "settled-question", row.row, row.rule, "a rule on agreement: this one must hold")


def _of_row(table: str, rule: str, row: int, subject: str, expected: str) -> Finding:
    case = Case(subject=subject, table=table, row=row, column="subject", found=subject, expected=expected)
    return Finding(rule, case)


def _names_on_the_ground(tables: Path) -> Iterator[Finding]:
    """Towns that the ground does not name as the tables have them: wanting, no longer there, or at another place."""
    said = {str(label["id"]): label for label in json.loads(names.FILE.read_text(encoding="utf-8"))}
    meant = {str(label["id"]): label for label in names.renewed(tables, file=names.FILE)}
    for town in sorted(said.keys() | meant.keys()):
        if said.get(town) == meant.get(town):
            continue
        state = "not what the tables make" if town in said else "missing"
        expected = "the name that the tables make: run python -m geodata build"
        case = Case(subject=town, table=names.FILE.name, row=0, column="", found=state, expected=expected)
        yield Finding("name-on-the-ground", case)


def _differences(built: Build, layers: Path) -> Iterator[Finding]:
    for name, content in built.files.items():
        path = layers / name
        if path.exists() and path.read_bytes() == content:
            continue
        state = "not what the tables make" if path.exists() else "missing"
        expected = "the layer that the tables make: run python -m geodata build"
        yield Finding("layer-as-built", Case(subject="", table=name, row=0, column="", found=state, expected=expected))
