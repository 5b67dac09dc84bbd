"""The record: every table read into typed rows, or every fault of every table named at once."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import Field, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from geodata import dates
from geodata.errors import DateError, Fault, RecordError
from geodata.record import force_rows, margin_rows, rows
from geodata.record.readers import CellError
from geodata.vocabulary import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.record.readers import Known

__all__ = ["PLACE_PREFIX", "TABLES", "Record", "read_record"]

TABLES = Path(__file__).parent / "tables"
PLACE_PREFIX = "place-"
OPTIONAL = frozenset(
    {
        "descriptions",
        "roads",
        "forces",
        "force_commanders",
        "movement_forces",
        "stations",
        "troop_strength",
        "accounts",
        "event_weights",
        "means",
        "exceptions",
        "open_questions",
        "since",
        "gazetteer",
        "phrases",
    }
)
MAPS = ("veracruz", "mexico_city", "puebla", "queretaro", "national")
FEATURES = (
    "events",
    "movements",
    "control",
    "guerrilla_phases",
    "guerrilla_actions",
    "local",
    "roads",
    "departments",
    "stations",
)
ONE_ROW_EACH = {
    "descriptions": "feature",
    "event_weights": "event",
    "since": "feature",
    "gazetteer": "geonameid",
    "phrases": "en",
}

KINDS: Mapping[str, type[rows.Row]] = {
    "sources": rows.SourceRow,
    "places": rows.PlaceRow,
    "events": rows.EventRow,
    "movements": rows.MovementRow,
    "waypoints": rows.WaypointRow,
    "control": rows.ControlRow,
    "guerrilla_zones": rows.ZoneRow,
    "guerrilla_phases": rows.PhaseRow,
    "guerrilla_actions": rows.ActionRow,
    "local": rows.LocalRow,
    "roads": rows.RoadRow,
    "departments": rows.DepartmentRow,
    "descriptions": rows.DescriptionRow,
    "forces": force_rows.ForceRow,
    "force_commanders": force_rows.ForceCommanderRow,
    "movement_forces": force_rows.MovementForceRow,
    "stations": force_rows.StationRow,
    "troop_strength": force_rows.TroopStrengthRow,
    "accounts": margin_rows.AccountRow,
    "event_weights": margin_rows.EventWeightRow,
    "means": margin_rows.MeansRow,
    "exceptions": margin_rows.ExceptionRow,
    "open_questions": margin_rows.OpenQuestionRow,
    "since": margin_rows.SinceRow,
    "gazetteer": margin_rows.GazetteerRow,
    "phrases": margin_rows.PhraseRow,
}

Typed = TypeVar("Typed", bound=rows.Row)


@dataclass(frozen=True)
class Record:
    """All tables, row by row in their own order."""

    sources: tuple[rows.SourceRow, ...]
    places: tuple[rows.PlaceRow, ...]
    events: tuple[rows.EventRow, ...]
    movements: tuple[rows.MovementRow, ...]
    waypoints: tuple[rows.WaypointRow, ...]
    control: tuple[rows.ControlRow, ...]
    guerrilla_zones: tuple[rows.ZoneRow, ...]
    guerrilla_phases: tuple[rows.PhaseRow, ...]
    guerrilla_actions: tuple[rows.ActionRow, ...]
    local: tuple[rows.LocalRow, ...]
    roads: tuple[rows.RoadRow, ...]
    departments: tuple[rows.DepartmentRow, ...]
    descriptions: tuple[rows.DescriptionRow, ...]
    forces: tuple[force_rows.ForceRow, ...]
    force_commanders: tuple[force_rows.ForceCommanderRow, ...]
    movement_forces: tuple[force_rows.MovementForceRow, ...]
    stations: tuple[force_rows.StationRow, ...]
    troop_strength: tuple[force_rows.TroopStrengthRow, ...]
    accounts: tuple[margin_rows.AccountRow, ...]
    event_weights: tuple[margin_rows.EventWeightRow, ...]
    means: tuple[margin_rows.MeansRow, ...]
    exceptions: tuple[margin_rows.ExceptionRow, ...]
    open_questions: tuple[margin_rows.OpenQuestionRow, ...]
    since: tuple[margin_rows.SinceRow, ...]
    gazetteer: tuple[margin_rows.GazetteerRow, ...]
    phrases: tuple[margin_rows.PhraseRow, ...]


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in its file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def cells(self, column: str) -> Iterator[tuple[int, str]]:
        """Row number and text of each cell of a column, none if there is no such column."""
        if column in self.columns:
            at = self.columns.index(column)
            yield from ((number, cells[at]) for number, cells in self.rows if len(cells) > at)


def read_record(directory: Path = TABLES) -> Record:
    """Read every table of `directory`.

    Raises
    ------
    RecordError
        With every fault of every table.
    """
    faults: list[Fault] = []
    raw = {name: _raw_table(directory / f"{name}.csv", faults) for name in KINDS}
    known = _known(raw)
    typed = {name: _typed_table(raw[name], kind, known, faults) for name, kind in KINDS.items()}
    faults += _repeated(raw, ["sources", "places", "guerrilla_zones", "forces"])
    faults += _repeated(raw, FEATURES, together=True)
    for name, column in ONE_ROW_EACH.items():
        faults += _repeated(raw, [name], column=column)
    faults += _placeless(typed["stations"])
    faults += _backward(typed)
    faults += _unknown_maps(raw["local"])
    faults += _half_told_today(typed["local"])
    faults += _repeated_steps(raw["waypoints"])
    if faults:
        raise RecordError(faults)
    return Record(**cast("dict[str, Any]", typed))


def _raw_table(path: Path, faults: list[Fault]) -> RawTable:
    if not path.exists():
        if path.stem not in OPTIONAL:
            faults.append(Fault(path.name, 0, "", "", "the file, which is missing"))
        return RawTable(path.name, (), ())
    try:
        with path.open(encoding="utf-8-sig", newline="") as table:
            lines = [tuple(cell.strip() for cell in line) for line in csv.reader(table, strict=True)]
    except (UnicodeDecodeError, csv.Error) as fault:
        faults.append(Fault(path.name, 0, "", str(fault), "comma-separated values in UTF-8"))
        return RawTable(path.name, (), ())
    columns = lines[0] if lines else ()
    numbered = tuple((number, cells) for number, cells in enumerate(lines[1:], start=2) if any(cells))
    return RawTable(path.name, columns, numbered)


def _known(raw: Mapping[str, RawTable]) -> Known:
    ids = {name: frozenset(text for _, text in table.cells("id")) for name, table in raw.items()}
    places = (PLACE_PREFIX + place for place in ids["places"])
    return {**ids, "features": frozenset().union(*(ids[name] for name in FEATURES), places)}


def _typed_table(raw: RawTable, kind: type[Typed], known: Known, faults: list[Fault]) -> tuple[Typed, ...]:
    if not raw.columns:
        return ()
    expected = {field.name: field for field in fields(kind) if "read" in field.metadata}
    wrong = _wrong_columns(raw, expected)
    faults += wrong
    if wrong:
        return ()
    read = (_typed_row(raw, number, cells, kind, known, faults) for number, cells in raw.rows)
    return tuple(row for row in read if row is not None)


def _wrong_columns(raw: RawTable, expected: Mapping[str, Field[Any]]) -> list[Fault]:
    needed = {name for name, field in expected.items() if field.metadata["absent"] is None}
    missing = sorted(needed - set(raw.columns))
    strange = [column for column in raw.columns if column not in expected or raw.columns.count(column) > 1]
    named = ", ".join(expected)
    return [
        *(Fault(raw.file, 1, column, "", "this column, which is missing") for column in missing),
        *(Fault(raw.file, 1, column, column, f"each of the columns {named} once") for column in strange),
    ]


def _typed_row(
    raw: RawTable,
    number: int,
    cells: Sequence[str],
    kind: type[Typed],
    known: Known,
    faults: list[Fault],
) -> Typed | None:
    if len(cells) != len(raw.columns):
        faults.append(Fault(raw.file, number, "", ",".join(cells), f"{len(raw.columns)} cells, not {len(cells)}"))
        return None
    texts = dict(zip(raw.columns, cells, strict=True))
    values: dict[str, Any] = {"row": number}
    for field in fields(kind):
        if "read" in field.metadata:
            try:
                values[field.name] = field.metadata["read"](texts.get(field.name, field.metadata["absent"]), known)
            except CellError as wrong:
                faults.append(Fault(raw.file, number, field.name, texts.get(field.name, ""), str(wrong)))
    return kind(**values) if len(values) == len(fields(kind)) else None


def _repeated(
    raw: Mapping[str, RawTable],
    names: Iterable[str],
    *,
    column: str = "id",
    together: bool = False,
) -> list[Fault]:
    faults = []
    seen: set[str] = set()
    for name in names:
        if not together:
            seen = set()
        for number, text in raw[name].cells(column):
            if text in seen:
                faults.append(Fault(raw[name].file, number, column, text, "an id that no other row has"))
            seen.add(text)
    return faults


def _backward(typed: Mapping[str, Sequence[rows.Row]]) -> Iterator[Fault]:
    for name, table in typed.items():
        first, last = ("arrive", "depart") if name == "waypoints" else ("start", "end")
        for row in table:
            start, end = getattr(row, first, ""), getattr(row, last, "")
            try:
                dates.span(start, end)
            except DateError:
                yield Fault(f"{name}.csv", row.row, last, end, f"no date before the {first}, {start}")


def _placeless(stations: Sequence[rows.Row]) -> Iterator[Fault]:
    """Stays that lack a place, or have one although nobody knows it."""
    for row in cast("Sequence[force_rows.StationRow]", stations):
        if bool(row.place) == (row.purpose is Purpose.UNKNOWN):
            expected = "no place" if row.place else "the id of a place in places.csv"
            yield Fault("stations.csv", row.row, "place", row.place, f"{expected}, the purpose being {row.purpose}")


def _half_told_today(local: Sequence[rows.Row]) -> Iterator[Fault]:
    """Features of which it is told only in part what became of them, what is there now, and which source says so."""
    for row in cast("Sequence[rows.LocalRow]", local):
        told = {"today": row.today, "today_note": row.today_note, "today_source": "; ".join(row.today_source)}
        if any(told.values()):
            for column in (column for column, text in told.items() if not text):
                others = ", ".join(other for other in told if other != column)
                yield Fault("local.csv", row.row, column, "", f"something, as in {others}, or nothing in all three")


def _unknown_maps(raw: RawTable) -> Iterator[Fault]:
    for number, text in raw.cells("map"):
        if text not in MAPS:
            yield Fault(raw.file, number, "map", text, f"one of {', '.join(MAPS)}")


def _repeated_steps(raw: RawTable) -> Iterator[Fault]:
    steps = Counter[tuple[str, str]]()
    for (_, movement), (number, seq) in zip(raw.cells("movement"), raw.cells("seq"), strict=True):
        steps[movement, seq] += 1
        if steps[movement, seq] > 1:
            yield Fault(raw.file, number, "seq", seq, f"a number that no other way point of {movement} has")
