"""One field that finds places, people, forces and events, and goes there, date included."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import streamlit as st
from babel.dates import format_interval

from geodata.publish.current import current_atlas
from geodata.search import Topic
from pages.parts import state
from pages.parts.table import view_of_feature
from pages.parts.text import markdown
from pages.parts.words import _, date_in_words, language, locale, n_

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from geodata.atlas import Feature
    from geodata.search import Entry

__all__ = ["show_find"]

_SHOWN: Final = 8
_FOLD_SIDEBAR: Final = """<script>
if (matchMedia("(max-width: 768px)").matches)
  document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
</script>"""


@st.fragment
def show_find(*, map_page: StreamlitPage | None = None) -> None:
    """Show the field and what it found; typing runs only this again, choosing runs the page.

    Parameters
    ----------
    map_page
        The page to go to with what is chosen, if the present one has no map.
    """
    current_atlas().search("")  # the index is made with the server's first page, not at a reader's first word
    text = st.text_input(
        _("Find"),
        key="find",
        placeholder=_("name, place, event, date"),
        icon=":material/search:",
    )
    if st.session_state.pop("sought", False):  # on a telephone the sidebar lies on the map
        st.html(_FOLD_SIDEBAR, unsafe_allow_javascript=True)
    if not text.strip():
        return
    found = current_atlas().search(text)
    if not found:
        st.caption(_("Nothing is called that, and no story tells of it. Try fewer letters, or another spelling."))
        return
    for index, entry in enumerate(found[:_SHOWN]):
        _result(index, entry)
    if len(found) > _SHOWN:
        st.caption(
            n_(
                "and {count} more: add a word to narrow it down",
                "and {count} more: add a word to narrow them down",
                len(found) - _SHOWN,
            )
        )
    if st.session_state.pop("found", False):
        st.session_state["sought"] = True
        st.switch_page(map_page) if map_page else st.rerun()


def _result(index: int, entry: Entry) -> None:
    with st.container(key=f"found-{index}"):
        st.button(
            _label(entry),
            key=f"go-{index}",
            icon=_ICONS[entry.topic],
            type="tertiary",
            on_click=_go,
            args=(entry,),
            width="stretch",
        )


_ICONS: Final = {
    Topic.PLACE: ":material/location_on:",
    Topic.PERSON: ":material/person:",
    Topic.FORCE: ":material/flag:",
    Topic.EVENT: ":material/swords:",
    Topic.ACTION: ":material/local_fire_department:",
    Topic.MOVEMENT: ":material/route:",
    Topic.ZONE: ":material/texture:",
    Topic.SITE: ":material/fort:",
}


def topic_name(topic: Topic) -> str:
    """Return the name of what sort of thing was found."""
    names = {
        Topic.PLACE: _("Place"),
        Topic.PERSON: _("Person"),
        Topic.FORCE: _("Force"),
        Topic.EVENT: _("Event"),
        Topic.ACTION: _("Guerrilla action"),
        Topic.MOVEMENT: _("Movement"),
        Topic.ZONE: _("Guerrilla zone"),
        Topic.SITE: _("Site"),
    }
    return names[topic]


def _label(entry: Entry) -> str:
    """The title, and below it kind, date and place: texts from data stand for themselves."""
    title = entry.titles[language()]
    place = entry.places[language()] if entry.places[language()] != title else ""
    marks = n_("{count} mark", "{count} marks", len(entry.features)) if len(entry.features) > 1 else ""
    aside = " · ".join(part for part in (topic_name(entry.topic), _when(entry), place, marks) if part)
    return f"**{markdown(title)}**  \n{markdown(aside)}"


def _when(entry: Entry) -> str:
    if entry.start is None or entry.end is None:
        return ""
    if entry.start == entry.end:
        return date_in_words(entry.start.isoformat())
    words: str = format_interval(entry.start, entry.end, "yMMM", locale=locale())
    return words


def _go(entry: Entry) -> None:
    """Go to what was found; of many marks, to the one nearest to the reader's day."""
    marks = [feature for mark in entry.features if (feature := current_atlas().feature(mark))]
    feature = min(marks, key=_away)
    state.show_layer(feature["properties"]["layer"])
    there = _day(feature, nearest=len(marks) > 1)
    state.go_to(there, mark=feature["id"], at=view_of_feature(feature))
    state.keep_view()
    st.session_state["found"] = True


def _away(feature: Feature) -> int:
    """How many days a feature is from the window, nothing if it is in it."""
    first, last = (feature["properties"][name] for name in ("start_earliest", "end_latest"))
    window = state.window()
    before = (date.fromisoformat(first) - window.last).days if first else 0
    after = (window.first - date.fromisoformat(last)).days if last else 0
    return max(before, after, 0)


def _day(feature: Feature, *, nearest: bool) -> date:
    """The day on which it began; the reader's own for what is always there, or is one of many and there already."""
    start: str | None = feature["properties"]["start_latest"] or feature["properties"]["start_earliest"]
    return state.day() if not start or (nearest and not _away(feature)) else date.fromisoformat(start)
