"""How large the reader's text is: what is drawn in pixels grows with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

__all__ = ["measure_text", "text_size"]

_KEY: Final = "text-size"
_LARGEST: Final = 1.4  # beyond it the names beside a chart would leave no room for it on a telephone
_HERE: Final = Path(__file__)
_SCRIPTS: Final = (_HERE.parents[2] / "geodata" / "mapping" / "textsize.js", _HERE.with_name("textsize.js"))

_measure = st.components.v2.component("text-size", js="\n".join(path.read_text("utf-8") for path in _SCRIPTS))


def measure_text() -> None:
    """Have the browser say how large the reader's text is; it says so only if that is not what is known."""
    _measure(key=_KEY, data={"known": text_size(), "largest": _LARGEST}, on_size_change=lambda: None)


def text_size() -> float:
    """Return how many times as large as plain text the reader's is, within what charts have room for."""
    size: float | None = st.session_state.get(_KEY, {}).get("size")
    return size or 1.0
