"""The pages' own style, for what Streamlit's theme does not reach."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

__all__ = ["show_look"]


def show_look() -> None:
    """Put the style sheet into the page."""
    st.html(Path(__file__).with_name("look.css"))
