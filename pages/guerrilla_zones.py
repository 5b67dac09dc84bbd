"""Guerrilla zones: the map, and tables that lead to each phase and action."""

import streamlit as st

from pages.parts.map_view import show_map
from pages.parts.table import show_table
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Guerrilla zones"))
show_map(MAP_PAGES["guerrilla_zones"])
st.subheader(_("All phases of the zones"))
show_table(
    ("guerrilla_zones",), columns=("start", "end", "title", "side", "intensity", "leaders", "opposing", "certainty")
)
st.subheader(_("All guerrilla actions"))
show_table(
    ("guerrilla_actions",),
    columns=("start", "title", "kind", "place", "side", "leaders", "opposing", "outcome", "certainty"),
)
