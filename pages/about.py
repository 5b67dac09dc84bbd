"""How the atlas is made, how to read it, and on what it rests."""

import streamlit as st

from geodata.catalog import DATA_VERSION
from geodata.publish.current import current_atlas
from geodata.sources import load_sources
from pages.parts.bibliography import show_sources, show_unknowns
from pages.parts.method import tell_method
from pages.parts.unknowns import show_questions, show_shares
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
st.header(_("How it is made"))
tell_method()
st.subheader(_("The ground"))
st.write(
    _(
        "Relief, coast, borders and rivers come with the atlas and need no network. Borders of the states are those of "
        "the 1860s, put together from today's municipalities.",
    ),
)
st.header(_("What is not known"))
st.write(
    _(
        "Where nobody is known to have held the ground, it says so. A force whose whereabouts no page gives has no "
        "mark for those days. Where accounts differ, the card shows each with its source.",
    ),
)
show_shares()
show_unknowns()
st.subheader(_("Open questions"))
show_questions()
st.header(_("Sources, and how many marks rest on each"))
show_sources()
st.header(_("Licence"))
st.write(_("Data: CC BY 4.0. Code: MIT. Name the atlas when you use its data, and the sources that its marks rest on."))
st.header(_("How to cite"))
st.code(
    _("The French intervention in Mexico, 1861–1867. An atlas that moves. Data version {version}. CC BY 4.0.").format(
        version=DATA_VERSION,
    ),
    language=None,
    wrap_lines=True,
)
st.write(
    _(
        "For one fact, cite its mark: every card has a citation with the version and a lasting link, as text, BibTeX "
        "and CSL-JSON. Cite the source that the mark names as well: the atlas only passes it on.",
    ),
)
st.header(_("How to correct it"))
st.write(
    _(
        "1. Open the mark's card and choose “Report a mistake”: the text is ready but for three lines.\n"
        "2. Say what is wrong, what it should be, and which page of which source says so.\n"
        "3. Send it to whoever keeps this copy. Or change the row in geodata/record/tables yourself, run "
        "`python -m geodata build` and `check`, and send that, as CONTRIBUTING.md says.\n\n"
        "Ids never change; what was wrong stands in the list of changes of the next version.",
    ),
)
