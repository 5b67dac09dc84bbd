"""The reader's language: words, dates and numbers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st
from babel.numbers import format_decimal

from geodata import date_words
from geodata.date_words import days_in_words, locale_of
from geodata.dates import Step, Window
from geodata.locale import plural_translator, translator
from geodata.phrases import phrase
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "LANGUAGE_NAMES",
    "_",
    "choose_language",
    "colon",
    "date_in_words",
    "joined",
    "language",
    "locale",
    "n_",
    "number",
    "phrase_in_words",
    "settle_language",
    "span_in_words",
    "tell_language",
    "window_in_words",
]

LANGUAGE_NAMES: Final = {Language.ES: "Español", Language.FR: "Français", Language.EN: "English"}
_KEY: Final = "lang"
_GROUPED_IN_SPANISH: Final = 10_000


def language() -> Language:
    """Return the reader's language."""
    return Language(st.session_state.get(_KEY, Language.EN))


def _(text: str) -> str:
    """Return an English text of the interface in the reader's language."""
    return translator(language())(text)


def n_(one: str, many: str, count: int, **values: str) -> str:
    """Return an English text that counts something in the reader's language, in the form that the number asks for.

    Parameters
    ----------
    one, many
        The text for one and for several; ``{count}`` stands for the number.
    count
        How many.
    values
        What stands for the text's other places.
    """
    return plural_translator(language())(one, many, count).format(count=number(count), **values)


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
    """Return the locale for dates and numbers."""
    return locale_of(language())


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
    """Return a number as the reader's language writes it; Spanish groups the digits from five on only."""
    grouped = language() is not Language.ES or abs(value) >= _GROUPED_IN_SPANISH
    return format_decimal(value, locale=locale(), group_separator=grouped)


def phrase_in_words(texts: str | Iterable[str] | None) -> str:
    """Return a short text of the record, or several, joined, in the reader's language."""
    several = (texts,) if isinstance(texts, str) else texts or ()
    return joined(phrase(text, language=language()) for text in several)


def joined(texts: Iterable[str]) -> str:
    """Return texts with semicolons between them; French puts a space before each."""
    return f"{_space_before()}; ".join(texts)


def colon() -> str:
    """Return a colon and its spaces, as the reader's language sets it."""
    return f"{_space_before()}: "


def _space_before() -> str:
    return "\N{NO-BREAK SPACE}" if language() is Language.FR else ""


def window_in_words(window: Window, *, step: Step) -> str:
    """Return a window as a year, a month, a day, or from one day to another."""
    if window != Window.around(window.first, step=step):
        return days_in_words(window.first, window.last, language=language())
    if step is Step.YEAR:
        return str(window.first.year)
    unit = {Step.MONTH: "%Y-%m", Step.DAY: "%Y-%m-%d"}[step]
    return date_in_words(window.first.strftime(unit))


def date_in_words(edtf: str) -> str:
    """Return a date of the record in words, with its doubt."""
    return date_words.date_in_words(edtf, language=language())


def span_in_words(start: str, end: str) -> str:
    """Return start and end of a feature in words."""
    return date_words.span_in_words(start, end, language=language())
