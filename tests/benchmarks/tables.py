"""How long build and check take with the tables as they are, and with every row many times over.

Run `python -m tests.benchmarks.tables [factor ...]`; prints one JSON object a factor.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from geodata.record.build import build
from geodata.record.check import check
from geodata.record.tables import KINDS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["multiply", "seconds"]

Row = dict[str, str]

ONE_OF_A_KIND = frozenset({"gazetteer", "exceptions", "open_questions", "since", "phrases"})
NAMES = ("id", "place", "capital_place", "places", "movement", "force", "parent", "zone", "feature", "event")
APART = 0.002
"""Degrees between two copies of a place: beside each other, but not one."""


def multiply(factor: int, folder: Path) -> None:
    """Write every table into a folder, each row as often as `factor` says, each copy among its own kind."""
    folder.mkdir()
    for path in TABLES.glob("*.csv"):
        if path.stem not in KINDS:
            shutil.copy(path, folder)  # the story's: it is told once
            continue
        with path.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        times = 1 if path.stem in ONE_OF_A_KIND else factor
        _write(folder / path.name, list(_copies(rows, times)))


def seconds(factor: int) -> dict[str, float | int]:
    """What build and check take, for tables so many times as long."""
    with tempfile.TemporaryDirectory() as workshop:
        tables, layers = Path(workshop) / "tables", Path(workshop) / "layers"
        multiply(factor, tables)
        start = perf_counter()
        built = build(tables, layers)
        middle = perf_counter()
        found = check(tables, layers)
        end = perf_counter()
    return {
        "factor": factor,
        "features": sum(built.counts.values()),
        "build_s": round(middle - start, 1),
        "check_s": round(end - middle, 1),
        "findings": len(found),
    }


def _copies(rows: list[Row], times: int) -> Iterator[Row]:
    yield from rows
    for copy in range(1, times):
        yield from ({column: _copied(column, text, copy) for column, text in row.items()} for row in rows)


def _copied(column: str, text: str, copy: int) -> str:
    if column in NAMES and text:
        return "; ".join(f"{part}-copy-{copy}" for part in text.split("; "))
    if column in {"lat", "lon"} and text:
        return f"{float(text) + APART * copy:.5f}"
    return text


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("factors", nargs="*", type=int, default=[1, 10])
    for asked in parser.parse_args().factors:
        print(json.dumps(seconds(asked)), flush=True)
