"""Tables of what the atlas rests on: its sources, and how much of each layer is known from memory only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.catalog import CATALOG
from geodata.publish.current import current_atlas
from geodata.sources import load_sources
from geodata.vocabulary import Evidence
from pages.parts.words import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.atlas import Feature

__all__ = ["marks_by_source", "show_sources", "show_unknowns"]


def marks_by_source() -> Counter[str]:
    """Return how many features rest on each source, by the source's id."""
    return Counter(
        source
        for feature in _features()
        for source in {
            reference["id"]
            for key in ("sources", "today_sources")
            for reference in feature["properties"].get(key) or ()
        }
    )


def show_sources() -> None:
    """Show every source, the most used first, with its link."""
    counts = marks_by_source()
    sources = sorted(load_sources().values(), key=lambda source: -counts[source.id])
    rows = [
        {
            _("Source"): source.citation,
            _("Year"): source.year,
            _("Marks"): counts[source.id],
            _("Link"): source.url or None,
        }
        for source in sources
    ]
    links = {
        _("Year"): st.column_config.Column(width="small"),
        _("Marks"): st.column_config.Column(width="small"),
        _("Link"): st.column_config.LinkColumn(display_text="↗", width="small"),
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=420, column_config=links, placeholder="–")


def show_unknowns() -> None:
    """Show how much of each layer is known from memory only."""
    rows = []
    for layer in current_atlas().layers.values():
        recalled = sum(feature["properties"]["evidence"] == Evidence.RECALLED for feature in layer.features)
        total = len(layer.features)
        rows.append(
            {
                _("Layer"): CATALOG[layer.entry.id].titles[language()],
                _("All"): total,
                _("From memory"): recalled,
                _("Share from memory"): round(recalled / total, 2) if total else 0.0,  # whole percents
            },
        )
    share = {_("Share from memory"): st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)}
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=share)


def _features() -> Iterator[Feature]:
    return (feature for layer in current_atlas().layers.values() for feature in layer.features)
