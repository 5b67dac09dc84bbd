"""The layer switches in the sidebar, each with a sample of its marks and the number showing, and the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.catalog import CATALOG
from geodata.mapping.basemap import ONLINE
from geodata.mapping.legend import commonest_signs, legend_rows
from geodata.mapping.style import LEGEND_SAMPLES, swatch_address
from pages.parts.text import escape
from pages.parts.words import _, language, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geodata.errors import LayerFault


def layer_switches(*, focus: Collection[str], broken: Collection[str]) -> None:
    """Draw the switches; `show_counts` puts a number beside each.

    Parameters
    ----------
    focus
        Layers that the page is about: listed first, and on when the reader comes to the page.
    broken
        Layers that could not be loaded; their switches are off.
    """
    st.subheader(_("Layers"))
    _show_samples()
    order = [*focus, *(layer for layer in reversed(list(CATALOG)) if layer not in focus)]
    with st.container(key="switches"):
        for layer in order:
            st.toggle(
                CATALOG[layer].titles[language()],
                value=CATALOG[layer].default_on,
                key=layer,
                bind="query-params",
                disabled=layer in broken,
            )


def _show_samples() -> None:
    """Put a sample of its marks before each switch, by a style sheet: fewer elements to draw."""
    samples = {layer: swatch_address(style) for layer, style in LEGEND_SAMPLES.items()}
    rules = (f".st-key-{layer}::before{{background-image:url({address})}}" for layer, address in samples.items())
    st.html(f"<style>{''.join(rules)}</style>")


def show_counts(counts: Mapping[str, int]) -> None:
    """Write the number of marks showing beside each switch.

    The numbers are one small style sheet: a step of the clock then sends one element, not one for each layer.
    """
    rules = (f'.st-key-{layer}::after{{content:"{number(count)}"}}' for layer, count in counts.items())
    st.html(f"<style>{''.join(rules)}</style>")


def choose_ground() -> None:
    """Offer the online base maps, off at first, for readers who have a network."""
    names = {"": _("none: the offline ground"), "osm": "OpenStreetMap", "relief": _("Relief (OpenTopoMap)")}
    st.radio(
        _("Online base map"),
        ["", *ONLINE],
        format_func=names.__getitem__,
        key="online",
        persist_state="session",
        help=_("Fetched from other servers, only if you choose one. Today's map, not that of the 1860s."),
    )


@st.fragment
def show_legend() -> None:
    """Explain colours, shapes, dashes and faintness, once the reader opens it."""
    legend = st.expander(_("Legend"), key="legend", on_change="rerun")
    if not legend.open:
        return
    with legend:
        for heading, rows in legend_rows(language()).items():
            st.html(f'<section class="legend"><h4>{escape(heading)}</h4>{_legend_html(rows)}</section>')


def signs_html() -> str:
    """Return what explains beside the map what is on it most; never higher than the map, so that nothing jumps."""
    heading = _("Legend")
    rows = _legend_html(commonest_signs(language()))
    return f'<section class="legend signs"><h4>{escape(heading)}</h4>{rows}</section>'


def _legend_html(rows: Sequence[tuple[str, str]]) -> str:
    return f"<ul>{''.join(f'<li>{image}<span>{escape(text)}</span></li>' for image, text in rows)}</ul>"


def show_faults(faults: Collection[LayerFault]) -> None:
    """Name the layers that can't be shown; the others are there."""
    for fault in faults:
        name = CATALOG[fault.layer].titles[language()] if fault.layer in CATALOG else fault.layer
        text = _("The layer “{layer}” can't be shown: its file {file} is missing or damaged. The others are.")
        st.warning(text.format(layer=name, file=fault.file))
