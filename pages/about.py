"""How the atlas is made, how to read it, and on what it rests."""

import streamlit as st

from geodata.catalog import DATA_VERSION
from geodata.publish.current import current_atlas
from geodata.sources import load_sources
from pages.parts.bibliography import show_sources, show_unknowns
from pages.parts.words import _, n_

features = [feature["properties"] for layer in current_atlas().layers.values() for feature in layer.features]
recalled = sum(properties["evidence"] == "recalled" for properties in features)

st.title(_("About this atlas"))
st.write(
    _(
        "The Second French intervention in Mexico, 1861–1867, day by day: {marks} in {layers}, resting on {sources}.",
    ).format(
        marks=n_("{count} mark", "{count} marks", len(features)),
        layers=n_("{count} layer", "{count} layers", len(current_atlas().layers)),
        sources=n_("{count} source", "{count} sources", len(load_sources())),
    )
    + " "
    + n_(
        "{count} mark is known from memory only and says so on its card.",
        "{count} marks are known from memory only and say so on their card.",
        recalled,
    ),
)
st.subheader(_("Dates and doubt"))
st.write(
    _(
        "Dates are kept as the sources give them. “About” widens a day by five days to each side, a month by a month "
        "and a year by a year. What certainly falls in the window shown is drawn in full; what only perhaps does is "
        "faint, with a dashed edge. The last day of an interval is part of it.",
    ),
)
st.subheader(_("Positions and roads"))
st.write(
    _(
        "A force stands where it was at the end of the window. Its way follows the roads, rivers and sea ways of the "
        "time: solid where the road is on record, dotted where it is only supposed. Between two dated stops its day is "
        "reckoned from the distance. Walls, siege lines, lakes and guerrilla zones are reconstructions; cards say how "
        "far off a position may be.",
    ),
)
st.write(
    _(
        "The ground about the towns is reckoned, not recorded: what lies nearer to a town than to any other whose "
        "holders are on record, and within two days’ march of it (60 km), has the town’s colour and changes with it on "
        "the day. Where no such town is near, the ground is marked as not recorded.",
    ),
)
st.subheader(_("The ground"))
st.write(
    _(
        "Relief, coast, borders and rivers come with the atlas and need no network. Borders of the states are those of "
        "the 1860s, put together from today's municipalities.",
    ),
)
st.subheader(_("What is not known"))
st.write(
    _(
        "Where nobody is known to have held the ground, it says so. A force whose whereabouts no page gives has no "
        "mark for those days. Where accounts differ, the card shows each with its source.",
    ),
)
show_unknowns()
st.subheader(_("Sources, and how many marks rest on each"))
show_sources()
st.subheader(_("Licence"))
st.write(_("Data: CC BY 4.0. Code: MIT. Name the atlas when you use its data, and the sources that its marks rest on."))
st.subheader(_("How to cite"))
st.code(
    _("The French intervention in Mexico, 1861–1867. An atlas that moves. Data version {version}. CC BY 4.0.").format(
        version=DATA_VERSION,
    ),
    language=None,
    wrap_lines=True,
)
st.subheader(_("How to correct it"))
st.write(
    _(
        "Every card has a text to report a mistake with. A correction needs what is wrong, what it should be, and a "
        "source with its page; the tables in geodata/record/tables are then changed and the layers made anew, as "
        "CONTRIBUTING.md says.",
    ),
)
