"""What changes often and stands in the address: kept there without a step of the browser's history for each change."""

from __future__ import annotations

import streamlit as st

__all__ = ["keep_in_address"]


def keep_in_address(parameter: str, value: str, *, default: str = "") -> None:
    """Let the address say a value, unless it is the default.

    Streamlit adds a step to the browser's history when a parameter is set by hand, but replaces the parameter of a
    widget that is bound to it. The widget is for that alone: the style sheet hides it, and nobody asks its value.
    """
    st.session_state[parameter] = value
    st.text_input(parameter, default, key=parameter, bind="query-params", label_visibility="collapsed")
