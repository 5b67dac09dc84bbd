"""The whole war on one map."""

import streamlit as st

from pages.parts.map_view import show_map
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("The French intervention in Mexico, 1861–1867"))
show_map(MAP_PAGES["war"])
