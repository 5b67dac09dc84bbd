"""Tables of features that can be sorted and filtered, and that lead the map to a row's place and date."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st
from shapely.geometry import shape

from geodata.dates import bounds
from geodata.publish.current import current_atlas
from geodata.vocabulary import ActionKind, Certainty, Intensity, Side, name
from pages.parts import state
from pages.parts.words import _, date_in_words, language, n_, number, phrase_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pandas.io.formats.style import Styler

__all__ = ["show_table", "view_of", "view_of_feature", "worded"]

_NARROWEST_DEGREES: Final = 0.15
_SAID_IN_PHRASES: Final = ("force", "commanders", "leaders", "opposing", "strength", "campaign", "outcome")


def show_table(layers: Sequence[str], *, columns: Sequence[str], among: Collection[str] | None = None) -> None:
    """Show the features of layers as a table; a chosen row moves the map to its place and date.

    Parameters
    ----------
    layers
        Ids of the layers.
    columns
        Names of properties, in order; ``title`` and ``place`` are taken in the reader's language.
    among
        Ids of the features to show; all of the layers if None.
    """
    atlas = current_atlas()
    features = [feature for layer in layers if layer in atlas.layers for feature in atlas.layers[layer].features]
    offered = [feature for feature in features if among is None or feature["id"] in among]
    chosen = _filtered(offered, key=layers[0])
    if not chosen:
        st.info(_("No row fits these filters."))
        return
    st.caption(
        n_(
            "{count} row. Choose it to go to its place and date on the map.",
            "{count} rows. Choose one to go to its place and date on the map.",
            len(chosen),
        )
    )
    key = f"table-{layers[0].replace('_', '-')}"
    rows = sorted(chosen, key=lambda feature: feature["properties"]["start_earliest"] or "")
    st.dataframe(
        worded([_row(feature["properties"], columns) for feature in rows], dates=(_("From"), _("To"))),
        hide_index=True,
        selection_mode="single-row",
        on_select=lambda: _follow(key, rows),
        key=key,
        height=360,
    )


def worded(
    rows: Sequence[Mapping[str, Any]],
    *,
    dates: Collection[str] = (),
    numbers: Collection[str] = (),
    said: Mapping[str, Callable[[Any], str]] | None = None,
) -> Styler:
    """Return rows as a table that shows dates and numbers in words and sorts them as what they are.

    Parameters
    ----------
    rows
        At least one, each by its columns' headings.
    dates
        Headings of the columns that hold dates as the record has them.
    numbers
        Headings of the columns that hold numbers.
    said
        For other columns how a cell is said.
    """
    words: dict[str, Callable[[Any], str]] = {
        **dict.fromkeys(dates, date_in_words),
        **dict.fromkeys(numbers, number),
        **(said or {}),
    }
    table = pd.DataFrame(rows)
    return table.style.format({heading: say for heading, say in words.items() if heading in table})


def _filtered(features: Sequence[Mapping[str, Any]], *, key: str) -> list[Mapping[str, Any]]:
    with st.container(horizontal=True):
        text = st.text_input(_("Filter by words"), key=f"words-{key}", placeholder=_("name, place, force"))
        sides = st.multiselect(
            _("Sides"),
            sorted({feature["properties"].get("side") or "" for feature in features} - {""}),
            key=f"sides-{key}",
            placeholder=_("all"),
            format_func=lambda side: name(Side(side), language=language()),
        )
    words = _plain(text).split()
    return [
        feature
        for feature in features
        if (not sides or feature["properties"].get("side") in sides)
        and (not words or _matches(feature["properties"], words))
    ]


def _matches(properties: Mapping[str, Any], words: Collection[str]) -> bool:
    read = (phrase_in_words(properties.get(key)) for key in _SAID_IN_PHRASES)
    haystack = _plain(" ".join((*map(str, properties.values()), *read)))
    return all(word in haystack for word in words)


def _plain(text: str) -> str:
    """Return a text in lower case, without accents."""
    return "".join(part for part in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(part))


def _row(properties: Mapping[str, Any], columns: Sequence[str]) -> dict[str, str]:
    headings = {
        "start": _("From"),
        "end": _("To"),
        "title": _("Title"),
        "side": _("Side"),
        "kind": _("Kind"),
        "place": _("Place"),
        "force": _("Force"),
        "commanders": _("Commanders"),
        "leaders": _("Leaders"),
        "opposing": _("Against"),
        "strength": _("Strength"),
        "campaign": _("Campaign"),
        "outcome": _("Outcome"),
        "intensity": _("Intensity"),
        "certainty": _("Certainty"),
    }
    return {headings[column]: _cell(properties, column) for column in columns}


def _cell(properties: Mapping[str, Any], column: str) -> str:
    named = {"side": Side, "certainty": Certainty, "intensity": Intensity, "kind": ActionKind}
    key = {"title": f"title_{language()}", "place": f"place_name_{language()}"}.get(column, column)
    value = properties.get(key)
    if value in (None, ""):
        return ""
    if column in named:
        return name(named[column](str(value)), language=language())
    return str(value) if column in {"start", "end"} else phrase_in_words(value)


def _follow(key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    picked = st.session_state[key].selection.rows
    if not picked or picked[0] >= len(rows):
        return
    feature = rows[picked[0]]
    properties = feature["properties"]
    there = bounds(properties["end"] or properties["start"]).earliest
    state.go_to(there, mark=properties["id"], at=view_of_feature(feature))


def view_of_feature(feature: Mapping[str, Any]) -> tuple[float, float, int]:
    """Return latitude, longitude and zoom that show a feature's whole geometry."""
    return view_of(shape(feature["geometry"]).bounds)


def view_of(bbox: tuple[float, float, float, float]) -> tuple[float, float, int]:
    """Return latitude, longitude and zoom that show a bounding box (west, south, east, north)."""
    west, south, east, north = bbox
    widest = max(east - west, (north - south) * 1.5, _NARROWEST_DEGREES)
    zoom = math.floor(math.log2(360 * 2 / widest))
    return (south + north) / 2, (west + east) / 2, max(3, min(11, zoom))
