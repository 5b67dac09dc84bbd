"""The war in chapters, each with its picture on the map; they can be leafed through, or played as a guided tour."""

import streamlit as st

from geodata.errors import RecordError
from pages.parts.story import current_story, show_story
from pages.parts.words import _

try:
    story = current_story()
except RecordError as error:
    st.title(_("The story"))
    st.warning(_("The story can't be shown. What is wrong in its tables, as the record's check says it (in English):"))
    st.code("\n".join(str(fault) for fault in error.faults), language=None)
else:
    show_story(story)
