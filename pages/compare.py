"""Two days on two maps, and what changed between them."""

import streamlit as st

from pages.parts.comparison import show_comparison
from pages.parts.downloads import show_layer_downloads
from pages.parts.views import MAP_PAGES
from pages.parts.words import _

st.title(_("Compare two days"))
st.caption(_("Move one map and the other follows. Each has its own clock; the list below tells what changed."))
show_comparison(MAP_PAGES["compare"])
show_layer_downloads()
