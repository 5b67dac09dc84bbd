"""Troop movements: the map, and a table that leads to each march and voyage."""

import streamlit as st

from pages.parts.map_view import show_map
from pages.parts.table import show_table
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Troop movements"))
show_map(MAP_PAGES["troop_movements"])
st.subheader(_("All movements"))
show_table(
    ("troop_movements", "seat_of_government"),
    columns=("start", "end", "title", "side", "force", "commanders", "strength", "campaign", "outcome", "certainty"),
)
