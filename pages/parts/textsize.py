"""How large the reader's text is: what is drawn in pixels grows with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

__all__ = ["measure_text", "text_size"]

_KEY: Final = "text-size"
_PLAIN_PX: Final = 16
_LARGEST: Final = 1.4  # beyond it the names beside a chart would leave no room for it on a telephone

_measure = st.components.v2.component("text-size", js=Path(__file__).with_name("textsize.js").read_text("utf-8"))


def measure_text() -> None:
    """Have the browser say how large the reader's text is; it says so only if that is not what is known."""
    data = {"size": text_size(), "plain": _PLAIN_PX, "largest": _LARGEST}
    _measure(key=_KEY, data=data, on_size_change=lambda: None)


def text_size() -> float:
    """Return how many times as large as plain text the reader's is, within what charts have room for."""
    size: float | None = st.session_state.get(_KEY, {}).get("size")
    return size or 1.0
