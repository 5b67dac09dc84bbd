"""The close-up of Mexico City."""

import streamlit as st

from pages.parts.close_up import show_close_up
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Mexico City, the capital"))
st.caption(
    _(
        "The city's gates, causeways and palaces, the lakes of the time, and the lines of the siege of 1867. "
        "Lakes and lines are reconstructions: each mark's card says how far off it may be.",
    ),
)
show_close_up(MAP_PAGES["mexico_city"])
