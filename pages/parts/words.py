"""The reader's language: words, dates and numbers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

from geodata.dates import Bounds, Step, Window, bounds
from geodata.locale import translator
from geodata.phrases import phrase
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = [
    "LANGUAGE_NAMES",
    "_",
    "choose_language",
    "date_in_words",
    "language",
    "locale",
    "number",
    "phrase_in_words",
    "settle_language",
    "tell_language",
    "window_in_words",
]

LANGUAGE_NAMES: Final = {Language.ES: "Español", Language.FR: "Français", Language.EN: "English"}
_KEY: Final = "lang"


def language() -> Language:
    """Return the reader's language."""
    return Language(st.session_state.get(_KEY, Language.EN))


def _(text: str) -> str:
    """Return an English text of the interface in the reader's language."""
    return translator(language())(text)


def settle_language() -> None:
    """Settle the language before the first word: the address's, else the one that the browser wishes."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _wished()


def choose_language() -> None:
    """Offer the three languages; the address keeps the choice."""
    st.segmented_control(
        "Idioma · Langue · Language",
        list(Language),
        key=_KEY,
        required=True,
        format_func=LANGUAGE_NAMES.__getitem__,
        on_change=_keep_in_address,
        width="stretch",
    )


def locale() -> str:
    """Return the locale for dates and numbers; English writes the day before the month, as the sources do."""
    return "en_GB" if language() is Language.EN else language().value


def tell_language() -> None:
    """Tell the browser, and through it a screen reader, in which language the page is."""
    script = f"<script>document.documentElement.lang = '{language().value}'</script>"
    st.html(script, unsafe_allow_javascript=True)


def _wished() -> Language:
    for wish in (st.query_params.get(_KEY, ""), st.context.locale or ""):
        tongue = wish.partition("-")[0].lower()
        if tongue in set(Language):
            return Language(tongue)
    return Language.EN


def _keep_in_address() -> None:
    st.query_params[_KEY] = language().value


def number(value: float) -> str:
    """Return a number as the reader's language writes it."""
    return format_decimal(value, locale=locale())


def phrase_in_words(texts: str | Iterable[str] | None) -> str:
    """Return a short text of the record, or several, joined, in the reader's language."""
    several = (texts,) if isinstance(texts, str) else texts or ()
    semicolon = "\N{NO-BREAK SPACE}; " if language() is Language.FR else "; "
    return semicolon.join(phrase(text, language=language()) for text in several)


def window_in_words(window: Window, *, step: Step) -> str:
    """Return a window as a year, a month, a day, or from one day to another."""
    if window != Window.around(window.first, step=step):
        words: str = format_interval(window.first, window.last, "yMMMMd", locale=locale())
        return words
    if step is Step.YEAR:
        return str(window.first.year)
    if step is Step.MONTH:
        return format_skeleton("yMMMM", window.first, locale=locale())
    return format_date(window.first, "long", locale=locale())


def date_in_words(edtf: str) -> str:
    """Return a date of the record in words, with its doubt: a day, a month, a year, or about one."""
    if not edtf:
        return ""
    exact = edtf.rstrip("~?%")
    day = bounds(exact).earliest
    words = _unit_in_words(day, hyphens=exact.count("-"))
    return words if exact == edtf else _("about {date}").format(date=words)


def span_in_words(start: str, end: str) -> str:
    """Return start and end of a feature in words."""
    if not start and not end:
        return _("throughout")
    if start == end or not end:
        return date_in_words(start)
    exact: list[date] = [bounds(text).earliest for text in (start, end)] if _are_days(start, end) else []
    if exact:
        interval: str = format_interval(exact[0], exact[1], "yMMMMd", locale=locale())
        return interval
    return f"{date_in_words(start)} – {date_in_words(end)}"


def doubt_in_words(edtf: str) -> str:
    """Return the days a vague date may mean, or nothing for an exact one."""
    limits: Bounds = bounds(edtf)
    if limits.earliest == limits.latest:
        return ""
    words: str = format_interval(limits.earliest, limits.latest, "yMMMd", locale=locale())
    return words


def _are_days(*texts: str) -> bool:
    return all(len(text) == len("1863-05-17") for text in texts)


def _unit_in_words(day: date, *, hyphens: int) -> str:
    if hyphens == 1:
        return format_skeleton("yMMMM", day, locale=locale())
    return format_date(day, "long" if hyphens else "y", locale=locale())
