"""Days, months and years as readers ask for them: "cinco de mayo", "5 mai 1862", "May 5th", "1867-06-19"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel.dates import get_month_names

from geodata.plain_words import plain
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["AskedDay", "Moment", "asked_day", "moment"]

Moment = tuple[int, int, int]
"""A date of the record as year, month and day; 0 for what it leaves open."""

_NUMBERS: Final[Mapping[Language, str]] = {
    Language.ES: (
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
        "veintiocho veintinueve treinta treinta_y_uno"
    ),
    Language.FR: (
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit "
        "dix_neuf vingt vingt_et_un vingt_deux vingt_trois vingt_quatre vingt_cinq vingt_six vingt_sept vingt_huit "
        "vingt_neuf trente trente_et_un"
    ),
    Language.EN: (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty_first twenty_second twenty_third "
        "twenty_fourth twenty_fifth twenty_sixth twenty_seventh twenty_eighth twenty_ninth thirtieth thirty_first"
    ),
}
_FIRSTS: Final = {"primero": 1, "premier": 1}
_LEAST_LETTERS: Final = 3  # of a month's name


@dataclass(frozen=True, kw_only=True)
class AskedDay:
    """A day, month or year that a reader asks for; what is not said is free.

    Attributes
    ----------
    year, day
        0 if not said.
    months
        Those that the word may mean, as "jui" may mean June or July in French; empty if not said.
    """

    year: int = 0
    months: frozenset[int] = frozenset()
    day: int = 0

    def fits(self, found: Moment) -> bool:
        """Whether a date of the record is the one asked for."""
        year, month, day = found
        return self.year in {0, year} and self.day in {0, day} and (not self.months or month in self.months)


def moment(edtf: str) -> Moment:
    """Return a date of the record as year, month and day.

    Examples
    --------
    >>> moment("1862-05~")
    (1862, 5, 0)
    """
    year, month, day, *_ = (*map(int, re.findall(r"\d+", edtf)), 0, 0, 0)
    return year, month, day


def asked_day(words: str) -> tuple[AskedDay | None, str]:
    """Return the day that plain words ask for, if any, and the words that are left.

    Examples
    --------
    >>> asked_day(plain("Puebla, cinco de mayo"))
    (AskedDay(year=0, months=frozenset({5}), day=5), ' puebla')
    """
    for pattern in _PATTERNS:
        found = pattern.search(words)
        if found:
            return _asked(found.groupdict("")), words[: found.start()] + words[found.end() :]
    return None, words


def _asked(parts: Mapping[str, str]) -> AskedDay:
    year, month, day = (parts.get(part, "") for part in ("year", "month", "day"))
    months = frozenset({int(month)}) if month.isdigit() else _MONTHS.get(month, frozenset())
    return AskedDay(year=int(year or 0), months=months, day=_DAYS.get(day) or int(re.sub(r"\D", "", day) or 0))


def _days() -> dict[str, int]:
    """The number of each day in words."""
    words = {word: day for text in _NUMBERS.values() for day, word in enumerate(text.split(), 1)}
    return {plain(word.replace("_", " ")).strip(): day for word, day in (words | _FIRSTS).items()}


def _months() -> dict[str, frozenset[int]]:
    """The months that a word may mean: each by its name in any language, and by its first letters."""
    meant: defaultdict[str, set[int]] = defaultdict(set)
    for tongue in Language:
        for month, name in get_month_names("wide", locale=tongue.value).items():
            word = plain(name).strip()
            for letters in range(_LEAST_LETTERS, len(word) + 1):
                meant[word[:letters]].add(month)
    return {word: frozenset(months) for word, months in meant.items()}


def _patterns() -> list[re.Pattern[str]]:
    """The ways to write a date, the fullest first."""
    link = "(?: (?:de|del|du|of|on|the|le|el))*"
    year = r" (?P<year>18\d\d)"
    day = rf" (?P<day>\d\d?(?:st|nd|rd|th|er|o)?|{_either(_DAYS)})"
    month = f" (?P<month>{_either(_MONTHS)})"
    forms = (
        rf"{year} (?P<month>\d\d?)(?: (?P<day>\d\d?))?",
        rf" (?P<day>\d\d?) (?P<month>\d\d?){year}",
        f"{day}{link}{month}(?:{link}{year})?",
        f"{month}{link}{day}(?:{link}{year})?",
        f"{month}{link}{year}",
        year,
    )
    return [re.compile(f"{link}{form}(?= |$)") for form in forms]


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAYS: Final = _days()
_MONTHS: Final = _months()
_PATTERNS: Final = _patterns()
