"""The short text of each close-up: what happened in the town, sentence by sentence, with what bears it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.catalog import CATALOG
from geodata.errors import Fault, RecordError
from geodata.sentences import TABLES, Sentence, notes, read_rows, read_sentence, unknown, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from geodata.vocabulary import Language

__all__ = ["CLOSE_UPS", "LAYERS", "TABLES", "CloseUp", "load_close_ups", "unknown_features"]

CLOSE_UPS: Final = "close_ups.csv"
LAYERS: Final = tuple(layer for layer, entry in CATALOG.items() if entry.group == "close-up")
"""The layers that are close-ups of a town."""

_COLUMNS: Final = ("close_up", "order", "en", "fr", "es", "features", "sources")


@dataclass(frozen=True, kw_only=True)
class CloseUp:
    """The text of one close-up, whose id is that of its layer."""

    id: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def notes(self) -> Mapping[str, int]:
        """The number of every feature that the text rests on, in the order in which it speaks of them."""
        return notes(self.sentences)

    def words(self, language: Language) -> int:
        """How many words the text has."""
        return words(self.sentences, language)


def load_close_ups(directory: Path = TABLES) -> Mapping[str, CloseUp]:
    """Read the text of every close-up, by its layer.

    Raises
    ------
    RecordError
        With every fault of the table; a close-up without a text is one.
    """
    faults: list[Fault] = []
    told: dict[str, list[Sentence]] = {layer: [] for layer in LAYERS}
    for row in read_rows(directory / CLOSE_UPS, _COLUMNS, faults):
        sentences = told.get(row.known("close_up", LAYERS, f"one of {', '.join(LAYERS)}"), [])
        row.next_number("order", len(sentences) + 1)
        sentences.append(read_sentence(row))
    if not faults:
        faults += (_missing(layer) for layer, sentences in told.items() if not sentences)
    if faults:
        raise RecordError(faults)
    return MappingProxyType({layer: CloseUp(id=layer, sentences=tuple(found)) for layer, found in told.items()})


def unknown_features(close_ups: Collection[CloseUp], known: Callable[[str], bool]) -> list[Fault]:
    """Name every feature of the texts that `known` does not know."""
    return list(unknown(CLOSE_UPS, (sentence for one in close_ups for sentence in one.sentences), known))


def _missing(layer: str) -> Fault:
    return Fault(CLOSE_UPS, 0, "close_up", layer, "a text for this close-up")
