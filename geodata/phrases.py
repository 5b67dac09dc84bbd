"""The short texts of the record that stand in English only, in the languages of the reader."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PHRASES", "load_phrases", "phrase"]

PHRASES: Final = Path(__file__).parent / "record" / "tables" / "phrases.csv"
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_UNGROUPED_DIGITS: Final = 4  # the most that Spanish writes without a space


def phrase(text: str, *, language: Language | str) -> str:
    """What readers of `language` read for a text of the record: its translation, else the English text itself.

    A number in groups of three digits is written as the language groups them; one without groups may be a year, and
    stays as it is.

    Examples
    --------
    >>> phrase("2 guns", language="fr")
    '2 canons'
    >>> phrase("6,000", language="es")
    '6000'
    """
    tongue = Language(language)
    if tongue is Language.EN:
        return text
    if _GROUPED.fullmatch(text):
        return _grouped(text, language=tongue)
    return load_phrases().get(text, {}).get(tongue, text)


@cache
def load_phrases(path: Path = PHRASES) -> Mapping[str, Mapping[Language, str]]:
    """Every phrase in its other languages, by its English text, in the order of the table."""
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return {row["en"]: {tongue: row[tongue] for tongue in Language if tongue is not Language.EN} for row in rows}


def _grouped(number: str, *, language: Language) -> str:
    digits = number.replace(",", "")
    if language is Language.ES and len(digits) <= _UNGROUPED_DIGITS:
        return digits
    return number.replace(",", _NO_BREAK)
