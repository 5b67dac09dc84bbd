"""The map with its controls, its card and its downloads: what all map pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st
from babel.dates import format_date
from streamlit_folium import st_folium

from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window
from geodata.mapping.timemap import MapState, TimeMap
from geodata.publish.current import current_atlas
from pages.parts import state
from pages.parts.card import show_card
from pages.parts.downloads import download_links
from pages.parts.layers import show_counts
from pages.parts.words import _, language, locale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from streamlit.delta_generator import DeltaGenerator

__all__ = ["MapPage", "show_map"]


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """A page's own map: its name, first view and the layers it is about."""

    name: str
    center: tuple[float, float] = (22.6, -101.5)
    zoom: int = 5
    focus: tuple[str, ...] = ()


def show_map(page: MapPage) -> None:
    """Show the time controls, the map, beside it the card of the selected mark, and what can be downloaded."""
    _map_fragment(page, st.session_state["count_places"], st.session_state["online"])


@st.fragment
def _map_fragment(page: MapPage, count_places: Mapping[str, DeltaGenerator], online: str | None) -> None:
    _time_controls()
    beside = st.columns([3, 1], gap="medium")
    with beside[0]:
        _map(page, online=online)
    with beside[1]:
        mark = state.selected()
        show_card(current_atlas().feature(mark) if mark else None)
    counts = current_atlas().counts(state.window())
    show_counts(count_places, counts, on=state.layers_on())
    download_links(counts)


def _map(page: MapPage, *, online: str | None) -> None:
    told = MapState(
        turn=state.turn(),
        window=state.window(),
        step=state.step(),
        layers=state.layers_on(),
        language=language(),
        selected=state.selected(),
        view=state.view(),
        online=online,
    )
    key = f"map-{page.name.replace('_', '-')}"
    st_folium(
        TimeMap(center=page.center, zoom=page.zoom),
        key=key,
        feature_group_to_add=told,
        returned_objects=[],
        use_container_width=True,
        height=640,
        on_change=lambda: state.hear(key),
    )


def _time_controls() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="time-controls"):
        _step_choice()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="stretch", key="steps"):
            st.button("◀", key="back", help=_("One step back"), on_click=state.move_by, args=(-1,))
            _slider()
            st.button("▶", key="forward", help=_("One step forward"), on_click=state.move_by, args=(1,))
        _day_choice()


def _day_choice() -> None:
    st.date_input(
        _("Go to a day"),
        state.OPENING_DAY,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key="date",
        bind="query-params",
        format="YYYY-MM-DD",
        on_change=state.moved,
        width=150,
    )


def _step_choice() -> None:
    names = {Step.YEAR: _("Year"), Step.MONTH: _("Month"), Step.DAY: _("Day")}
    st.segmented_control(
        _("Step"),
        list(Step),
        key="step",
        required=True,
        format_func=names.__getitem__,
        on_change=state.moved,
        width="content",
    )


def _slider() -> None:
    """Draw the slider of the step chosen; the date is the one truth, the slider shows it and moves it."""
    key = f"slider-{state.step()}"
    st.session_state[key] = Window.around(state.day(), step=state.step()).first
    if state.step() is Step.DAY:
        st.slider(
            _("Date"),
            FIRST_DAY,
            LAST_DAY,
            key=key,
            step=timedelta(days=1),
            format="YYYY-MM-DD",
            on_change=lambda: state.go_to(st.session_state[key]),
        )
        return
    pattern = "y" if state.step() is Step.YEAR else "LLL y"
    st.select_slider(
        _("Date"),
        _starts(state.step()),
        key=key,
        format_func=lambda start: format_date(start, pattern, locale=locale()),
        on_change=lambda: state.go_to(st.session_state[key]),
    )


def _starts(step: Step) -> list[date]:
    months = (1,) if step is Step.YEAR else range(1, 13)
    return [
        FIRST_DAY.replace(year=year, month=month)
        for year in range(FIRST_DAY.year, LAST_DAY.year + 1)
        for month in months
    ]
