"""The guerrilla through time: how strong in each zone and month, actions a month, leaders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from geodata.dates import Step, Window, day_number
from geodata.mapping.style import SIDE_COLOURS
from geodata.publish.current import current_atlas
from geodata.series import features_of, leaders, months, undated_events, zone_activity, zone_months
from geodata.vocabulary import Intensity, Side, name
from pages.parts import state
from pages.parts.charts import (
    TimeAxis,
    colours,
    day_targets,
    month_name,
    show_key,
    show_timed,
    timed,
    two_lines,
    y_axis,
)
from pages.parts.table import view_of_feature, worded
from pages.parts.textsize import text_size
from pages.parts.tones import PAPER, colour_of, shade
from pages.parts.words import _, joined, language, n_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.atlas import Feature
    from geodata.series import Leader, ZoneMonth

__all__ = ["show_activity", "show_leaders", "show_zones"]

_EPOCH: Final = date(1970, 1, 1).toordinal()
_ROW: Final = 22
_LETTERS: Final = 10.5
_BANDS: Final = alt.Scale(paddingInner=0.1)
_STRENGTHS: Final = {1: 0.3, 2: 0.6, 3: 1.0}


def show_zones() -> None:
    """Show the guerrilla's strength by zone and month."""
    st.subheader(_("How strong the guerrilla was, by zone and month"))
    rows = zone_months(current_atlas())
    if not rows:
        st.info(_("No guerrilla zone is recorded."))
        return
    zones = _zone_names(rows)
    _key_of(rows)
    axis = TimeAxis(left=160)
    show_timed(
        timed(_behind(axis), _squares(rows, zones, axis), height=_ROW * len(zones)),
        key="zones",
        axis=axis,
        told=_("Rows of squares, one row for each guerrilla zone, stronger in colour when the guerrilla was stronger."),
        on_pick=_go,
    )


def _key_of(rows: Sequence[ZoneMonth]) -> None:
    sides = [side for side in SIDE_COLOURS if any(row.side == side for row in rows)]
    show_key(
        (shade(side, _STRENGTHS[int(level)]), f"{_side(side)} – {name(level, language=language())}")
        for side in sides
        for level in Intensity
    )


def _side(side: str) -> str:
    return name(Side(side), language=language()) if side in set(Side) else side


def _zone_names(rows: Sequence[ZoneMonth]) -> dict[str, str]:
    """The name of each zone, in the order in which they began."""
    first: dict[str, ZoneMonth] = {}
    for row in sorted(rows, key=lambda row: row.month):
        first.setdefault(row.zone, row)
    names = _names_by_phase()
    return {zone: names[row.phase] for zone, row in first.items()}


def _phases() -> Sequence[Feature]:
    return features_of(current_atlas(), "guerrilla_zones")


def _names_by_phase() -> dict[str, str]:
    """The name of each phase's zone: a phase is titled with it, a colon, and how strong it was."""
    title = f"title_{language()}"
    titles = {phase["id"]: str(phase["properties"][title]) for phase in _phases()}
    return {phase: title.rpartition(":")[0].strip() or title for phase, title in titles.items()}


def _squares(rows: Sequence[ZoneMonth], zones: Mapping[str, str], axis: TimeAxis) -> alt.Chart:
    leading = {phase["id"]: phase["properties"].get("leaders") or () for phase in _phases()}
    data = pd.DataFrame([_square(row, zones, leading[row.phase]) for row in rows])
    letters = _LETTERS * text_size()
    labels = y_axis(axis, labelFontSize=letters, labelLineHeight=letters, **two_lines(zones.values()))
    squares: alt.Chart = (
        alt.Chart(data)
        .mark_rect()
        .encode(
            x=axis.x(),
            x2="until:Q",
            y=alt.Y("zone:N", sort=list(zones.values()), scale=_BANDS, axis=labels),
            color=alt.Color("colour:N", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("zone:N", title=_("Zone")),
                alt.Tooltip("month:N", title=_("Month")),
                alt.Tooltip("strength:N", title=_("Intensity")),
                alt.Tooltip("who:N", title=_("Leaders")),
            ],
        )
    )
    return squares


def _square(row: ZoneMonth, zones: Mapping[str, str], leading: Sequence[str]) -> dict[str, Any]:
    return {
        **_span(row.month),
        "zone": zones[row.zone],
        "colour": shade(row.side, _STRENGTHS[row.intensity]),
        "strength": name(Intensity(str(row.intensity)), language=language()),
        "who": ", ".join(leading[:4]),
        "mark": row.phase,
    }


def _span(month: date) -> dict[str, Any]:
    last = Window.around(month, step=Step.MONTH).last
    return {"day": day_number(month), "until": day_number(last) + 1, "month": month_name(month)}


def _behind(axis: TimeAxis) -> alt.Chart:
    data = pd.DataFrame([_span(month) for month in months()])
    return day_targets(data, axis, [alt.Tooltip("month:N", title=_("Month"))], fields=("day", "mark"))


def _go(mark: Mapping[str, Any]) -> None:
    """Move the clock to the month that was clicked, and the map to the zone if it was one of its squares."""
    feature = current_atlas().feature(mark.get("mark") or "")
    there = date.fromordinal(int(mark["day"]) + _EPOCH)
    if feature:
        state.go_to(there, mark=feature["id"], at=view_of_feature(feature))
    else:
        state.go_to(there)


def show_activity() -> None:
    """Show how many actions each side began in each month."""
    st.subheader(_("Guerrilla actions a month"))
    rows = zone_activity(current_atlas())
    if not rows:
        st.info(_("No guerrilla action is recorded."))
        return
    sides = [side for side in SIDE_COLOURS if any(row.side == side for row in rows)]
    show_key((colour_of(side), _side(side)) for side in sides)
    axis = TimeAxis(left=48)
    data = pd.DataFrame(
        [{**_span(row.month), "side": row.side, "who": _side(row.side), "n": row.count} for row in rows]
    )
    show_timed(
        timed(_behind(axis), _bars(data, sides, axis), height=170),
        key="actions",
        axis=axis,
        told=_("Bars: how many guerrilla actions began in each month, by the side of the guerrilla."),
        on_pick=_go,
    )
    left = undated_events(current_atlas(), layer="guerrilla_actions")
    st.caption(
        n_(
            "{count} action is known by its year only and is in no month.",
            "{count} actions are known by their year only and are in no month.",
            left,
        )
    )


def _bars(data: pd.DataFrame, sides: Sequence[str], axis: TimeAxis) -> alt.Chart:
    bars: alt.Chart = (
        alt.Chart(data)
        .mark_rect(stroke=PAPER, strokeWidth=0.5)
        .encode(
            x=axis.x(),
            x2="until:Q",
            y=alt.Y("n:Q", stack="zero", axis=y_axis(axis, tickMinStep=1, tickCount=4, format="d")),
            color=alt.Color("side:N", scale=colours(sides), legend=None),
            tooltip=[
                alt.Tooltip("month:N", title=_("Month")),
                alt.Tooltip("who:N", title=_("Side")),
                alt.Tooltip("n:Q", title=_("Actions")),
            ],
        )
    )
    return bars


def show_leaders() -> None:
    """List the leaders; a chosen one leads the map to where and when he is first named."""
    st.subheader(_("Leaders"))
    found = leaders(current_atlas())
    if not found:
        st.info(_("No leader is recorded."))
        return
    st.caption(
        n_(
            "{count} leader. Choose him to go to where he is first named.",
            "{count} leaders. Choose one to go to where he is first named.",
            len(found),
        )
    )
    names = _names_by_phase()
    st.dataframe(
        worded([_leader_row(leader, names) for leader in found], dates=(_("First"), _("Last")), numbers=[_("Actions")]),
        hide_index=True,
        height=300,
        key="leaders",
        selection_mode="single-row",
        on_select=lambda: _follow(found),
    )


def _leader_row(leader: Leader, names: Mapping[str, str]) -> dict[str, Any]:
    zones = dict.fromkeys(names[phase] for phase in leader.phases)
    told = [feature["properties"] for feature in _marks(leader)]
    return {
        _("Leader"): leader.name,
        _("Zones"): joined(zones),
        _("Actions"): len(leader.actions),
        _("First"): min(told, key=lambda mark: str(mark["start_earliest"]))["start"],
        _("Last"): max(told, key=lambda mark: str(mark["end_latest"]))["end"],
    }


def _marks(leader: Leader) -> list[Feature]:
    """The phases and actions that name a leader."""
    atlas = current_atlas()
    return [feature for mark in (*leader.phases, *leader.actions) if (feature := atlas.feature(mark))]


def _follow(found: Sequence[Leader]) -> None:
    picked = st.session_state["leaders"].selection.rows
    if not picked or picked[0] >= len(found):
        return
    leader = found[picked[0]]
    first = min(_marks(leader), key=lambda feature: str(feature["properties"]["start_earliest"]))
    state.go_to(leader.first, mark=first["id"], at=view_of_feature(first))
