"""The close-up of Puebla."""

import streamlit as st

from pages.parts.close_up import show_close_up
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Puebla, battle and sieges"))
st.caption(
    _(
        "The hills and forts of 5 May 1862, the siege lines of 1863, and Díaz's assault of 2 April 1867. "
        "Lines are reconstructions: each mark's card says how far off it may be.",
    ),
)
show_close_up(MAP_PAGES["puebla"])
