"""The charts of the page of numbers: towns held by side, troops by nation, events by kind."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from geodata.dates import Step, Window, day_number
from geodata.mapping.style import SIDE_COLOURS
from geodata.publish.current import current_atlas, current_version
from geodata.series import TownCount, events_by_month, load_strengths, months, towns_held, undated_events
from geodata.sources import load_sources
from geodata.vocabulary import EventKind, Ground, Holder, Side, name
from pages.parts import state
from pages.parts.charts import (
    TimeAxis,
    colours,
    day_targets,
    month_name,
    picker,
    show_key,
    show_timed,
    timed,
    y_axis,
)
from pages.parts.table import worded
from pages.parts.text import BETWEEN_SOURCES
from pages.parts.tones import EDGE, INK, colour_of, shade
from pages.parts.words import _, date_in_words, language, n_, number, phrase_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pandas.io.formats.style import Styler

    from geodata.series import Strength

__all__ = ["show_events", "show_strengths", "show_towns", "tell_towns"]

_STACK: Final = ("republic", "local", "none", "not-recorded", "united-states", "allied", "spain", "france", "empire")
_SHAPES: Final = [
    *("circle", "square", "triangle-up", "diamond", "triangle-down"),
    *("cross", "triangle-right", "triangle-left", "wedge", "arrow"),
]
_COUNTED: Final = "empire"  # whose red stands off the paper best
_FAINTEST: Final = 0.1
_MEN: Final = (1000, 5000, 10000, 20000, 30000, 40000)


@st.cache_data(max_entries=4)
def _towns(_version: object, step: Step) -> list[TownCount]:
    return towns_held(current_atlas(), step=step)


def _counts(step: Step) -> list[TownCount]:
    return _towns(current_version(), step)


def holder_name(holder: str) -> str:
    """Return the name of who has a town, or that it is not recorded, in the reader's language."""
    known = Holder(holder) if holder in set(Holder) else Ground.NOT_RECORDED
    return name(known, language=language())


def _go(mark: Mapping[str, Any]) -> None:
    """Move the clock to the day that was clicked in a chart."""
    state.go_to(date.fromordinal(int(mark["day"]) + date(1970, 1, 1).toordinal()))


def tell_towns() -> None:
    """Say in words who held how many towns at the end of the window."""
    held = _held(state.window().last)
    if not held:
        return
    words = ", ".join(f"{holder_name(holder)} {number(towns)}" for holder, towns in held.items() if towns)
    day = date_in_words(state.window().last.isoformat())
    st.markdown(_("Towns held on {day}: {towns}.").format(day=day, towns=words))


def _held(day: date) -> dict[str, int]:
    """The towns of each holder on a day, the most first."""
    rows = _counts(Step.DAY)
    since = max((row.day for row in rows if row.day <= day), default=None)
    held = {row.holder: row.towns for row in rows if row.day == since}
    return dict(sorted(held.items(), key=lambda pair: -pair[1]))


def show_towns() -> None:
    """Show how many towns each side held, stacked, exact to the day."""
    st.subheader(_("Towns held, by side"))
    rows = _counts(Step.DAY)
    if not rows:
        st.info(_("Nothing is recorded of who held the towns."))
        return
    holders = [holder for holder in _STACK if any(row.holder == holder and row.towns for row in rows)]
    show_key((colour_of(holder), holder_name(holder)) for holder in holders)
    axis = TimeAxis(left=48)
    total = sum(row.towns for row in rows if row.day == rows[0].day)
    show_timed(
        timed(_areas(rows, holders, axis), _month_targets(holders, axis), height=280),
        key="towns",
        axis=axis,
        told=n_(
            "Stacked areas: which side held the one town on record, 1861 to 1867.",
            "Stacked areas: how many of {count} towns each side held, 1861 to 1867.",
            total,
        ),
        on_pick=_go,
    )
    st.caption(
        n_(
            "{count} town of which the record says who held it. Of a vague date the middle counts; a besieged town "
            "counts for its defender.",
            "{count} towns of which the record says who held them. Of a vague date the middle counts; a besieged town "
            "counts for its defender.",
            total,
        ),
    )
    names = [holder_name(holder) for holder in holders]
    _table(worded(_town_rows(holders), said={_("End of"): _month}, numbers=names))


def _areas(rows: Sequence[TownCount], holders: Sequence[str], axis: TimeAxis) -> alt.Chart:
    last = [TownCount(axis.window.last, row.holder, row.towns) for row in rows if row.day == rows[-1].day]
    order = {holder: index for index, holder in enumerate(holders)}
    data = pd.DataFrame(
        [
            (day_number(row.day), row.holder, row.towns, order[row.holder])
            for row in [*rows, *last]
            if row.holder in order
        ],
        columns=["day", "holder", "towns", "order"],
    )
    areas: alt.Chart = (
        alt.Chart(data)
        .mark_area(interpolate="step-after", stroke=EDGE, strokeWidth=0.5)
        .encode(
            x=axis.x(),
            y=alt.Y("towns:Q", stack="zero", axis=y_axis(axis, tickCount=5), scale=alt.Scale(nice=False)),
            color=alt.Color("holder:N", scale=colours(holders), legend=None),
            order="order:Q",
        )
    )
    return areas


def _month_targets(holders: Sequence[str], axis: TimeAxis) -> alt.Chart:
    """Invisible columns, one a month, that say on pointing what the areas show and that take the click."""
    held: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in _counts(Step.MONTH):
        held[row.day.replace(day=1)][holder_name(row.holder)] = row.towns
    data = [{**_span_of(month), **held[month]} for month in months()]
    names = [holder_name(holder) for holder in holders]
    tips = [alt.Tooltip("month:N", title=_("End of")), *(alt.Tooltip(f"{shown}:Q") for shown in reversed(names))]
    return day_targets(pd.DataFrame(data), axis, tips)


def _span_of(month: date) -> dict[str, Any]:
    last = Window.around(month, step=Step.MONTH).last
    return {"day": day_number(month), "until": day_number(last) + 1, "month": month_name(month)}


def _month(day: str) -> str:
    return month_name(date.fromisoformat(day))


def _town_rows(holders: Sequence[str]) -> list[dict[str, Any]]:
    table: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in _counts(Step.MONTH):
        if row.holder in holders:
            table[row.day][holder_name(row.holder)] = row.towns
    return [{_("End of"): day.isoformat(), **held} for day, held in table.items()]


def _table(table: Styler) -> None:
    """Offer a chart's figures as a table, for readers who do not see the chart or want to take them away."""
    with st.expander(_("These figures as a table")):
        st.dataframe(table, hide_index=True, height=260)


def show_strengths() -> None:
    """Show what sources say of the troops' numbers; each statement is one point."""
    strengths = load_strengths()
    st.subheader(_("Troops in Mexico, by nation"))
    if not strengths:
        st.info(_("The record has no table of troop strengths yet."))
        return
    nations = sorted({row.nation for row in strengths}, key=list(SIDE_COLOURS).index)
    show_key((colour_of(nation), _nation(nation)) for nation in nations)
    axis = TimeAxis(left=62)
    show_timed(
        timed(*_statements(strengths, nations, axis), height=300),
        key="strengths",
        axis=axis,
        told=_("Points: how many men sources give each nation, 1861 to 1867."),
        on_pick=_go,
    )
    st.caption(
        _(
            "Each point is what one source says of a nation's troops, or of the part of them that it names: points of "
            "one day are not to be added up. The scale is compressed towards the top.",
        ),
    )
    _table(worded([_strength_row(row) for row in strengths], dates=[_("Date")]))


def _nation(nation: str) -> str:
    return name(Side(nation), language=language()) if nation in set(Side) else nation


def _men(row: Strength) -> str:
    return number(row.least) if row.least == row.most else f"{number(row.least)}–{number(row.most)}"


def _strength_row(row: Strength) -> dict[str, str]:
    sources = load_sources()
    return {
        _("Date"): row.when,
        _("Side"): _nation(row.nation),
        _("Men"): _men(row),
        _("Of what"): phrase_in_words(row.scope),
        _("Working note of the record (in English)"): row.note,
        _("Sources"): BETWEEN_SOURCES.join(sources[source].citation for source in row.sources if source in sources),
    }


def _statements(strengths: Sequence[Strength], nations: Sequence[str], axis: TimeAxis) -> list[alt.Chart]:
    data = pd.DataFrame(
        [
            {
                "day": day_number(row.day),
                "nation": row.nation,
                "name": _nation(row.nation),
                "least": row.least,
                "most": row.most,
                "men": _men(row),
                "when": date_in_words(row.when),
                "scope": phrase_in_words(row.scope),
            }
            for row in strengths
        ]
    )
    scale = alt.Scale(type="sqrt", nice=True)
    labels = alt.Y("most:Q", scale=scale, axis=_thousands(axis))
    colour = alt.Color("nation:N", scale=colours(nations), legend=None)
    tips = [
        alt.Tooltip("when:N", title=_("Date")),
        alt.Tooltip("name:N", title=_("Side")),
        alt.Tooltip("men:N", title=_("Men")),
        alt.Tooltip("scope:N", title=_("Of what")),
    ]
    base = alt.Chart(data).encode(x=axis.x(), color=colour)
    ranges = base.mark_rule(strokeWidth=2).encode(y=alt.Y("least:Q", scale=scale), y2="most:Q")
    shapes = alt.Scale(domain=list(nations), range=_SHAPES[: len(nations)])
    points = base.mark_point(filled=True, size=90, opacity=0.9, stroke=INK, strokeWidth=0.6).encode(
        y=labels, shape=alt.Shape("nation:N", scale=shapes, legend=None), tooltip=tips
    )
    return [ranges, points.add_params(picker("day"))]


def _thousands(axis: TimeAxis) -> alt.Axis:
    labels = json.dumps({men: number(men) for men in _MEN})
    return y_axis(axis, values=list(_MEN), labelExpr=f"({labels})[datum.value]")


def show_events() -> None:
    """Show how many events of each kind began in each month."""
    atlas = current_atlas()
    counted = events_by_month(atlas)
    st.subheader(_("Events a month, by kind"))
    if not counted:
        st.info(_("No event is recorded."))
        return
    axis = TimeAxis(left=156)
    show_timed(
        timed(*_kinds(axis), height=330),
        key="events",
        axis=axis,
        told=_("Rows of squares, one for each kind of event, stronger in colour in months with more of them."),
        on_pick=_go,
    )
    left = undated_events(atlas)
    st.caption(
        n_(
            "{count} event is known by its year only and is in no month.",
            "{count} events are known by their year only and are in no month.",
            left,
        )
    )
    rows = _event_rows()
    _table(worded(rows, said={_("Month"): _month}, numbers=[heading for heading in rows[0] if heading != _("Month")]))


def _kind(kind: str) -> str:
    return name(EventKind(kind), language=language()) if kind in set(EventKind) else kind


def _kinds(axis: TimeAxis) -> list[alt.Chart]:
    counted = events_by_month(current_atlas())
    most = max(row.count for row in counted)
    data = pd.DataFrame(
        [
            {
                **_span_of(row.month),
                "kind": _kind(row.kind),
                "count": row.count,
                "colour": shade(_COUNTED, _FAINTEST + (1 - _FAINTEST) * sqrt(row.count / most)),
            }
            for row in counted
        ]
    )
    order = [_kind(kind) for kind in EventKind if _kind(kind) in set(data["kind"])]
    squares = (
        alt.Chart(data)
        .mark_rect()
        .encode(
            x=axis.x(),
            x2="until:Q",
            y=alt.Y("kind:N", sort=order, scale=alt.Scale(paddingInner=0.1), axis=y_axis(axis)),
            color=alt.Color("colour:N", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("month:N", title=_("Month")),
                alt.Tooltip("kind:N", title=_("Kind")),
                alt.Tooltip("count:Q", title=_("Events")),
            ],
        )
    )
    return [squares.add_params(picker("day"))]


def _event_rows() -> list[dict[str, Any]]:
    """A row for each month, with every kind of event in the order of the vocabulary."""
    table: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in events_by_month(current_atlas()):
        table[row.month][_kind(row.kind)] = row.count
    kinds = [_kind(kind) for kind in EventKind if any(_kind(kind) in counts for counts in table.values())]
    return [
        {_("Month"): month.isoformat(), **{kind: counts.get(kind, 0) for kind in kinds}}
        for month, counts in table.items()
    ]
