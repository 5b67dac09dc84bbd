"""The war told in chapters: each a short text whose sentences say what they rest on, and a picture on the map."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, LAST_DAY, Window
from geodata.errors import Fault, RecordError
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

__all__ = ["CHAPTERS", "SENTENCES", "Chapter", "Sentence", "load_story", "unborne_sources", "unknown_features"]

TABLES: Final = Path(__file__).parent / "record" / "tables"
CHAPTERS: Final = "chapters.csv"
SENTENCES: Final = "chapter_sentences.csv"
RECALLED: Final = "recalled"

_SIDES: Final = {"west": (-180.0, 180.0), "south": (-90.0, 90.0), "east": (-180.0, 180.0), "north": (-90.0, 90.0)}
_COLUMNS: Final = {
    CHAPTERS: ("id", "order", "title_en", "title_fr", "title_es", "first", "last", *_SIDES, "layers", "marks"),
    SENTENCES: ("chapter", "order", "en", "fr", "es", "features", "sources"),
}


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence or two in three languages, with the features and sources that bear them."""

    row: int
    text: Mapping[Language, str]
    features: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter: its text, and what the map shows for it; `box` is west, south, east and north."""

    row: int
    id: str
    number: int
    title: Mapping[Language, str]
    window: Window
    box: tuple[float, float, float, float]
    layers: tuple[str, ...]
    marks: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def notes(self) -> Mapping[str, int]:
        """The number of every feature that the text rests on, in the order in which it speaks of them."""
        cited = dict.fromkeys(feature for sentence in self.sentences for feature in sentence.features)
        return MappingProxyType({feature: number for number, feature in enumerate(cited, start=1)})

    def words(self, language: Language) -> int:
        """How many words the text has; a number is one word however its digits are set apart."""
        return sum(len(sentence.text[language].split(" ")) for sentence in self.sentences)


def load_story(directory: Path = TABLES) -> tuple[Chapter, ...]:
    """Read the chapters in their order.

    Raises
    ------
    RecordError
        With every fault of both tables.
    """
    faults: list[Fault] = []
    chapter_rows = _rows(directory / CHAPTERS, faults)
    sentence_rows = _rows(directory / SENTENCES, faults)
    ids = [row.text("id") for row in chapter_rows]
    told: dict[str, list[Sentence]] = {}
    for row in sentence_rows:
        chapter = row.known("chapter", ids, f"the id of a chapter in {CHAPTERS}")
        row.next_number("order", len(told.setdefault(chapter, [])) + 1)
        told[chapter].append(_sentence(row))
    chapters = tuple(_chapter(row, place, told) for place, row in enumerate(chapter_rows, start=1))
    faults += _repeated(chapter_rows)
    if faults:
        raise RecordError(faults)
    return chapters


def unknown_features(story: Collection[Chapter], known: Callable[[str], bool]) -> list[Fault]:
    """Name every feature of a story that `known` does not know."""
    named = [(CHAPTERS, chapter.row, "marks", mark) for chapter in story for mark in chapter.marks]
    named += [
        (SENTENCES, sentence.row, "features", feature)
        for chapter in story
        for sentence in chapter.sentences
        for feature in sentence.features
    ]
    return [Fault(*where, "the id of a feature of a layer") for where in named if not known(where[-1])]


def unborne_sources(story: Collection[Chapter], sources_of: Callable[[str], Collection[str]]) -> list[Fault]:
    """Name every source of a sentence that none of the features it rests on has."""
    expected = "sources of the features that the sentence names"
    return [
        Fault(SENTENCES, sentence.row, "sources", source, expected)
        for chapter in story
        for sentence in chapter.sentences
        for source in sentence.sources
        if not any(source in sources_of(feature) for feature in sentence.features)
    ]


@dataclass(frozen=True)
class _Row:
    """One row of a table, which notes the faults of its cells; what can't be read is given as something harmless."""

    file: str
    number: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, column: str, expected: str) -> None:
        self.faults.append(Fault(self.file, self.number, column, self.cells[column], expected))

    def text(self, column: str) -> str:
        if not self.cells[column]:
            self.fault(column, "a text")
        return self.cells[column]

    def name(self, column: str) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.cells[column]):
            self.fault(column, "small letters and digits joined by hyphens")
        return self.cells[column]

    def names(self, column: str) -> tuple[str, ...]:
        parts = tuple(part.strip() for part in self.cells[column].split(";"))
        if not all(parts):
            self.fault(column, "ids joined by '; '")
        return tuple(dict.fromkeys(filter(None, parts)))

    def known(self, column: str, ids: Collection[str], expected: str) -> str:
        if self.cells[column] not in ids:
            self.fault(column, expected)
        return self.cells[column]

    def next_number(self, column: str, expected: int) -> int:
        if self.cells[column] != str(expected):
            self.fault(column, f"{expected}, the next number")
        return expected

    def day(self, column: str) -> date:
        try:
            found = date.fromisoformat(self.cells[column])
        except ValueError:
            found = date.min
        if not FIRST_DAY <= found <= LAST_DAY:
            self.fault(column, f"a day from {FIRST_DAY} to {LAST_DAY}")
        return min(max(found, FIRST_DAY), LAST_DAY)

    def degrees(self, column: str) -> float:
        least, most = _SIDES[column]
        try:
            found = float(self.cells[column])
        except ValueError:
            found = float("nan")
        if not least <= found <= most:
            self.fault(column, f"a number from {least:g} to {most:g}")
        return found

    def in_languages(self, prefix: str = "") -> Mapping[Language, str]:
        return MappingProxyType({language: self.text(prefix + language) for language in Language})


def _rows(path: Path, faults: list[Fault]) -> list[_Row]:
    """Read a table's rows; one that lacks cells, or has too many, is a fault and left out."""
    wanted = _COLUMNS[path.name]
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
            rows.append(_Row(path.name, number, dict(zip(wanted, texts, strict=True)), faults))
        elif cells:
            faults.append(Fault(path.name, number, "", ",".join(cells), f"{len(wanted)} cells, not {len(cells)}"))
    return rows


def _sentence(row: _Row) -> Sentence:
    sources = row.names("sources")
    return Sentence(
        row=row.number,
        text=row.in_languages(),
        features=row.names("features"),
        sources=() if sources == (RECALLED,) else sources,
    )


def _chapter(row: _Row, place: int, told: Mapping[str, list[Sentence]]) -> Chapter:
    sentences = tuple(told.get(row.name("id"), ()))
    if not sentences:
        row.fault("id", f"a chapter that has sentences in {SENTENCES}")
    cited = {feature for sentence in sentences for feature in sentence.features}
    marks, layers = row.names("marks"), row.names("layers")
    if not cited.issuperset(marks):
        row.fault("marks", f"ids of features that the chapter's sentences name in {SENTENCES}")
    if not CATALOG.keys() >= set(layers):
        row.fault("layers", "ids of layers")
    return Chapter(
        row=row.number,
        id=row.cells["id"],
        number=row.next_number("order", place),
        title=row.in_languages("title_"),
        window=_window(row),
        box=_box(row),
        layers=layers,
        marks=marks,
        sentences=sentences,
    )


def _window(row: _Row) -> Window:
    first, last = row.day("first"), row.day("last")
    if last < first:
        row.fault("last", f"a day not before {first}")
    return Window(min(first, last), max(first, last))


def _box(row: _Row) -> tuple[float, float, float, float]:
    west, south, east, north = (row.degrees(side) for side in _SIDES)
    if west >= east:
        row.fault("east", f"a number above {west:g}")
    if south >= north:
        row.fault("north", f"a number above {south:g}")
    return west, south, east, north


def _repeated(rows: Collection[_Row]) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in rows:
        if row.cells["id"] in seen:
            yield Fault(row.file, row.number, "id", row.cells["id"], "an id that no other row has")
        seen.add(row.cells["id"])
