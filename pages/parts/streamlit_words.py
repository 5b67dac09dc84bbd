"""Streamlit's own words, which it has in English only, in the reader's language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import streamlit as st

from geodata.locale import translator
from pages.parts.words import language

__all__ = ["STREAMLITS_WORDS", "tell_streamlits_words"]

_SCRIPT: Final = Path(__file__).with_name("streamlit_words.js").read_text(encoding="utf-8")


def _(text: str) -> str:
    """Mark a text for the catalogues, which are asked at each run."""
    return text


_FRAME: Final = (
    _("App pages"),
    _("{number} more"),
    _("View {number} more"),
    _("View less"),
    _("Sidebar"),
    _("Collapse sidebar"),
    _("Expand sidebar"),
    _("Skip to main content"),
    _("Main menu"),
    _("Theme"),
    _("System"),
    _("Light"),
    _("Dark"),
    _("Rerun"),
    _("Print"),
    _("Record screen"),
    _("Copy version to clipboard"),
    _("Running..."),
    _("Stop"),
    _("Stop script"),
    _("Connecting"),
    _("Connecting to Streamlit server"),
    _("Connection error"),
    _("Connection timed out."),
    _("Streamlit server is not responding. Are you connected to the internet?"),
    _("Page not found"),
    _("The page that you have requested does not seem to exist. Running the app's main page."),
    _("Made with Streamlit v"),
    _("Link to heading"),
    _("Close"),
)
_FIELDS: Final = (
    _("Help for {name}"),
    _("Open"),
    _("Clear value"),
    _("Clear all"),
    _("Clear entry"),
    _("Select all"),
    _("Choose an option"),
    _("Choose options"),
    _("No results"),
    _("Choose date"),
    _("year, {name}"),
    _("month, {name}"),
    _("day, {name}"),
    _("Previous month"),
    _("Next month"),
    _("Calendar"),
    _("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    _("Press Enter to apply"),
    _("Copy to clipboard"),
    _("Copied"),
)
_TABLES: Final = (
    _("Show/hide columns"),
    _("Download as CSV"),
    _("Download as PNG"),
    _("Download as SVG"),
    _("Show data"),
    _("Show chart"),
    _("Search"),
    _("Type to search"),
    _("Close Search"),
    _("Previous Result"),
    _("Next Result"),
    _("Fullscreen"),
    _("Close fullscreen"),
    _("Clear selection"),
    _("Dataframe column menu"),
    _("Copy column name"),
    _("Statistics"),
    _("Sort ascending"),
    _("Sort descending"),
    _("Format"),
    _("Autosize"),
    _("Pin column"),
    _("Unpin column"),
    _("Hide column"),
)

STREAMLITS_WORDS: Final = (*_FRAME, *_FIELDS, *_TABLES)
"""Those that a reader can meet; ``{number}`` stands for a number, ``{name}`` for what the reader is told about."""


def tell_streamlits_words() -> None:
    """Have the browser say in the reader's language what Streamlit says of itself."""
    say = translator(language())
    words = json.dumps({text: say(text) for text in STREAMLITS_WORDS}, ensure_ascii=False)
    st.html(f"<script>({_SCRIPT})({words})</script>", unsafe_allow_javascript=True)
