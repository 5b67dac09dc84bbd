"""The close-up of Querétaro."""

import streamlit as st

from pages.parts.close_up import show_close_up
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Querétaro, the end of the Empire"))
st.caption(
    _(
        "The siege of March to May 1867, the hills round the town, and the Cerro de las Campanas. "
        "Lines are reconstructions: each mark's card says how far off it may be.",
    ),
)
show_close_up(MAP_PAGES["queretaro"])
