"""Troop movements: choose some, see them on the map, on the road's graph, and in tables that lead to each."""

import streamlit as st

from pages.parts.charts import show_clock
from pages.parts.map_view import show_map
from pages.parts.movements import LAYERS, choose_movements
from pages.parts.table import show_table
from pages.parts.textsize import measure_text
from pages.parts.timetable import show_speeds, show_stops, show_timetable
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Troop movements"))
choice = choose_movements()
show_map(MAP_PAGES["troop_movements"], chosen=choice.positions(), follow=choice.force)
show_clock()
show_timetable(choice.features)
show_stops(choice.features, active=choice.active)
show_speeds(choice.features)
st.subheader(_("All movements"))
show_table(
    LAYERS,
    columns=("start", "end", "title", "side", "force", "commanders", "strength", "campaign", "outcome", "certainty"),
    among=choice.ids,
)
measure_text()
