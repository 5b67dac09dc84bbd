"""The story: a chapter's text with its notes, its picture on the map, and the ways from one chapter to the next.

A chapter shows its own window and layers. They are told to the map only: the day and the layer switches that the
reader set on the other pages stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit_folium import st_folium

from geodata.dates import Step
from geodata.mapping.timemap import MapState, Picture, TimeMap
from geodata.publish.current import current_atlas
from geodata.story import CHAPTERS, SENTENCES, TABLES, load_story
from pages.parts import state
from pages.parts.card import show_card
from pages.parts.downloads import show_extract, show_layer_downloads
from pages.parts.notes import Told
from pages.parts.reader import mount_reader
from pages.parts.text import escape
from pages.parts.words import _, language, window_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.atlas import Feature
    from geodata.story import Chapter

    Story = Sequence[Chapter]

__all__ = ["current_story", "map_notes", "show_story", "tour_seconds"]

_MAP: Final = "map-story"
_CENTER: Final = (22.6, -101.5)
_ZOOM: Final = 5
_CELLS: Final = 32
_WORDS_A_SECOND: Final = 3.3
_HELD: Final = ("town_control", "territory")
_HAPPENINGS: Final = ("events", "guerrilla_actions", "troop_movements", "seat_of_government")


def current_story() -> Story:
    """Return the story as its tables have it now.

    Raises
    ------
    RecordError
        With every fault of the tables.
    """
    return _story(tuple((TABLES / file).stat().st_mtime_ns for file in (CHAPTERS, SENTENCES)))


@lru_cache(maxsize=1)
def _story(_changed: tuple[int, ...]) -> Story:
    return load_story()


def show_story(story: Story) -> None:
    """Show the present chapter: the way through the chapters, its text and notes, and the map."""
    chapter = _present(story)
    _ways(story, chapter)
    st.session_state["story-shown"] = _shown(chapter)
    with st.container(key="story"):
        text, picture = st.columns([2, 3], gap="medium")
        with picture:
            _map_fragment(story)  # first: it takes the browser longest
        with text:
            _show_text(chapter, count=len(story))
            _show_mark(chapter)
            st.html(_told_by(chapter).notes_html(_("What this chapter rests on")))
            show_extract(chapter.window, step=Step.DAY, layers=chapter.layers, bbox=chapter.box)
            show_layer_downloads(chapter.layers)
    mount_reader(key="reader", on_mark=_open_note, on_pages=lambda: _turn_pages(story))


def _present(story: Story) -> Chapter:
    """Return the chapter being read; on arrival, and after the browser's back or forward, that of the address.

    Otherwise the address follows the reader: what a message says of it can be older than the reader's last move.
    """
    chapters = {chapter.id: chapter for chapter in story}
    asked, last = st.query_params.get("chapter"), st.session_state.get("chapter")
    led = state.led_by_address()
    chapter = (led and chapters.get(asked or "")) or chapters.get(last or "") or story[0]
    if led and asked not in (None, chapter.id):
        _say_unknown(asked or "", instead=chapter)
    state.tell_address("chapter", chapter.id)
    if last not in (None, chapter.id):
        state.take_turn()
    st.session_state["chapter"] = chapter.id
    return chapter


def _say_unknown(asked: str, *, instead: Chapter) -> None:
    st.warning(state.not_there(_("Chapter"), asked, instead=instead.title[language()]))


def _go(chapter: str) -> None:
    st.query_params["chapter"] = chapter
    st.session_state["chapter"] = chapter
    state.select(None)
    state.take_turn()


def _turn_pages(story: Story, pages: int | None = None) -> None:
    """Go some chapters on or back; without a number, as many as the reader's keys say."""
    ids = [chapter.id for chapter in story]
    place = ids.index(st.session_state["chapter"]) + (pages or st.session_state["reader"].pages or 0)
    if 0 <= place < len(ids):
        _go(ids[place])


def _touring() -> bool:
    return bool(st.session_state.get("touring"))


def _tour(*, on: bool) -> None:
    st.session_state["touring"] = on
    state.take_turn()


def _open_note() -> None:
    mark = st.session_state["reader"].mark
    if mark and current_atlas().feature(mark):
        st.session_state["touring"] = False
        state.select(mark)
        state.take_turn()


def _ways(story: Story, chapter: Chapter) -> None:
    titles = {one.id: f"{one.number} · {one.title[language()]}" for one in story}
    key, choose = state.widget_showing("chapter-choice", chapter.id, _go)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="ways"):
        st.button(
            _("Back"),
            key="chapter-back",
            icon=":material/arrow_back:",
            help=_("Previous chapter (left arrow key)"),
            disabled=chapter is story[0],
            on_click=_turn_pages,
            args=(story, -1),
        )
        st.selectbox(
            _("Chapter"),
            list(titles),
            list(titles).index(chapter.id),
            key=key,
            format_func=titles.__getitem__,
            label_visibility="collapsed",
            on_change=choose,
        )
        st.button(
            _("Next"),
            key="chapter-next",
            icon=":material/arrow_forward:",
            icon_position="right",
            help=_("Next chapter (right arrow key)"),
            disabled=chapter is story[-1],
            on_click=_turn_pages,
            args=(story, 1),
        )
        _tour_button()


def _tour_button() -> None:
    touring = _touring()
    st.button(
        _("Stop the tour") if touring else _("Guided tour"),
        key="tour",
        type="primary",
        icon=":material/stop_circle:" if touring else ":material/play_circle:",
        help=_("Plays each chapter on the map, from this one to the last"),
        on_click=lambda: _tour(on=not touring),
    )


def _show_text(chapter: Chapter, *, count: int) -> None:
    place = _("Chapter {number} of {count}").format(number=chapter.number, count=count)
    days = window_in_words(chapter.window, step=Step.DAY)
    st.html(f'<p class="chapter-place">{escape(place)} · {escape(days)}</p>')
    st.title(chapter.title[language()], anchor=False)
    st.html(f'<div class="chapter" lang="{language()}">{_told_by(chapter).text_html()}</div>')


def _told_by(chapter: Chapter) -> Told:
    return Told(chapter.sentences, page="story", query={"chapter": chapter.id})


def _show_mark(chapter: Chapter) -> None:
    """Show the card of the mark that the reader chose, beneath the text that may speak of it."""
    mark = state.selected()
    if not mark or not (found := current_atlas().feature(mark)):
        return
    with st.container(border=True, key="story-card"):
        if mark in chapter.notes:
            st.html(f'<p class="chapter-place">{escape(_("Note {number}").format(number=chapter.notes[mark]))}</p>')
        show_card(found)
        st.button(_("Close"), key="close-card", icon=":material/close:", on_click=_close_card)


def _close_card() -> None:
    state.select(None)
    state.take_turn()


@st.fragment
def _map_fragment(story: Story) -> None:
    """Run again when the map reports, alone; when it brought the reader elsewhere, the page follows."""
    chapter = next(one for one in story if one.id == st.session_state["chapter"])
    state.tell_address("chapter", chapter.id)
    st_folium(
        TimeMap(center=_CENTER, zoom=_ZOOM),
        key=_MAP,
        feature_group_to_add=_told(chapter),
        returned_objects=[],
        use_container_width=True,
        on_change=lambda: _hear(story),
    )
    if _shown(chapter) != st.session_state["story-shown"]:
        st.rerun()


def _shown(chapter: Chapter) -> tuple[str, str | None, bool]:
    return chapter.id, state.selected(), _touring()


def _told(chapter: Chapter) -> MapState:
    told = MapState(
        turn=state.turn(),
        window=chapter.window,
        step=Step.DAY,
        layers=chapter.layers,
        language=language(),
        selected=state.selected(),
        online=state.online_ground(),
    )
    tour = tour_seconds(chapter) if _touring() else None
    picture = Picture(bounds=chapter.box, notes=map_notes(chapter), at_end=_HELD, tour=tour)
    return told.telling(picture).choosing(_spoken_of(chapter))


def _spoken_of(chapter: Chapter) -> dict[str, list[int]]:
    """Return where in their layers the marks stand that the text speaks of; what else happened is drawn faintly."""
    layers = current_atlas().layers
    return {
        layer: [place for place, feature in enumerate(layers[layer].features) if feature["id"] in chapter.notes]
        for layer in _HAPPENINGS
        if layer in layers
    }


def tour_seconds(chapter: Chapter) -> float:
    """Return how long the tour stays in a chapter: as long as reading it takes."""
    return round(chapter.words(language()) / _WORDS_A_SECOND)


def map_notes(chapter: Chapter) -> dict[str, str]:
    """Return the marks that the map rings, each with its number in the text; those that would touch share theirs."""
    cells = {mark: _cell(feature, chapter) for mark in chapter.marks if (feature := current_atlas().feature(mark))}
    numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for mark, cell in cells.items():
        numbers[cell].append(chapter.notes[mark])
    return {mark: "·".join(str(number) for number in sorted(numbers[cell])) for mark, cell in cells.items()}


def _cell(feature: Feature, chapter: Chapter) -> tuple[int, int]:
    """Return in which cell of the chapter's picture a mark's number stands; that of a movement stands at its end."""
    west, _south, east, _north = chapter.box
    at = feature["geometry"]["coordinates"]
    while isinstance(at[0], list):
        at = at[-1]
    size = (east - west) / _CELLS
    return round(at[0] / size), round(at[1] / size)


def _hear(story: Story) -> None:
    """Take in what the map reports; what it says late, or twice, changes nothing."""
    report = state.news(_MAP)
    if report is None or report["turn"] != state.turn():
        return
    state.select(report["selected"])
    if _touring() and report["tour"]:
        _follow_tour(story, report["tour"])


def _follow_tour(story: Story, tour: str) -> None:
    """Go to the next chapter when one has been played; the tour is over after the last, or when the reader stops it."""
    ended = tour != "done" or st.session_state["chapter"] == story[-1].id
    if ended:
        st.session_state["touring"] = False
    else:
        _turn_pages(story, 1)
