"""A close-up of a town: its map, who was where in the window, what happened there, and what still stands today."""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from shapely.geometry import Point, shape

from geodata.close_ups import CLOSE_UPS, TABLES, load_close_ups
from geodata.errors import RecordError
from geodata.gathering import NEAR_KM, gathering
from geodata.publish.current import current_atlas
from geodata.vocabulary import Side, Today, name
from pages.parts import state
from pages.parts.map_view import show_map
from pages.parts.notes import Told, cited_html
from pages.parts.reader import mark_address, mount_reader
from pages.parts.table import view_of
from pages.parts.text import escape
from pages.parts.tones import colour_of
from pages.parts.words import _, language, number, phrase_in_words, span_in_words, window_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.atlas import Feature
    from geodata.close_ups import CloseUp
    from geodata.gathering import Gathering
    from pages.parts.map_view import MapPage

__all__ = ["show_close_up"]

_READER: Final = "close-up-reader"
_SMALL_DEGREES: Final = 0.02
_NEAR_ZOOM: Final = 15


def show_close_up(page: MapPage) -> None:
    """Show a town's map with who was where beneath it, then its story and what still stands."""
    show_map(page, beneath=partial(_show_gathering, page))
    story, today = st.columns(2, gap="large")
    with story:
        _show_story(page)
    with today:
        _show_today(page)
    mount_reader(key=_READER, on_mark=lambda: _open_mark(page))


def _layer(page: MapPage) -> str:
    return page.focus[0]


def _show_gathering(page: MapPage) -> None:
    """Tell who was in the town or before it in the window; each line leads to its mark."""
    place = _layer(page).replace("_", "-")
    town = current_atlas().feature(f"place-{place}")
    if not town:
        return
    middle = Point(town["geometry"]["coordinates"])
    found = gathering(current_atlas(), _layer(page), state.window(), place=place, middle=middle)
    when = window_in_words(state.window(), step=state.step())
    heading = _("Who was where: {window}").format(window=when)
    st.html(f'<section class="gathering"><h3>{escape(heading)}</h3>{_gathering_html(found, page, when)}</section>')


def _gathering_html(found: Gathering, page: MapPage, when: str) -> str:
    if found.empty:
        nobody = _("The record knows of nobody here in {window}: no holder of the town, no force, no post.")
        return f'<p class="empty">{escape(nobody.format(window=when))}</p>'
    held = "".join(f"<li>{_line(each, page)}</li>" for each in found.holders)
    who = _("Who held the town:")
    holders = f"<p>{escape(who)}</p><ul>{held}</ul>" if held else ""
    if not found.sides():
        alone = _("No force, movement or post is on record within {km} km in these days.").format(km=number(NEAR_KM))
        return f'{holders}<p class="empty">{escape(alone)}</p>'
    sides = "".join(_side_html(side, found.of_side(side), page) for side in found.sides())
    return f'{holders}<div class="sides">{sides}</div>'


def _side_html(side: str, features: Sequence[Feature], page: MapPage) -> str:
    heading = name(Side(side), language=language()) if side else _("Several sides, or none named")
    items = "".join(f"<li>{_line(each, page)}</li>" for each in features)
    colour = colour_of(side)
    return f'<section class="side" style="--side:{colour}"><h4>{escape(heading)}</h4><ul>{items}</ul></section>'


def _line(feature: Feature, page: MapPage) -> str:
    properties = feature["properties"]
    when = span_in_words(properties["start"], properties["end"])
    return f"{_link(properties, page)} <small>{escape(when)}</small>"


def _link(properties: Mapping[str, Any], page: MapPage) -> str:
    title = escape(properties[f"title_{language()}"])
    return f"<a {mark_address(properties['id'], page=page.name, query={})}>{title}</a>"


def _show_story(page: MapPage) -> None:
    st.subheader(_("What happened here"))
    try:
        close_up = _close_ups((TABLES / CLOSE_UPS).stat().st_mtime_ns)[_layer(page)]
    except (RecordError, OSError) as error:
        st.warning(_("The text can't be shown. What is wrong in its table:"))
        st.code(str(error), language=None)
        return
    told = Told(close_up.sentences, page=page.name, query={})
    st.html(f'<div class="chapter close-up-text" lang="{language()}">{told.text_html()}</div>')
    st.html(told.notes_html(_("What this text rests on")))


@lru_cache(maxsize=1)
def _close_ups(_changed: int) -> Mapping[str, CloseUp]:
    return load_close_ups()


def _show_today(page: MapPage) -> None:
    """List what became of the things on the map, as far as a source says so."""
    st.subheader(_("What still stands today"))
    layer = current_atlas().layers.get(_layer(page))
    features = layer.features if layer else []
    told = [each["properties"] for each in features if each["properties"].get("today")]
    st.caption(
        _(
            "What became of {told} of the {all} things on this map is on record; of the others no page was found."
        ).format(told=number(len(told)), all=number(len(features)))
    )
    st.html("".join(_became_html(became, told, page) for became in Today))


def _became_html(became: Today, told: Iterable[Mapping[str, Any]], page: MapPage) -> str:
    items = [_today_line(properties, page) for properties in told if properties["today"] == became]
    if not items:
        return ""
    heading = f"{name(became, language=language())} · {number(len(items))}"
    return f'<section class="today today-{became}"><h4>{escape(heading)}</h4><ul>{"".join(items)}</ul></section>'


def _today_line(properties: Mapping[str, Any], page: MapPage) -> str:
    cited = cited_html(reference["id"] for reference in properties["today_sources"])
    note = escape(phrase_in_words(properties["today_note"]))
    return f"<li>{_link(properties, page)}<br>{note} <small>({cited})</small></li>"


def _open_mark(page: MapPage) -> None:
    """Select the mark of the link that was followed; go to its days if it is of others than those shown."""
    feature = current_atlas().feature(st.session_state[_READER].mark or "")
    if not feature:
        return
    properties = feature["properties"]
    state.show_layer(properties["layer"])
    at = _view(feature, page)
    first, last = properties["start_latest"] or properties["start_earliest"], properties["end_latest"]
    window = state.window()
    if first and (first > window.last.isoformat() or (last and last < window.first.isoformat())):
        state.go_to(date.fromisoformat(first), mark=feature["id"], at=at)
    else:
        state.show(feature["id"], at=at)


def _view(feature: Feature, page: MapPage) -> tuple[float, float, int]:
    """Return a view of a thing of the close-up; of all else, that of the town."""
    if feature["properties"]["layer"] != _layer(page):
        return (*page.center, page.zoom)
    west, south, east, north = shape(feature["geometry"]).bounds
    if max(east - west, north - south) > _SMALL_DEGREES:
        return view_of((west, south, east, north))
    return (south + north) / 2, (west + east) / 2, _NEAR_ZOOM
