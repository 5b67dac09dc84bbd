"""The close-up of Veracruz."""

import streamlit as st

from pages.parts.close_up import show_close_up
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Veracruz, the gate of the war"))
st.caption(
    _(
        "The walled port, its castle of San Juan de Ulúa, the anchorages and the first miles of railway. "
        "Walls and lines are reconstructions: each mark's card says how far off it may be.",
    ),
)
show_close_up(MAP_PAGES["veracruz"])
