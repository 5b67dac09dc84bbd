"""Dates of the record in words, with their doubt, in the atlas's languages."""

from __future__ import annotations

import calendar
import re
from datetime import date

from babel.dates import format_date, format_interval, format_skeleton

from geodata.dates import bounds
from geodata.locale import translator
from geodata.vocabulary import Language

__all__ = ["between_in_words", "date_in_words", "days_in_words", "doubt_in_words", "locale_of", "span_in_words"]

_MARKS = frozenset("~?%")
_DAY, _MONTH = len("1863-05-17"), len("1863-05")


def locale_of(language: Language) -> str:
    """The locale for dates and numbers; English writes the day before the month, as the sources do.

    Examples
    --------
    >>> locale_of(Language.EN)
    'en_GB'
    """
    return "en_GB" if language is Language.EN else language.value


def date_in_words(edtf: str, *, language: Language) -> str:
    """A date of the record: a day, a month, a year, or about one, or perhaps one; an empty text has no words.

    Examples
    --------
    >>> date_in_words("1863-05-20~", language=Language.EN)
    'about 20 May 1863'
    """
    _ = translator(language)
    return _phrase(edtf, exact=("{day}", "{date}"), about=(_("about {day}"), _("about {date}")), language=language)


def span_in_words(start: str, end: str, *, language: Language) -> str:
    """Start and end of a feature; an empty one is open.

    Examples
    --------
    >>> span_in_words("1863-05-20", "", language=Language.EN)
    'since 20 May 1863'
    """
    _ = translator(language)
    if not start and not end:
        return _("throughout")
    if not end:
        about = (_("since about {day}"), _("since about {date}"))
        return _phrase(start, exact=(_("since {day}"), _("since {date}")), about=about, language=language)
    if not start:
        about = (_("until about {day}"), _("until about {date}"))
        return _phrase(end, exact=(_("until {day}"), _("until {date}")), about=about, language=language)
    if start == end:
        return date_in_words(start, language=language)
    return _joined(start, end, language)


def days_in_words(first: date, last: date, *, language: Language) -> str:
    """The days from one to another, without what they share.

    Examples
    --------
    >>> days_in_words(date(1863, 5, 3), date(1863, 5, 20), language=Language.EN)
    '3–20 May 1863'
    """
    if (first.year, first.month) == (last.year, last.month):
        return _ordinal(format_interval(first, last, "yMMMMd", locale=locale_of(language)), language)
    return f"{_without_shared(first, last, language)} – {_long(last, language)}"


def between_in_words(first: date, last: date, *, language: Language) -> str:
    """Two days between which something was, or two months or years if they are whole.

    Examples
    --------
    >>> between_in_words(date(1864, 8, 26), date(1864, 8, 29), language=Language.EN)
    'between 26 and 29 August 1864'
    """
    _ = translator(language)
    if _are_whole_months(first, last):
        start, end = _units(first, last, language)
        return _("between {start} and {end}").format(start=start, end=end)
    return _("between {first} and {last}").format(
        first=_without_shared(first, last, language), last=_long(last, language)
    )


def doubt_in_words(edtf: str, earliest: date, latest: date, *, language: Language) -> str:
    """The days that a date marked as vague may mean; nothing for any other.

    Examples
    --------
    >>> doubt_in_words("1863-05~", date(1863, 4, 1), date(1863, 6, 30), language=Language.EN)
    'between April and June 1863'
    """
    return between_in_words(earliest, latest, language=language) if edtf[-1:] in _MARKS else ""


def _phrase(edtf: str, *, exact: tuple[str, str], about: tuple[str, str], language: Language) -> str:
    """A date in a phrase; of each pair the first is for a day, the second for a month or a year."""
    if not edtf:
        return ""
    plain, mark = edtf.rstrip("~?%"), edtf[-1]
    words = _date(plain, language)
    phrase = (about if mark in "~%" else exact)[len(plain) < _DAY].format(day=words, date=words)
    _ = translator(language)
    return _("perhaps {date}").format(date=phrase) if mark in "?%" else phrase


def _joined(start: str, end: str, language: Language) -> str:
    if len(start) == len(end) == _DAY:
        return days_in_words(date.fromisoformat(start), date.fromisoformat(end), language=language)
    if len(start) == len(end) == _MONTH:
        first, last = bounds(start).earliest, bounds(end).latest
        return " – ".join(_units(first, last, language))
    return " – ".join(date_in_words(text, language=language) for text in (start, end))


def _are_whole_months(first: date, last: date) -> bool:
    ends = (first.day, last.day) == (1, calendar.monthrange(last.year, last.month)[1])
    return ends and (first.year, first.month) != (last.year, last.month)


def _units(first: date, last: date, language: Language) -> tuple[str, str]:
    """The months or years of two days, the first month without its year if they share it."""
    if (first.month, last.month) == (1, 12) and first.year != last.year:
        return str(first.year), str(last.year)
    if first.year == last.year:
        return format_date(first, "MMMM", locale=locale_of(language)), _month(last, language)
    return _month(first, language), _month(last, language)


def _without_shared(first: date, last: date, language: Language) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return _ordinal(str(first.day), language)
    if first.year == last.year:
        return _ordinal(format_skeleton("MMMMd", first, locale=locale_of(language)), language)
    return _long(first, language)


def _date(plain: str, language: Language) -> str:
    day = bounds(plain).earliest
    return {_DAY: _long, _MONTH: _month}.get(len(plain), _year)(day, language)


def _long(day: date, language: Language) -> str:
    return _ordinal(format_date(day, "long", locale=locale_of(language)), language)


def _ordinal(days: str, language: Language) -> str:
    """Days as they are read: in French the first of a month is "1er"."""
    return re.sub(r"(?<!\d)1(?!\d)", "1er", days) if language is Language.FR else days


def _month(day: date, language: Language) -> str:
    words: str = format_skeleton("yMMMM", day, locale=locale_of(language))
    return words


def _year(day: date, _language: Language) -> str:
    return str(day.year)
