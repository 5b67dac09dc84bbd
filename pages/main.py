"""The frame of every page: settings, language, layer switches, navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geodata.publish.current import current_atlas
from pages.parts import state
from pages.parts.find import show_find
from pages.parts.layers import choose_ground, layer_switches, show_faults, show_legend
from pages.parts.look import show_look
from pages.parts.streamlit_words import tell_streamlits_words
from pages.parts.views import MAP_PAGES, view_of_mark
from pages.parts.words import _, choose_language, settle_language, tell_language

HERE = Path(__file__).parent

settle_language()
atlas_name = _("The French intervention in Mexico, 1861–1867")
st.set_page_config(  # before the navigation, whose icons Streamlit would fetch from another host for the tab
    page_title=atlas_name,
    page_icon=str(HERE / "parts" / "icon.svg"),
    layout="wide",
)
titles = {
    "war": (_("The war"), ":material/map:"),
    "story": (_("The story"), ":material/auto_stories:"),
    "veracruz": (_("Veracruz"), ":material/anchor:"),
    "mexico_city": (_("Mexico City"), ":material/location_city:"),
    "puebla": (_("Puebla"), ":material/fort:"),
    "queretaro": (_("Querétaro"), ":material/fort:"),
    "troop_movements": (_("Troop movements"), ":material/route:"),
    "guerrilla_zones": (_("Guerrilla zones"), ":material/local_fire_department:"),
    "numbers": (_("Numbers"), ":material/monitoring:"),
    "compare": (_("Compare"), ":material/compare:"),
    "downloads": (_("Downloads"), ":material/download:"),
    "about": (_("About"), ":material/info:"),
}
# In the list of pages, where there is little room for all of them beside each other.
short = {"troop_movements": _("Movements"), "guerrilla_zones": _("Guerrilla")}
pages = {
    name: st.Page(HERE / f"{name}.py", title=short.get(name, title), icon=icon, url_path=name, default=name == "war")
    for name, (title, icon) in titles.items()
}
close_ups = ("puebla", "queretaro")
tools = ("numbers", "compare", "downloads", "about")
page = st.navigation(
    {
        "": [entry for name, entry in pages.items() if name not in close_ups + tools],
        _("More"): [pages[name] for name in close_ups + tools],
    },
    position="top",
    expanded=True,
)
name = next(key for key, entry in pages.items() if entry == page)

st.set_page_config(page_title=f"{titles[name][0]} – {atlas_name}")
show_look()
with st.sidebar:
    choose_language()
tell_language()
tell_streamlits_words()

atlas = current_atlas()
state.restore(find=atlas.feature, view_of=view_of_mark)
state.enter(name, focus=MAP_PAGES[name].focus if name in MAP_PAGES else ())
for notice in state.notices():
    st.warning(notice)
show_faults(atlas.faults)

page.run()  # before the switches beside it: the browser begins with what it is given first, and the map takes longest

with st.sidebar:
    show_find(map_page=None if name in MAP_PAGES else pages["war"])
    if name in MAP_PAGES:
        layer_switches(focus=MAP_PAGES[name].focus, broken={fault.layer for fault in atlas.faults})
    if name in {*MAP_PAGES, "story"}:
        choose_ground()
        show_legend()
