"""The atlas's server: Streamlit's pages, with the routes for layers and the map's files beside them.

Start it with ``streamlit run app.py``.
"""

import streamlit as st

from geodata.publish.routes import routes

app = st.App("pages/main.py", routes=routes(prefix=st.get_option("server.baseUrlPath")))
