"""Texts of the atlas kept sentence by sentence, each with what bears it, and the reading of their tables."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.dates import FIRST_DAY, LAST_DAY
from geodata.errors import Fault
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

__all__ = ["RECALLED", "TABLES", "Sentence", "TableRow", "notes", "read_rows", "read_sentence", "unknown", "words"]

TABLES: Final = Path(__file__).parent / "record" / "tables"
RECALLED: Final = "recalled"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence or two in three languages, with the features and sources that bear them."""

    row: int
    text: Mapping[Language, str]
    features: tuple[str, ...]
    sources: tuple[str, ...]


def notes(sentences: Iterable[Sentence]) -> Mapping[str, int]:
    """Return the number of every feature that sentences rest on, in the order in which they speak of them."""
    cited = dict.fromkeys(feature for sentence in sentences for feature in sentence.features)
    return MappingProxyType({feature: number for number, feature in enumerate(cited, start=1)})


def words(sentences: Iterable[Sentence], language: Language) -> int:
    """Return how many words sentences have; a number is one word however its digits are set apart."""
    return sum(len(sentence.text[language].split(" ")) for sentence in sentences)


def unknown(file: str, sentences: Iterable[Sentence], known: Callable[[str], bool]) -> Iterator[Fault]:
    """Yield a fault for every feature of sentences that `known` does not know."""
    for sentence in sentences:
        for feature in sentence.features:
            if not known(feature):
                yield Fault(file, sentence.row, "features", feature, "the id of a feature of a layer")


@dataclass(frozen=True)
class TableRow:
    """One row of a table, which notes the faults of its cells; what can't be read is given as something harmless."""

    file: str
    row: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, column: str, expected: str) -> None:
        """Note that a cell is not as expected."""
        self.faults.append(Fault(self.file, self.row, column, self.cells[column], expected))

    def text(self, column: str) -> str:
        """Return a text, which must not be empty."""
        if not self.cells[column]:
            self.fault(column, "a text")
        return self.cells[column]

    def name(self, column: str) -> str:
        """Return an id."""
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.cells[column]):
            self.fault(column, "small letters and digits joined by hyphens")
        return self.cells[column]

    def names(self, column: str) -> tuple[str, ...]:
        """Return several ids, each once."""
        parts = tuple(part.strip() for part in self.cells[column].split(";"))
        if not all(parts):
            self.fault(column, "ids joined by '; '")
        return tuple(dict.fromkeys(filter(None, parts)))

    def known(self, column: str, ids: Collection[str], expected: str) -> str:
        """Return one of `ids`."""
        if self.cells[column] not in ids:
            self.fault(column, expected)
        return self.cells[column]

    def next_number(self, column: str, expected: int) -> int:
        """Return the number that must follow."""
        if self.cells[column] != str(expected):
            self.fault(column, f"{expected}, the next number")
        return expected

    def day(self, column: str) -> date:
        """Return a day of the atlas."""
        try:
            found = date.fromisoformat(self.cells[column])
        except ValueError:
            found = date.min
        if not FIRST_DAY <= found <= LAST_DAY:
            self.fault(column, f"a day from {FIRST_DAY} to {LAST_DAY}")
        return min(max(found, FIRST_DAY), LAST_DAY)

    def number(self, column: str, least: float, most: float) -> float:
        """Return a number from `least` to `most`."""
        try:
            found = float(self.cells[column])
        except ValueError:
            found = float("nan")
        if not least <= found <= most:
            self.fault(column, f"a number from {least:g} to {most:g}")
        return found

    def in_languages(self, prefix: str = "") -> Mapping[Language, str]:
        """Return the text of each language."""
        return MappingProxyType({language: self.text(prefix + language) for language in Language})


def read_rows(path: Path, wanted: tuple[str, ...], faults: list[Fault]) -> list[TableRow]:
    """Read a table's rows; one that lacks cells, or has too many, is a fault and left out."""
    if not path.exists():
        faults.append(Fault(path.name, 0, "", "", "the file, which is missing"))
        return []
    with path.open(encoding="utf-8-sig", newline="") as table:
        lines = list(csv.reader(table))
    columns = tuple(lines[0]) if lines else ()
    if columns != wanted:
        faults.append(Fault(path.name, 1, "", ",".join(columns), f"the columns {','.join(wanted)}"))
        return []
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) == len(wanted):
            texts = [cell.strip(" ") for cell in cells]
            rows.append(TableRow(path.name, number, dict(zip(wanted, texts, strict=True)), faults))
        elif cells:
            faults.append(Fault(path.name, number, "", ",".join(cells), f"{len(wanted)} cells, not {len(cells)}"))
    return rows


def read_sentence(row: TableRow) -> Sentence:
    """Return the sentence of a row with the columns `en`, `fr`, `es`, `features` and `sources`."""
    sources = row.names("sources")
    return Sentence(
        row=row.row,
        text=row.in_languages(),
        features=row.names("features"),
        sources=() if sources == (RECALLED,) else sources,
    )
