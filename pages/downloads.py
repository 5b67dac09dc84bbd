"""Every layer to take away."""

import streamlit as st

from geodata.catalog import CATALOG
from pages.parts.downloads import layer_links, show_player_link
from pages.parts.words import _

st.title(_("Downloads"))
st.write(
    _(
        "Each layer is a GeoJSON file (RFC 7946, WGS 84, UTF-8). Take it into QGIS, Google Earth Pro, GDAL or "
        "GeoPandas. The data may be used by anyone under CC BY 4.0: name the atlas.",
    ),
)
layer_links(list(CATALOG)[::-1])
st.subheader(_("The moving map in one file"))
st.write(
    _("An HTML file of a few megabytes that plays the war in any browser, without a network and without this server.")
)
show_player_link()
