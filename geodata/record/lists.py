"""The two tables that the record writes of itself: open questions, and since when each feature stands in it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from geodata.catalog import DATA_VERSION
from geodata.record.build import make
from geodata.record.rules import RULES, Group, Survey, found
from geodata.record.tables import TABLES, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geodata.record.rules import Case

__all__ = ["list_new", "list_questions"]


def list_questions(tables: Path = TABLES) -> int:
    """Write the table of open questions anew from what the rules on agreement find; gives how many there are.

    A question that was there keeps the version since which it is open.
    """
    record = read_record(tables)
    findings = found(Survey(record, make(record).features))
    excepted = {(row.rule, row.subject) for row in record.exceptions}
    since = {(row.rule, row.subject): row.since for row in record.open_questions}
    asked = {
        finding.key: (*finding.key, _question(finding.case), since.get(finding.key, DATA_VERSION))
        for finding in findings
        if finding.key not in excepted and RULES[finding.rule].group is Group.AGREE
    }
    _write(tables / "open_questions.csv", ("rule", "subject", "found", "since"), asked.values())
    return len(asked)


def list_new(tables: Path = TABLES) -> int:
    """Write the features that no row of `since.csv` has yet behind those it has; gives how many they are."""
    record = read_record(tables)
    known = {row.feature: row.version for row in record.since}
    features = (feature["id"] for layer in make(record).features.values() for feature in layer)
    new = {feature: DATA_VERSION for feature in features if feature not in known}
    _write(tables / "since.csv", ("feature", "version"), [*known.items(), *new.items()])
    return len(new)


def _question(case: Case) -> str:
    return f"{case.found}: expected {case.expected}"


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
