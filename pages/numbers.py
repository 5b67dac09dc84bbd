"""Numbers through time: towns held, troops, events, each with the clock's window over it."""

import streamlit as st

from pages.parts.charts import show_clock
from pages.parts.downloads import show_layer_downloads
from pages.parts.figures import show_events, show_strengths, show_towns, tell_towns
from pages.parts.map_view import time_controls
from pages.parts.textsize import measure_text
from pages.parts.words import _


@st.fragment
def clock() -> None:
    """Run again alone at each step: the charts stay, their window moves."""
    time_controls()
    show_clock()
    tell_towns()


st.title(_("The war in numbers"))
clock()
st.caption(_("The band shows the days of the clock. Click in a chart to move the clock there."))
show_towns()
show_strengths()
show_events()
show_layer_downloads(("town_control", "events"))
measure_text()
