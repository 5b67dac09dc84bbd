"""The least that Streamlit can do with a slider: what the atlas is measured against."""

import streamlit as st

st.text(st.slider("Step", 0, 1000, 0))
