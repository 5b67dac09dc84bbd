"""The war told in chapters: each a short text whose sentences say what they rest on, and a picture on the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geodata.catalog import CATALOG
from geodata.dates import Window
from geodata.errors import Fault, RecordError
from geodata.sentences import TABLES, Sentence, notes, read_rows, read_sentence, unknown, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from geodata.sentences import TableRow
    from geodata.vocabulary import Language

__all__ = ["CHAPTERS", "SENTENCES", "TABLES", "Chapter", "load_story", "unborne_sources", "unknown_features"]

CHAPTERS: Final = "chapters.csv"
SENTENCES: Final = "chapter_sentences.csv"

_SIDES: Final = {"west": (-180.0, 180.0), "south": (-90.0, 90.0), "east": (-180.0, 180.0), "north": (-90.0, 90.0)}
_COLUMNS: Final = {
    CHAPTERS: ("id", "order", "title_en", "title_fr", "title_es", "first", "last", *_SIDES, "layers", "marks"),
    SENTENCES: ("chapter", "order", "en", "fr", "es", "features", "sources"),
}


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
        return notes(self.sentences)

    def words(self, language: Language) -> int:
        """How many words the text has."""
        return words(self.sentences, language)


def load_story(directory: Path = TABLES) -> tuple[Chapter, ...]:
    """Read the chapters in their order.

    Raises
    ------
    RecordError
        With every fault of both tables.
    """
    faults: list[Fault] = []
    chapter_rows = read_rows(directory / CHAPTERS, _COLUMNS[CHAPTERS], faults)
    sentence_rows = read_rows(directory / SENTENCES, _COLUMNS[SENTENCES], faults)
    ids = [row.text("id") for row in chapter_rows]
    told: dict[str, list[Sentence]] = {}
    for row in sentence_rows:
        chapter = row.known("chapter", ids, f"the id of a chapter in {CHAPTERS}")
        row.next_number("order", len(told.setdefault(chapter, [])) + 1)
        told[chapter].append(read_sentence(row))
    chapters = tuple(_chapter(row, place, told) for place, row in enumerate(chapter_rows, start=1))
    faults += _repeated(chapter_rows)
    if faults:
        raise RecordError(faults)
    return chapters


def unknown_features(story: Collection[Chapter], known: Callable[[str], bool]) -> list[Fault]:
    """Name every feature of a story that `known` does not know."""
    expected = "the id of a feature of a layer"
    marks = [(chapter.row, mark) for chapter in story for mark in chapter.marks]
    faults = [Fault(CHAPTERS, row, "marks", mark, expected) for row, mark in marks if not known(mark)]
    return [*faults, *unknown(SENTENCES, (sentence for chapter in story for sentence in chapter.sentences), known)]


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


def _chapter(row: TableRow, place: int, told: Mapping[str, list[Sentence]]) -> Chapter:
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
        row=row.row,
        id=row.cells["id"],
        number=row.next_number("order", place),
        title=row.in_languages("title_"),
        window=_window(row),
        box=_box(row),
        layers=layers,
        marks=marks,
        sentences=sentences,
    )


def _window(row: TableRow) -> Window:
    first, last = row.day("first"), row.day("last")
    if last < first:
        row.fault("last", f"a day not before {first}")
    return Window(min(first, last), max(first, last))


def _box(row: TableRow) -> tuple[float, float, float, float]:
    west, south, east, north = (row.number(side, *limits) for side, limits in _SIDES.items())
    if west >= east:
        row.fault("east", f"a number above {west:g}")
    if south >= north:
        row.fault("north", f"a number above {south:g}")
    return west, south, east, north


def _repeated(rows: Collection[TableRow]) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in rows:
        if row.cells["id"] in seen:
            yield Fault(row.file, row.row, "id", row.cells["id"], "an id that no other row has")
        seen.add(row.cells["id"])
