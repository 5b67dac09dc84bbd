"""The tables as they are, and as they must not be."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.errors import Fault, RecordError
from geodata.record.build import build
from geodata.record.check import check
from geodata.record.tables import KINDS, TABLES, read_record
from geodata.sources import load_sources
from geodata.story import CHAPTERS, SENTENCES

INVALID = Path(__file__).parent / "invalid"
STORY = (CHAPTERS, SENTENCES)
SAMPLES = sorted(INVALID.glob("*.csv"))


@dataclass(frozen=True)
class Expected:
    """A fault that a sample must give: all of `Fault`, but only the beginning of what is expected."""

    file: str
    row: int
    column: str
    value: str
    expected: str

    def is_named_by(self, fault: Fault) -> bool:
        return fault.expected.startswith(self.expected) or self.expected in fault.expected


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables to spoil."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def spoil(tables: Path, sample: Path) -> list[Expected]:
    """Add the rows of a sample to their table, and tell which faults they are."""
    with sample.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    path = tables / sample.name
    columns = [column for column in rows[0] if column not in {"fault", "expected"}]
    if not path.exists():
        path.write_text(",".join(columns) + "\n", encoding="utf-8")
    with path.open(encoding="utf-8", newline="") as file:
        first = len(list(csv.reader(file))) + 1
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n").writerows(rows)
    return [
        Expected(sample.name, number, row["fault"], row[row["fault"]], row["expected"])
        for number, row in enumerate(rows, start=first)
    ]


def faults_of(tables: Path) -> tuple[Fault, ...]:
    with pytest.raises(RecordError) as caught:
        check(tables)
    return caught.value.faults


def test_no_row_is_lost() -> None:
    record = read_record()
    for name in KINDS:
        path = TABLES / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                assert len(getattr(record, name)) == sum(1 for _ in csv.DictReader(file)), name


def test_every_table_has_a_spoiled_sample() -> None:
    assert {sample.name for sample in SAMPLES} == {*(f"{name}.csv" for name in KINDS), *STORY}


@pytest.fixture(scope="module")
def all_spoiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Expected]]:
    """The tables with every sample in them."""
    tables = Path(shutil.copytree(TABLES, tmp_path_factory.mktemp("record") / "tables"))
    return tables, [expected for sample in SAMPLES for expected in spoil(tables, sample)]


def test_each_bad_row_is_named_all_at_once(all_spoiled: tuple[Path, list[Expected]]) -> None:
    tables, expected = all_spoiled
    found = {(fault.file, fault.row, fault.column, fault.value): fault for fault in faults_of(tables)}
    wanted = {(one.file, one.row, one.column, one.value): one for one in expected}
    assert found.keys() == wanted.keys()
    assert [str(found[key]) for key, one in wanted.items() if not one.is_named_by(found[key])] == []


def test_a_bad_row_keeps_the_layers_as_they_were(all_spoiled: tuple[Path, list[Expected]], tmp_path: Path) -> None:
    (tmp_path / "events.geojson").write_text("as it was", encoding="utf-8")
    with pytest.raises(RecordError):
        build(all_spoiled[0], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["events.geojson"]
    assert (tmp_path / "events.geojson").read_text(encoding="utf-8") == "as it was"


def test_the_command_says_one_fault_a_line(
    all_spoiled: tuple[Path, list[Expected]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tables, expected = all_spoiled
    assert main(["build", "--tables", str(tables), "--layers", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == sum(one.file not in STORY for one in expected)
    bad = next(one for one in expected if (one.file, one.column) == ("events.csv", "start"))
    assert any(line.startswith(f"events.csv: row {bad.row}, start: '{bad.value}': expected a date") for line in lines)
    assert main(["check", "--tables", str(tables)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == len(expected)


def test_a_missing_table(tables: Path) -> None:
    (tables / "control.csv").unlink()
    assert faults_of(tables) == (Fault("control.csv", 0, "", "", "the file, which is missing"),)


def test_a_missing_and_a_misspelt_column(tables: Path) -> None:
    path = tables / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("victor", "winner", 1), encoding="utf-8")
    first, second = faults_of(tables)
    assert (first.file, first.row, first.column, first.value) == ("events.csv", 1, "victor", "")
    assert (second.file, second.row, second.column, second.value) == ("events.csv", 1, "winner", "winner")


def test_faults_of_the_story_alone_are_named(tables: Path) -> None:
    for sample in (INVALID / name for name in STORY):
        spoil(tables, sample)
    assert {fault.file for fault in faults_of(tables)} == set(STORY)


def test_a_row_with_a_cell_too_few(tables: Path) -> None:
    with (tables / "departments.csv").open("a", encoding="utf-8") as file:
        file.write("department-short,51,Short\n")
    assert faults_of(tables) == (Fault("departments.csv", 52, "", "department-short,51,Short", "12 cells, not 3"),)


@pytest.mark.parametrize("content", [b"id,name\n\xff\xfe,Puebla\n", b'id,name\n"puebla,Puebla\n'])
def test_a_file_that_is_no_table(tables: Path, content: bytes) -> None:
    (tables / "departments.csv").write_bytes(content)
    (fault,) = faults_of(tables)
    assert (fault.file, fault.expected) == ("departments.csv", "comma-separated values in UTF-8")


def test_blank_lines_and_a_byte_order_mark_do_no_harm(tables: Path) -> None:
    path = tables / "departments.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\n,,,,,,,,,,,\n")
    assert len(read_record(tables).departments) == 50


def test_sources_are_cited_in_one_line() -> None:
    sources = load_sources()
    assert len(sources) == len(read_record().sources)
    assert sources["bancroft6-p166"].citation.startswith("Hubert Howe Bancroft. History of Mexico")
    assert all("\n" not in source.citation and source.citation.endswith(".") for source in sources.values())
