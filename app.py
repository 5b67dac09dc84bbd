"""The atlas's server: Streamlit's pages, with the routes for layers and the map's files beside them.

Start it with ``streamlit run app.py``.
"""

import streamlit as st
from starlette.middleware import Middleware

from geodata.publish.routes import routes
from pages.parts.first_page import first_page
from pages.parts.hints import AnswerHints

prefix: str = st.get_option("server.baseUrlPath")
app = st.App(
    "pages/main.py",
    routes=[*routes(prefix=prefix), first_page("war", prefix=prefix)],
    middleware=[Middleware(AnswerHints, prefix=prefix)],
)
