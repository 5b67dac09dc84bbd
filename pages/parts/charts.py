"""Charts over time: one look, one axis of days, and the clock's window drawn over them.

A chart does not change when the clock moves. Its window is an overlay that two custom properties of CSS move: the page
sets them, and the map sets them again while it plays (``timemap.js``), which costs no message to the server.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import streamlit as st
from babel.dates import format_date

from geodata.dates import FIRST_DAY, LAST_DAY, Window, day_number
from pages.parts import state
from pages.parts.text import escape
from pages.parts.textsize import text_size
from pages.parts.tones import GRID, LETTERS, LINE, PAPER, colour_of
from pages.parts.words import locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

__all__ = [
    "WHOLE_WAR",
    "TimeAxis",
    "colours",
    "day_targets",
    "month_name",
    "picker",
    "show_clock",
    "show_key",
    "show_timed",
    "timed",
    "two_lines",
    "y_axis",
]

WHOLE_WAR: Final = Window(FIRST_DAY, LAST_DAY)

_PICK: Final = "pick"
_RIGHT: Final = 12
_PADDING: Final = 5
_YEARS: Final = 900
_MONTHS: Final = 75
_LINE: Final = 26
_LETTERS: Final = 12
_GAP: Final = 20  # between a label and the plot: its padding and a little
_LABEL_PADDING: Final = 16
_FOOT: Final = 25  # below the plot, but for the height of the letters


def colours(names: Iterable[str]) -> alt.Scale:
    """Return the scale that gives sides and holders the atlas's colours, in the order of `names`."""
    domain = list(names)
    return alt.Scale(domain=domain, range=[colour_of(name) for name in domain])


def month_name(month: date) -> str:
    """Return a month with its year in the reader's language."""
    return format_date(month, "LLLL y", locale=locale())


@dataclass(frozen=True)
class TimeAxis:
    """The days across a chart, and how wide its left margin for labels is, in CSS pixels at plain size of text."""

    window: Window = WHOLE_WAR
    left: int = 40

    @property
    def margin(self) -> int:
        """How wide the left margin is at the reader's size of text."""
        return _GAP + round((self.left - _GAP) * text_size())

    @property
    def first(self) -> int:
        """The first day, as days since 1970-01-01."""
        return day_number(self.window.first)

    @property
    def last(self) -> int:
        """The day after the last one."""
        return day_number(self.window.last) + 1

    def x(self, field: str = "day") -> alt.X:
        """Return the encoding of days along the axis, labelled in the reader's language."""
        labels = self._labels()
        axis = alt.Axis(
            values=list(labels),
            labelExpr=f"({json.dumps(labels, ensure_ascii=False)})[datum.value]",
            title=None,
            labelAlign="left",
            labelOffset=2,
            labelOverlap="greedy",
            labelBound=True,
            labelAngle=0,
            ticks=True,
            grid=True,
        )
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[self.first, self.last], nice=False, zero=False), axis=axis)

    def _labels(self) -> dict[int, str]:
        days = (self.window.last - self.window.first).days
        if days > _YEARS:
            return {day_number(day): str(day.year) for day in self._starts() if day.month == 1}
        if days > _MONTHS:
            return {day_number(day): self._month(day) for day in self._starts()}
        every = max(1, days // 10)
        shown = [self.window.first + timedelta(days=n) for n in range(0, days + 1, every)]
        return {day_number(day): format_date(day, "d MMM", locale=locale()) for day in shown}

    def _starts(self) -> list[date]:
        first, last = self.window.first, self.window.last
        months = (date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13))
        return [month for month in months if first <= month <= last]

    def _month(self, day: date) -> str:
        return str(day.year) if day.month == 1 else format_date(day, "LLL", locale=locale())


def timed(*layers: alt.Chart, height: int) -> alt.LayerChart:
    """Return layers as one chart in the atlas's look, `height` at plain size of text; the last layer is clicked."""
    size = text_size()
    padding = {"left": _PADDING, "right": _RIGHT, "top": _PADDING, "bottom": _PADDING}
    lines = {"domainColor": LINE, "tickColor": LINE, "gridColor": GRID}
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(height=round(height * size), padding=padding)
        .configure_view(fill=PAPER, stroke=LINE)
        .configure_axis(**lines, labelColor=LETTERS, labelFontSize=_LETTERS * size, labelPadding=_LABEL_PADDING)
        .properties(usermeta={"embedOptions": {"actions": False}})  # Vega's menu would lead to another host
    )
    return chart


def picker(*fields: str) -> alt.Parameter:
    """Return the selection that a click on a mark makes; it ends when the pointer leaves, to be made again."""
    return alt.selection_point(name=_PICK, fields=list(fields), on="click", clear="mouseout")


def day_targets(
    rows: pd.DataFrame, axis: TimeAxis, tooltip: Sequence[alt.Tooltip], *, fields: Sequence[str] = ("day",)
) -> alt.Chart:
    """Return what is clicked: a column over the whole height for each row, from `day` to `until`."""
    columns = alt.Chart(rows).mark_rect(opacity=0).encode(x=axis.x(), x2="until:Q", tooltip=list(tooltip))
    targets: alt.Chart = columns.add_params(picker(*fields))
    return targets


def y_axis(axis: TimeAxis, **options: Any) -> alt.Axis:  # noqa: ANN401 - options of Altair's axis
    """Return a vertical axis whose labels take exactly the margin, so that the clock's overlay fits the plot."""
    margin = axis.margin
    labels = {"labelOverlap": False, "labelBound": False, "labelFlush": False, "labelLimit": margin - _GAP}
    return alt.Axis(minExtent=margin, maxExtent=margin, title=None, **{**labels, **options})


def two_lines(texts: Iterable[str]) -> dict[str, Any]:
    """Return the options by which an axis writes texts of its data, the long ones in two lines about their place."""
    lines = {text: _halves(text) if len(text) > _LINE else text for text in texts}
    above = {"condition": {"test": f"length(datum.value) > {_LINE}", "value": "bottom"}, "value": "middle"}
    return {"labelExpr": f"({json.dumps(lines, ensure_ascii=False)})[datum.value]", "labelBaseline": above}


def _halves(text: str) -> list[str]:
    """Break a text between the words where its longer part is shortest."""
    words = text.split()
    cuts = ([" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words)))
    return min(cuts, key=lambda parts: max(map(len, parts)), default=[text])


def show_timed(
    chart: alt.LayerChart,
    *,
    key: str,
    axis: TimeAxis,
    told: str,
    on_pick: Callable[[Mapping[str, Any]], None],
) -> None:
    """Show a chart with the clock's window over it.

    Parameters
    ----------
    chart
        Made by `timed`.
    key
        The chart's own name on its page.
    axis
        Its days.
    told
        What it shows, in words, for readers who do not see it.
    on_pick
        Takes the fields of the mark that is clicked.
    """
    name = f"timed-{key}"
    with st.container(key=name):
        st.html(
            f"<style>.st-key-{name}{{--from:{axis.first};--to:{axis.last};"
            f"--left:{axis.margin + _PADDING}px;--right:{_RIGHT}px;--foot:{_FOOT + round(_LETTERS * text_size())}px}}"
            "</style>"
        )
        _chart_fragment(chart, key, told, on_pick)


def show_clock() -> None:
    """Tell the page's charts which days the clock shows."""
    window = state.window()
    first, last = day_number(window.first), day_number(window.last) + 1
    st.html(f'<style>[class*="st-key-timed-"]{{--clock-first:{first};--clock-last:{last}}}</style>')


@st.fragment
def _chart_fragment(chart: alt.LayerChart, key: str, told: str, on_pick: Callable[[Mapping[str, Any]], None]) -> None:
    """A click reruns the fragment alone, and then the page if it has moved something."""
    st.altair_chart(
        chart,
        key=f"chart-{key}",
        on_select=lambda: _picked(key, on_pick),
        selection_mode=_PICK,
        alt=told,
    )
    if st.session_state.pop("picked", False):
        st.rerun()


def _picked(key: str, on_pick: Callable[[Mapping[str, Any]], None]) -> None:
    marks: Sequence[Mapping[str, Any]] = st.session_state[f"chart-{key}"].selection.get(_PICK) or ()
    if marks:
        on_pick(marks[0])
        st.session_state["picked"] = True


def show_key(rows: Iterable[tuple[str, str]]) -> None:
    """Explain a chart's colours: pairs of a colour and its meaning, in lines that break where they must."""
    items = "".join(
        f'<li><i style="background:{escape(colour)}"></i><span>{escape(text)}</span></li>' for colour, text in rows
    )
    st.html(f'<ul class="chart-key">{items}</ul>')
