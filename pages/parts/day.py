"""The field in which a day is typed or picked; the address keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.dates import FIRST_DAY, LAST_DAY
from pages.parts import state
from pages.parts.address import keep_in_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

__all__ = ["day_field"]


def day_field(name: str, label: str, there: date, *, obey: Callable[[date], None], default: str = "") -> None:
    """Show a day and let the reader choose another.

    Parameters
    ----------
    name
        The day's parameter in the address.
    label
        What the reader reads above the field.
    there
        The day to show.
    obey
        Takes the day that the reader chooses.
    default
        The day that the address need not say, in ISO 8601.
    """
    keep_in_address(name, there.isoformat(), default=default)
    key, choose = state.widget_showing(name, there, obey)
    st.date_input(
        label,
        there,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key=key,
        format="YYYY-MM-DD",
        on_change=choose,
        width=150,
    )
