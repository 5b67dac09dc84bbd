"""Texts from data on their way into a page. They never become markup: everything passes through `escape`."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlsplit

__all__ = ["BETWEEN_SOURCES", "escape", "link", "markdown"]

BETWEEN_SOURCES: Final = " · "
"""What stands between citations, each of which ends with a full stop of its own."""


def escape(text: object) -> str:
    """Return a text that stands for itself in HTML, within elements and within quoted attributes."""
    return html.escape(str(text), quote=True)


def markdown(text: object) -> str:
    """Return a text that stands for itself in Streamlit's Markdown, as on a button."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])", r"\\\1", str(text))


def link(url: str, text: object) -> str:
    """Return a link to a page elsewhere, or the text alone if the address is not one of the web."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'
