"""Dates as the sources give them (EDTF text), days, and the windows of days that the map shows."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from edtf.parser.grammar import date as edtf_date
from pyparsing import ParseException

from geodata.errors import DateError

if TYPE_CHECKING:
    from time import struct_time

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Bounds",
    "Span",
    "Step",
    "Window",
    "bounds",
    "day_before",
    "day_number",
    "nearest_day",
    "span",
    "span_until",
]

FIRST_DAY = date(1861, 1, 1)
LAST_DAY = date(1867, 12, 31)

# The library's own padding widens an approximate day by a year, a month and a day together, and its grammar of all of
# EDTF takes 10 ms a date: so the atlas takes the strict bounds of the date without its mark, and pads them itself.
PADDING_DAYS = timedelta(days=5)
PADDING_MONTHS = {len("1863"): 12, len("1863-05"): 1}
MARKS = "~?%"
FULL_DATE = len("1863-05-17")
CENTURY = (date(1800, 1, 1), date(1900, 12, 31))
EPOCH = date(1970, 1, 1).toordinal()
ONE_DAY = timedelta(days=1)


class Step(StrEnum):
    """How far one step of the slider goes."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True)
class Bounds:
    """The earliest and the latest day that one date may mean, both included."""

    earliest: date
    latest: date


@dataclass(frozen=True)
class Span:
    """The bounds of a start and of an end; None where the record sets no bound."""

    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


@dataclass(frozen=True)
class Window:
    """The days shown, first and last included.

    Examples
    --------
    >>> Window.around(date(1862, 5, 5), step=Step.MONTH)
    Window(first=datetime.date(1862, 5, 1), last=datetime.date(1862, 5, 31))
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            msg = f"a window can't end ({self.last}) before it begins ({self.first})"
            raise DateError(msg)

    @classmethod
    def around(cls, day: date, *, step: Step) -> Window:
        """The day, month or year that holds `day`, which is moved into the atlas's years first."""
        day = _clamped(day)
        if step is Step.DAY:
            return cls(day, day)
        if step is Step.MONTH:
            return cls(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
        return cls(date(day.year, 1, 1), date(day.year, 12, 31))

    def shifted(self, n: int, *, step: Step) -> Window:
        """The window `n` steps later (earlier if negative), never outside the atlas's years."""
        if step is Step.DAY:
            moved = min(max(day_number(self.first) + n, day_number(FIRST_DAY)), day_number(LAST_DAY))
            return Window.around(_from_number(moved), step=step)
        months = self.first.year * 12 + self.first.month - 1 + n * (12 if step is Step.YEAR else 1)
        first = FIRST_DAY.year * 12
        last = LAST_DAY.year * 12 + 11
        year, month = divmod(min(max(months, first), last), 12)
        return Window.around(date(year, month + 1, 1), step=step)

    def contains(self, day: date) -> bool:
        """Whether `day` is one of the window's days."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """The shortest date that says the window: a year, a month, a day, or first and last day."""
        for step, text in ((Step.DAY, "%Y-%m-%d"), (Step.MONTH, "%Y-%m"), (Step.YEAR, "%Y")):
            if FIRST_DAY <= self.first <= LAST_DAY and self == Window.around(self.first, step=step):
                return self.first.strftime(text)
        return f"{self.first.isoformat()}-to-{self.last.isoformat()}"


@cache
def bounds(edtf_text: str) -> Bounds:
    """The days that a date in EDTF may mean; `~` widens a day by 5 days, a month by 1 month, a year by 1 year.

    Raises
    ------
    DateError
        If the text is no EDTF date of level 1, or not one of the nineteenth century.
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}[~?%]?", edtf_text):
        raise DateError(edtf_text)
    try:
        parsed = edtf_date.parse_string(edtf_text.rstrip(MARKS), parse_all=True)[0]
        found = Bounds(_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (ParseException, ValueError) as fault:
        raise DateError(edtf_text) from fault
    if edtf_text[-1] in MARKS:
        found = _padded(found, length=len(edtf_text) - 1)
    if not CENTURY[0] <= found.earliest <= found.latest <= CENTURY[1]:
        raise DateError(edtf_text)
    return found


def span(start: str, end: str) -> Span:
    """The four bounds of what began at `start` and ended at `end`; an empty text sets no bound.

    What begins can't begin after it has ended: where two vague dates overlap, each limits the other.
    """
    begins = bounds(start) if start else None
    ends = bounds(end) if end else None
    if begins is None:
        return Span(None, None, ends.earliest, ends.latest) if ends else Span(None, None, None, None)
    if ends is None:
        return Span(begins.earliest, begins.latest, None, None)
    if begins.earliest > ends.latest:
        msg = f"{start} is after {end}"
        raise DateError(msg)
    return Span(
        begins.earliest,
        min(begins.latest, ends.latest),
        max(ends.earliest, begins.earliest),
        ends.latest,
    )


def span_until(start: str, change: str) -> Span:
    """The four bounds of what lasted from `start` until the day before `change`; an empty `change` never comes."""
    if not change:
        return span(start, "")
    begins, changes = bounds(start), bounds(change)
    last = max(changes.latest - ONE_DAY, begins.earliest)
    return Span(
        begins.earliest,
        min(begins.latest, last),
        max(changes.earliest - ONE_DAY, begins.earliest),
        last,
    )


def day_before(edtf_text: str) -> str:
    """The date whose next day is `edtf_text`; a month or a year stays as it is, being no single day.

    Examples
    --------
    >>> day_before("1863-05-17~")
    '1863-05-16~'
    """
    day, mark = edtf_text[:FULL_DATE], edtf_text[FULL_DATE:]
    if len(day.rstrip(MARKS)) < FULL_DATE:
        return edtf_text
    return (date.fromisoformat(day) - ONE_DAY).isoformat() + mark


def day_number(day: date) -> int:
    """Days since 1970-01-01, as the browser counts; negative in the atlas's years."""
    return day.toordinal() - EPOCH


def nearest_day(text: str) -> tuple[date, bool]:
    """The day that `text` means or comes nearest to, and whether the text was right as it stood.

    Examples
    --------
    >>> nearest_day("1863-02-30")
    (datetime.date(1863, 2, 28), False)
    """
    found = re.match(r"\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text)
    if not found:
        return FIRST_DAY, False
    year = min(max(int(found[1]), 1), 9999)
    month = min(max(int(found[2] or 1), 1), 12)
    day = min(max(int(found[3] or 1), 1), calendar.monthrange(year, month)[1])
    nearest = _clamped(date(year, month, day))
    return nearest, nearest.isoformat() == text


def _clamped(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def _from_number(number: int) -> date:
    return date.fromordinal(number + EPOCH)


def _padded(strict: Bounds, *, length: int) -> Bounds:
    if length == FULL_DATE:
        return Bounds(strict.earliest - PADDING_DAYS, strict.latest + PADDING_DAYS)
    months = PADDING_MONTHS[length]
    return Bounds(_first_of_month(strict.earliest, -months), _first_of_month(strict.latest, months + 1) - ONE_DAY)


def _first_of_month(day: date, later: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return date(year, month + 1, 1)


def _day(time: struct_time) -> date:
    return date(time.tm_year, time.tm_mon, time.tm_mday)
