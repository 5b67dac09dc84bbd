"""Texts from data on their way into a page. They never become markup: everything passes through `escape`."""

from __future__ import annotations

import html
from urllib.parse import urlsplit

__all__ = ["escape", "link"]


def escape(text: object) -> str:
    """Return a text that stands for itself in HTML, within elements and within quoted attributes."""
    return html.escape(str(text), quote=True)


def link(url: str, text: object) -> str:
    """Return a link to a page elsewhere, or the text alone if the address is not one of the web."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'
