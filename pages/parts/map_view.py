"""The map with its controls, its card and its downloads: what all map pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import streamlit as st
from babel.dates import format_date
from streamlit_folium import st_folium

from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window
from geodata.mapping.timemap import MapState, TimeMap
from geodata.publish.current import current_atlas
from pages.parts import state
from pages.parts.address import keep_in_address
from pages.parts.card import show_card
from pages.parts.day import day_field
from pages.parts.downloads import show_layer_downloads, show_map_download
from pages.parts.layers import show_counts, signs_html
from pages.parts.words import _, language, locale

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

__all__ = ["MapPage", "show_map", "time_controls"]


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """A page's own map: its name, first view and the layers it is about."""

    name: str
    center: tuple[float, float] = (22.6, -101.5)
    zoom: int = 5
    focus: tuple[str, ...] = ()


def show_map(
    page: MapPage,
    *,
    chosen: Mapping[str, Collection[int]] | None = None,
    follow: str | None = None,
    beneath: Callable[[], None] = lambda: None,
) -> None:
    """Show the time controls over the map, beside it the card of the selected mark, below it the layers to download.

    Parameters
    ----------
    page
        The page's own map.
    chosen
        Of some layers the positions of the features that the reader has chosen: the others are drawn faintly.
    follow
        A force that the reader has chosen: the map keeps it in view.
    beneath
        Shows what keeps step with the map beneath it.
    """
    mark = state.selected()
    st.session_state["carded"] = mark
    st.session_state.pop("charted", None)  # the charts below are about to be drawn anew
    beside = st.columns([3, 1], gap="medium")
    with beside[0]:
        _map_fragment(page, chosen, follow, beneath)
    with beside[1]:
        show_card(current_atlas().feature(mark) if mark else None, otherwise=signs_html())
    show_layer_downloads()


@st.fragment
def _map_fragment(
    page: MapPage,
    chosen: Mapping[str, Collection[int]] | None,
    follow: str | None,
    beneath: Callable[[], None],
) -> None:
    """Run again at each step, alone: what is sent then is all that a step costs."""
    controls = st.container()
    _map(page, chosen, follow)  # first: the browser can draw while the rest is on its way
    with controls:
        time_controls()
        keep_in_address("view", state.view_shown())
    show_counts(current_atlas().counts(state.window(), layers=state.layers_on()))
    show_map_download()
    beneath()
    if state.selected() != st.session_state["carded"] or state.left_charts():
        st.rerun()


def _map(page: MapPage, chosen: Mapping[str, Collection[int]] | None, follow: str | None) -> None:
    told = MapState(
        turn=state.turn(),
        window=state.window(),
        step=state.step(),
        layers=state.layers_on(),
        language=language(),
        selected=state.selected(),
        view=state.view(),
        online=state.online_ground(),
    ).following(follow)
    key = f"map-{page.name.replace('_', '-')}"
    st_folium(
        TimeMap(center=page.center, zoom=page.zoom),
        key=key,
        feature_group_to_add=told if chosen is None else told.choosing(chosen),
        returned_objects=[],
        use_container_width=True,
        on_change=lambda: state.hear(key),
    )


def time_controls() -> None:
    """Show the step, the slider with a button at each end, and the day."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="time-controls"):
        _step_choice()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="stretch", key="steps"):
            st.button("◀", key="back", help=_("One step back"), on_click=state.move_by, args=(-1,))
            _slider()
            st.button("▶", key="forward", help=_("One step forward"), on_click=state.move_by, args=(1,))
        opening = state.OPENING_DAY.isoformat()
        day_field("date", _("Go to a day"), state.day(), obey=state.go_to, default=opening)


def _step_choice() -> None:
    """Offer the steps. As with the slider, what shows words is another widget in each language."""
    names = {Step.YEAR: _("Year"), Step.MONTH: _("Month"), Step.DAY: _("Day")}
    key, choose = state.widget_showing(f"step-choice-{language()}", state.step(), state.step_by)
    st.segmented_control(
        _("Step"),
        list(Step),
        default=state.step(),
        key=key,
        required=True,
        format_func=names.__getitem__,
        on_change=choose,
        width="content",
    )


def _slider() -> None:
    """Draw the slider of the step chosen; the date is the one truth, the slider shows it and moves it."""
    start = Window.around(state.day(), step=state.step()).first
    key, move = state.widget_showing(f"slider-{state.step()}-{language()}", start, state.go_to)
    if state.step() is Step.DAY:
        st.slider(
            _("Date"),
            FIRST_DAY,
            LAST_DAY,
            start,
            key=key,
            step=timedelta(days=1),
            format="YYYY-MM-DD",
            on_change=move,
        )
        return
    pattern = "y" if state.step() is Step.YEAR else "LLL y"
    st.select_slider(
        _("Date"),
        _starts(state.step()),
        start,
        key=key,
        format_func=partial(_label, pattern=pattern, tongue=locale()),
        on_change=move,
    )


@lru_cache(maxsize=1024)
def _label(start: date, *, pattern: str, tongue: str) -> str:
    """Return a stop of the slider in words; Streamlit asks for all of them several times a step."""
    return format_date(start, pattern, locale=tongue)


def _starts(step: Step) -> list[date]:
    months = (1,) if step is Step.YEAR else range(1, 13)
    return [
        FIRST_DAY.replace(year=year, month=month)
        for year in range(FIRST_DAY.year, LAST_DAY.year + 1)
        for month in months
    ]
