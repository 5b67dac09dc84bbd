"""Links that hand out GeoJSON: of each layer, and of exactly what is on the map now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geodata.catalog import CATALOG
from geodata.publish.current import current_atlas
from geodata.publish.formats import file_name, player_name
from pages.parts import state
from pages.parts.text import escape
from pages.parts.words import _, language, n_, window_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.dates import Step, Window

    Box = tuple[float, float, float, float]

__all__ = ["layer_links", "show_extract", "show_layer_downloads", "show_map_download", "show_player_link"]


def show_map_download() -> None:
    """Offer exactly what is on the map now: its window, its layers, its view."""
    show_extract(state.window(), step=state.step(), layers=state.layers_on(), bbox=st.session_state.get("bbox"))


def show_extract(window: Window, *, step: Step, layers: Sequence[str], bbox: Box | None = None) -> None:
    """Offer what a map shows that has its own window and layers; without a box, wherever it is."""
    total = sum(current_atlas().counts(window, layers=layers, bbox=bbox).values())
    label = n_(
        "Download what the map shows: {window}, {count} mark (GeoJSON)",
        "Download what the map shows: {window}, {count} marks (GeoJSON)",
        total,
        window=window_in_words(window, step=step),
    )
    st.html(f"<p class='downloads'>{_anchor(_extract_address(window, layers, bbox), label, 'map', window=window)}</p>")


def show_layer_downloads(layers: Sequence[str] | None = None) -> None:
    """Offer layers whole: those that are on, if none are named."""
    with st.expander(_("Download whole layers (GeoJSON)")):
        layer_links(state.layers_on() if layers is None else layers)


def show_player_link() -> None:
    """Offer the moving map as one file, opening in the reader's language."""
    label = _("Download the moving map (HTML)")
    name = player_name(language=language())
    link = f'<a href="atlas/player.html?lang={language()}" download="{name}" data-subject="player">{escape(label)}</a>'
    st.html(f"<p class='downloads'>{link}</p>")


def layer_links(layers: Sequence[str]) -> None:
    """Offer layers whole, with all their years."""
    atlas = current_atlas()
    items = "".join(
        f"<li>{_anchor(f'atlas/layers/{layer}.geojson?lang={language()}', _layer_label(layer), layer)}</li>"
        for layer in layers
        if layer in atlas.layers
    )
    st.html(f"<ul class='downloads'>{items}</ul>")


def _layer_label(layer: str) -> str:
    total = len(current_atlas().layers[layer].features)
    return n_(
        "{layer}, all years: {count} feature",
        "{layer}, all years: {count} features",
        total,
        layer=CATALOG[layer].titles[language()],
    )


def _extract_address(window: Window, layers: Sequence[str], bbox: Box | None) -> str:
    query = {"first": window.first.isoformat(), "last": window.last.isoformat(), "layers": ",".join(layers)}
    query["lang"] = language().value
    if bbox:
        query["bbox"] = ",".join(f"{edge:g}" for edge in bbox)
    return f"atlas/extract.geojson?{urlencode(query, safe=',')}"


def _anchor(address: str, label: str, subject: str, *, window: Window | None = None) -> str:
    name = file_name(subject, window=window, language=language())
    return f'<a href="{escape(address)}" download="{escape(name)}" data-subject="{escape(subject)}">{escape(label)}</a>'
