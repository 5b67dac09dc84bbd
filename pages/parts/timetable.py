"""The distance-time graph of the great roads, marching speed, and the stops of a movement."""

from __future__ import annotations

import json
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from geodata.dates import Step, Window, bounds, day_number
from geodata.mapping.style import SIDE_COLOURS
from geodata.publish.current import current_atlas, current_version
from geodata.series import features_of, months
from geodata.sources import load_sources
from geodata.timetable import ROADS, lay_out, paces, passages
from geodata.vocabulary import Mode, Side, name
from pages.parts import state
from pages.parts.charts import (
    WHOLE_WAR,
    TimeAxis,
    colours,
    day_targets,
    month_name,
    show_key,
    show_timed,
    timed,
    y_axis,
)
from pages.parts.table import view_of_feature, worded
from pages.parts.tones import PAPER, colour_of
from pages.parts.words import _, date_in_words, language, n_, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.atlas import Feature
    from geodata.timetable import Pace, Passage, Road

__all__ = ["show_speeds", "show_stops", "show_timetable"]

_EPOCH: Final = date(1970, 1, 1).toordinal()
_FEW: Final = 12
_EDGE: Final = 0.03
_RECKONED: Final = " ≈"
_DATE_WIDTH: Final = 190  # most of a column of dates may be empty, and then it would be too narrow for the others


@st.cache_resource(max_entries=8)
def _road(_version: object, road: str) -> Road | None:
    return lay_out(current_atlas(), ROADS[road])


def _road_names() -> dict[str, str]:
    return {
        "veracruz-mexico": _("Veracruz – Mexico City"),
        "mexico-paso-del-norte": _("Mexico City – Paso del Norte"),
        "mexico-guadalajara": _("Mexico City – Guadalajara"),
        "mexico-matamoros": _("Mexico City – Matamoros"),
    }


def show_timetable(movements: Sequence[Feature]) -> None:
    """Show the movements along one of the great roads: days across, kilometres up, a line for each column."""
    st.subheader(_("The road, day by day"))
    names = _road_names()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Road"), list(names), key="road", format_func=names.__getitem__, width=300)
        whole = st.checkbox(_("Whole war"), key="road-whole-war")
    road = _road(current_version(), chosen)
    axis = _axis(whole=whole)
    lines = _shown(road, movements, axis) if road else []
    if not road:
        st.info(_("The roads of the atlas can't be read, so there is no line to measure along."))
    elif not lines:
        st.info(_nothing(whole=whole))
    else:
        _graph(road, lines, axis, names[chosen])


def _nothing(*, whole: bool) -> str:
    if whole:
        return _("None of the chosen movements went along this road.")
    text = _("None of the chosen movements went along this road in {year}. Another year may have some.")
    return text.format(year=state.day().year)


def _axis(*, whole: bool) -> TimeAxis:
    """The whole war, or the year that the clock is in; then the page is drawn anew when the clock leaves it."""
    window = WHOLE_WAR if whole else Window.around(state.window().last, step=Step.YEAR)
    st.session_state["charted"] = window
    return TimeAxis(window, left=150)


def _shown(road: Road, movements: Sequence[Feature], axis: TimeAxis) -> list[Passage]:
    first, last = axis.window.first, axis.window.last
    return [
        passage
        for passage in passages(road, movements)
        if passage.points[0].day <= last and passage.points[-1].day >= first
    ]


def _graph(road: Road, lines: Sequence[Passage], axis: TimeAxis, title: str) -> None:
    sides = [side for side in SIDE_COLOURS if any(line.side == side for line in lines)]
    show_key((colour_of(side), name(Side(side), language=language())) for side in sides)
    told = n_(
        "Line of {count} movement along the road {road}: days across, kilometres up.",
        "Lines of {count} movements along the road {road}: days across, kilometres up.",
        len(lines),
        road=title,
    )
    show_timed(
        timed(_columns(axis), *_lines(road, lines, axis, sides), height=440),
        key="road",
        axis=axis,
        told=told,
        on_pick=_go,
    )
    st.caption(
        _(
            "A steep line is a fast march, a level one a halt, a falling one goes the other way. Full dots: a source "
            "gives the day; hollow: reckoned from the distance. Movements count that came within {km} km of the road's "
            "line of {length} km, as the atlas draws it.",
        ).format(km=number(25), length=number(round(road.length_km))),
    )


def _lines(road: Road, lines: Sequence[Passage], axis: TimeAxis, sides: Sequence[str]) -> list[alt.Chart]:
    data = pd.DataFrame([row for index, line in enumerate(lines) for row in _rows(index, line)])
    edge = road.length_km * _EDGE
    ground = alt.Scale(domain=[-edge, road.length_km + edge], nice=False)
    base = alt.Chart(data).encode(
        x=axis.x(),
        y=alt.Y("km:Q", scale=ground, axis=_town_axis(road, axis)),
        color=alt.Color("side:N", scale=colours(sides), legend=None),
        tooltip=[
            alt.Tooltip("title:N", title=_("Movement")),
            alt.Tooltip("place:N", title=_("Place")),
            alt.Tooltip("when:N", title=_("Date")),
            alt.Tooltip("along:N", title=_("Kilometre")),
        ],
    )
    drawn = base.mark_line(strokeWidth=2, clip=True).encode(detail="line:N", order="order:Q")
    dots = base.mark_point(size=38, strokeWidth=1.5, clip=True).encode(
        fill=alt.Fill("fill:N", scale=None), shape=alt.ShapeValue("circle")
    )
    return [drawn, dots]


def _rows(index: int, line: Passage) -> list[dict[str, Any]]:
    feature = current_atlas().feature(line.movement) or {"properties": {}}
    title = feature["properties"].get(f"title_{language()}", line.movement)
    return [
        {
            "line": index,
            "order": order,
            "day": day_number(point.day),
            "km": point.km,
            "along": number(round(point.km)),
            "side": line.side,
            "fill": colour_of(line.side) if point.documented else PAPER,
            "title": title,
            "place": point.place[language()] or "–",
            "when": date_in_words(point.day.isoformat()),
            "mark": line.movement,
        }
        for order, point in enumerate(line.points)
    ]


def _town_axis(road: Road, axis: TimeAxis) -> alt.Axis:
    places = {
        feature["properties"]["place"]: feature["properties"][f"title_{language()}"]
        for feature in features_of(current_atlas(), "places")
    }
    labels = json.dumps({f"{km:g}": places.get(town, town) for km, town in road.towns}, ensure_ascii=False)
    return y_axis(
        axis,
        values=[km for km, _town in road.towns],
        labelExpr=f"({labels})[datum.value]",
        labelOverlap=True,
        labelSeparation=2,
    )


def _columns(axis: TimeAxis) -> alt.Chart:
    """What is clicked beside the lines: the months of the whole war, or the days of one year."""
    if axis.window == WHOLE_WAR:
        ends = [*months()[1:], WHOLE_WAR.last + timedelta(days=1)]
        spans = [(month, end, month_name(month)) for month, end in zip(months(), ends, strict=True)]
    else:
        days = [axis.window.first + timedelta(days=n) for n in range((axis.window.last - axis.window.first).days + 1)]
        spans = [(day, day + timedelta(days=1), date_in_words(day.isoformat())) for day in days]
    data = [{"day": day_number(first), "until": day_number(end), "when": words} for first, end, words in spans]
    return day_targets(pd.DataFrame(data), axis, [alt.Tooltip("when:N", title=_("Date"))], fields=("day", "mark"))


def _go(mark: Mapping[str, Any]) -> None:
    """Move the clock to the day that was clicked, and select the movement if it was a line or a dot."""
    state.go_to(date.fromordinal(int(mark["day"]) + _EPOCH), mark=mark.get("mark"))


def show_speeds(movements: Sequence[Feature]) -> None:
    """Show how fast the movements went between stops whose days the sources give."""
    st.subheader(_("Marching speed"))
    titles = {each["id"]: each["properties"][f"title_{language()}"] for each in movements}
    marches = [each for each in movements if each["properties"].get("mode") == Mode.MARCH]
    found = sorted((pace for march in marches for pace in paces(march)), key=lambda pace: -pace.km_a_day)
    if not found:
        st.info(_("None of the chosen marches has two stops with a day of their own: no speed can be told."))
        return
    st.write(
        n_(
            "{count} march between two stops with a day of their own: {median} km a day.",
            "{count} marches between two stops with a day of their own; half of them made {median} km a day or less.",
            len(found),
            median=number(round(median(pace.km_a_day for pace in found), 1)),
        )
    )
    st.dataframe(
        worded(
            [_pace_row(pace, titles[pace.movement]) for pace in found],
            dates=(_("Left"), _("Arrived")),
            numbers=(_("Days"), _("km"), _("km a day")),
        ),
        hide_index=True,
        height=260,
        key="speeds",
        selection_mode="single-row",
        on_select=lambda: _follow("speeds", [(pace.departed, pace.movement) for pace in found]),
    )
    st.caption(_("Kilometres along the line on the map, halts included; the real roads wound more."))


def _pace_row(pace: Pace, title: str) -> dict[str, Any]:
    return {
        _("km a day"): round(pace.km_a_day, 1),
        _("Movement"): title,
        _("From (place)"): pace.start[language()],
        _("To (place)"): pace.end[language()],
        _("Left"): pace.departed.isoformat(),
        _("Arrived"): pace.arrived.isoformat(),
        _("Days"): pace.days,
        _("km"): round(pace.km),
    }


def _follow(key: str, rows: Sequence[tuple[date, str]]) -> None:
    picked = st.session_state[key].selection.rows
    if picked and picked[0] < len(rows):
        day, mark = rows[picked[0]]
        feature = current_atlas().feature(mark)
        state.go_to(day, mark=mark, at=view_of_feature(feature) if feature else None)


def show_stops(movements: Sequence[Feature], *, active: bool) -> None:
    """Show the stops of the selected movement, or of the chosen ones if they are few, with dates and sources."""
    st.subheader(_("Stops"))
    selected = [each for each in movements if each["id"] == state.selected()]
    shown = selected or (movements if active and len(movements) <= _FEW else [])
    if not shown:
        st.info(_("Choose a movement on the map, in the graph or in the list, and its stops are listed here."))
        return
    stops = [(each, stop) for each in shown for stop in each["properties"]["stops"]]
    st.dataframe(
        worded([_stop_row(each, stop) for each, stop in stops], dates=[_("Left")], said={_("Arrived"): _arrival}),
        hide_index=True,
        column_order=_stop_columns(several=len(shown) > 1),
        column_config={_("Left"): st.column_config.Column(width=_DATE_WIDTH)},
        key="stops",
        selection_mode="single-row",
        on_select=lambda: _follow("stops", [(_day_at(each, stop), each["id"]) for each, stop in stops]),
    )


def _stop_columns(*, several: bool) -> list[str]:
    """The columns of the stops, with the movement's name only where there are several to tell apart."""
    movement, *others = (
        _("Movement"),
        _("Place"),
        _("Arrived"),
        _("Left"),
        _("Source"),
        _("Working note of the record (in English)"),
    )
    return [movement, *others] if several else others


def _stop_row(movement: Feature, stop: Mapping[str, Any]) -> dict[str, str]:
    source = load_sources().get(stop["source"])
    reckoned = "" if stop["documented"] else f"{_day_at(movement, stop)}{_RECKONED}"
    return {
        _("Movement"): movement["properties"][f"title_{language()}"],
        _("Place"): stop[f"place_name_{language()}"],
        _("Arrived"): stop["arrive"] or reckoned,
        _("Left"): stop["depart"],
        _("Working note of the record (in English)"): stop.get("note") or "",
        _("Source"): source.citation if source else "",
    }


def _arrival(text: str) -> str:
    """A day that a source gives, or one that is reckoned and bears the mark of that."""
    day = date_in_words(text.removesuffix(_RECKONED))
    return _("about {day}, reckoned").format(day=day) if text.endswith(_RECKONED) else day


def _day_at(movement: Feature, stop: Mapping[str, Any]) -> date:
    text = stop["arrive"] or stop["depart"]
    return bounds(text).earliest if text else date.fromisoformat(movement["properties"]["datetimes"][stop["vertex"]])
