"""What a reader does with the texts of a page: follow a link to a mark, and where there are pages, turn them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.parts.text import escape
from pages.parts.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["mark_address", "mount_reader"]

_reader = st.components.v2.component("reader", js=Path(__file__).with_name("reader.js").read_text("utf-8"))


def mount_reader(*, key: str, on_mark: Callable[[], None], on_pages: Callable[[], None] | None = None) -> None:
    """Listen to the reader: the mark of a link followed, or how many pages to turn, is then in the session's `key`."""
    _reader(
        key=key,
        data={"pages": on_pages is not None},
        on_mark_change=on_mark,
        on_pages_change=on_pages or (lambda: None),
    )


def mark_address(mark: str, *, page: str, query: Mapping[str, str]) -> str:
    """Return the attributes of a link that opens a mark on a page; without the reader's script, by a new page."""
    whole = urlencode({**query, "mark": mark, "lang": language().value})
    return f'href="{escape(page)}?{escape(whole)}" data-mark="{escape(mark)}"'
