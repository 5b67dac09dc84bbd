"""Guerrilla zones: the map, strength by zone and month, actions, leaders, and tables that lead to each."""

import streamlit as st

from pages.parts.charts import show_clock
from pages.parts.heatmap import show_activity, show_leaders, show_zones
from pages.parts.map_view import show_map
from pages.parts.table import show_table
from pages.parts.textsize import measure_text
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Guerrilla zones"))
show_map(MAP_PAGES["guerrilla_zones"])
show_clock()
show_zones()
show_activity()
show_leaders()
st.subheader(_("All phases of the zones"))
show_table(
    ("guerrilla_zones",), columns=("start", "end", "title", "side", "intensity", "leaders", "opposing", "certainty")
)
st.subheader(_("All guerrilla actions"))
show_table(
    ("guerrilla_actions",),
    columns=("start", "title", "kind", "place", "side", "leaders", "opposing", "outcome", "certainty"),
)
measure_text()
