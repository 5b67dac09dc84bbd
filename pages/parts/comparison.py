"""Two days side by side: two maps that move together, and what changed between them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import streamlit as st
from streamlit_folium import st_folium

from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window, nearest_day
from geodata.difference import GOVERNMENTS
from geodata.mapping.timemap import MapState, TimeMap
from geodata.publish.current import current_atlas
from geodata.publish.formats import file_name
from geodata.vocabulary import Holder, Side, Status, name
from pages.parts import state
from pages.parts.card import show_card
from pages.parts.day import day_field
from pages.parts.downloads import show_extract
from pages.parts.table import view_of_feature, worded
from pages.parts.text import escape, markdown
from pages.parts.words import _, colon, date_in_words, language, number, span_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geodata.atlas import Feature
    from geodata.difference import Change, Difference, Seat
    from pages.parts.map_view import MapPage

__all__ = ["show_comparison"]

_FIRST: Final = "date"
_OTHER: Final = "to"
_OTHER_DAY: Final = "other-day"
_ASKED: Final = "asked-side"  # the map on which the reader chose the mark: its card is below that
_YEAR: Final = 365


def show_comparison(page: MapPage) -> None:
    """Show both days, both maps and the list of what changed."""
    _restore()
    _comparison(page)


@st.fragment
def _comparison(page: MapPage) -> None:
    _dates()
    feature = current_atlas().feature(state.selected() or "")
    with st.container(key="compared"):
        for side, column in zip((_FIRST, _OTHER), st.columns(2, gap="small"), strict=True):
            with column:
                _map(page, side)
                _download_map(_day(side))
                if feature and side == st.session_state.get(_ASKED, _FIRST):
                    show_card(feature)
    _changes(current_atlas().difference(_day(_FIRST), _day(_OTHER)))


def _download_map(day: date) -> None:
    """Offer what one of the maps shows; both have the same view."""
    bbox = st.session_state.get("bbox")
    show_extract(Window(day, day), step=Step.DAY, layers=state.layers_on(), bbox=bbox)


def _day(side: str) -> date:
    """Return the day of one side: the first is the reader's own day on every page."""
    found: date = state.day() if side == _FIRST else st.session_state[_OTHER_DAY]
    return found


def _be_on(side: str, there: date) -> None:
    if side == _FIRST:
        state.be_on(there)
    else:
        st.session_state[_OTHER_DAY] = there


def _restore() -> None:
    """Take the second day from the link; without one it is a year after the first."""
    if _OTHER_DAY in st.session_state:
        return
    text = st.query_params.get(_OTHER)
    found, right = nearest_day(text) if text else (date.fromordinal(state.day().toordinal() + _YEAR), True)
    st.session_state[_OTHER_DAY] = min(max(found, FIRST_DAY), LAST_DAY)
    if not right:
        instead = date_in_words(found.isoformat())
        st.warning(
            _("The link asks to compare with “{found}”. The atlas shows {instead}.").format(
                found=(text or "")[:60], instead=instead
            )
        )


def _dates() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        opening = state.OPENING_DAY.isoformat()
        day_field(_FIRST, _("First day"), _day(_FIRST), obey=partial(_go_to, _FIRST), default=opening)
        st.button("⇄", key="swap", help=_("Swap the two days"), on_click=_swap)
        day_field(_OTHER, _("Second day"), _day(_OTHER), obey=partial(_go_to, _OTHER))


def _swap() -> None:
    first, other = _day(_FIRST), _day(_OTHER)
    _be_on(_FIRST, other)
    _be_on(_OTHER, first)
    state.moved()


def _go_to(side: str, there: date) -> None:
    _be_on(side, there)
    state.moved()


def _map(page: MapPage, side: str) -> None:
    day = _day(side)
    told = MapState(
        turn=state.turn(),
        window=Window(day, day),
        step=Step.DAY,
        layers=state.layers_on(),
        language=language(),
        selected=state.selected(),
        view=state.view(),
        online=state.online_ground(),
    )
    key = f"compared-{side}"
    st_folium(
        TimeMap(center=page.center, zoom=page.zoom, together="compare"),
        key=key,
        feature_group_to_add=told,
        returned_objects=[],
        use_container_width=True,
        on_change=lambda: _hear(key, side),
    )


def _hear(key: str, side: str) -> None:
    """Take in what one of the maps reports: its day, and the mark that the reader selected on it."""
    report = state.news(key)
    if report is None:
        return
    st.session_state["bbox"] = tuple(report["bbox"])
    if report["turn"] != state.turn():
        return
    st.session_state.pop("view-asked", None)
    _be_on(side, date.fromisoformat(report["window"][1]))
    if report["selected"] not in (None, state.selected()):
        state.select(report["selected"])
        st.session_state[_ASKED] = side


def _changes(found: Difference) -> None:
    """List what changed, and offer it as a file."""
    days = {
        "first": date_in_words(found.a.isoformat()),
        "second": date_in_words(found.b.isoformat()),
    }
    st.subheader(_("What changed from {first} to {second}").format(**days))
    if found.empty:
        st.info(_("Nothing that the atlas records changed between these days."))
        return
    _download(found)
    _seats(found)
    _towns(found)
    _forces(found)
    _zones(found)


def _download(found: Difference) -> None:
    query = urlencode({"from": found.a.isoformat(), "to": found.b.isoformat(), "lang": language().value})
    window = Window(min(found.a, found.b), max(found.a, found.b))
    name = file_name("difference", window=window, language=language())
    label = _("Download these changes (GeoJSON)")
    st.html(
        f'<p class="downloads"><a href="atlas/difference.geojson?{escape(query)}" '
        f'download="{escape(name)}" data-subject="difference">{escape(label)}</a></p>'
    )


def _seats(found: Difference) -> None:
    names = {
        "government-of-the-republic": _("Government of the Republic"),
        "regency": _("Regency of the Empire"),
        "court-of-maximilian": _("Maximilian and his court"),
    }
    lines = [
        f"<li><strong>{escape(names[each])}</strong>{colon()}{escape(_seat(found.seats_before[each]))} → "
        f"{escape(_seat(found.seats_after[each]))}</li>"
        for each in GOVERNMENTS
        if found.seats_before[each] != found.seats_after[each]
    ]
    _heading(_("Seats of government"), len(lines))
    if lines:
        st.html(f"<ul class='changes'>{''.join(lines)}</ul>")
    else:
        st.caption(_("The governments were where they had been."))


def _heading(words: str, count: int) -> None:
    st.markdown(f"##### {markdown(words)} · {number(count)}")


def _seat(seat: Seat | None) -> str:
    if seat is None:
        return _("nowhere on record")
    if seat.origin == seat.place:
        return _("on a journey from {place} and back").format(place=seat.place[language()])
    if seat.origin:
        return _("on the way from {origin} to {place}").format(
            origin=seat.origin[language()], place=seat.place[language()]
        )
    return seat.place[language()]


def _towns(found: Difference) -> None:
    _heading(_("Towns that changed hands or state"), len(found.towns))
    if not found.towns:
        st.caption(_("No town changed hands."))
        return
    _table(
        "changed-towns",
        [{_("Town"): _place(change), **_both(found, change, _held)} for change in found.towns],
        [change.after or change.before for change in found.towns],
    )


def _place(change: Change) -> str:
    feature = change.after or change.before
    return str(feature["properties"][f"place_name_{language()}"]) if feature else change.subject


def _both(found: Difference, change: Change, told: Callable[[Feature | None], str]) -> dict[str, str]:
    """What was on each day, under the days as headings."""
    days = [date_in_words(day.isoformat()) for day in (found.a, found.b)]
    headings = [days[0], days[1] if days[1] != days[0] else f"{days[1]} "]
    return dict(zip(headings, (told(change.before), told(change.after)), strict=True))


def _held(feature: Feature | None) -> str:
    if feature is None:
        return _("not recorded")
    holder, status = feature["properties"]["holder"], feature["properties"]["status"]
    words = name(Holder(holder), language=language()) if holder in set(Holder) else holder
    firm = status == Status.HELD or status not in set(Status)
    return words if firm else f"{words} ({name(Status(status), language=language())})"


def _forces(found: Difference) -> None:
    came, went = _gathered(found.came), _gathered(found.went)
    for key, heading, features, nothing in (
        ("came", _("Forces and movements that came"), came, _("None came.")),
        ("went", _("Forces and movements that went"), went, _("None went.")),
    ):
        _heading(heading, len(features))
        if features:
            rows = [_force_row(feature["properties"]) for feature in features]
            _table(f"changed-{key}", rows, features)
        else:
            st.caption(nothing)


def _gathered(layers: Mapping[str, Iterable[Feature]]) -> list[Feature]:
    return [feature for features in layers.values() for feature in features]


def _force_row(properties: Mapping[str, Any]) -> dict[str, str]:
    side = properties.get("side") or ""
    return {
        _("Title"): properties[f"title_{language()}"],
        _("Side"): name(Side(side), language=language()) if side in set(Side) else side,
        _("When"): f"{properties['start']}/{properties['end']}",
        _("Layer"): CATALOG[properties["layer"]].titles[language()],
    }


def _zones(found: Difference) -> None:
    _heading(_("Guerrilla zones that changed"), len(found.zones))
    if not found.zones:
        st.caption(_("No guerrilla zone changed."))
        return
    _table(
        "changed-zones",
        [{_("Zone"): _zone(change), **_both(found, change, _strength)} for change in found.zones],
        [change.after or change.before for change in found.zones],
    )


def _zone(change: Change) -> str:
    feature = change.after or change.before
    title = str(feature["properties"][f"title_{language()}"]) if feature else change.subject
    return title.rpartition(":")[0].strip() or title


def _strength(feature: Feature | None) -> str:
    if feature is None:
        return _("none recorded")
    return str(feature["properties"][f"title_{language()}"]).rpartition(":")[2].strip()


def _table(key: str, rows: Sequence[Mapping[str, str]], features: Sequence[Feature | None]) -> None:
    st.dataframe(
        worded(rows, said={_("When"): lambda ends: span_in_words(*ends.split("/"))}),
        hide_index=True,
        key=key,
        height=min(320, 38 + 35 * len(rows)),
        selection_mode="single-row",
        on_select=lambda: _follow(key, features),
    )


def _follow(key: str, features: Sequence[Feature | None]) -> None:
    """Select the mark of a row, and show it on both maps; the days stay."""
    picked = st.session_state[key].selection.rows
    feature = features[picked[0]] if picked and picked[0] < len(features) else None
    if feature:
        state.go_to(_day(_FIRST), mark=feature["id"], at=view_of_feature(feature))
