"""Bare Streamlit page as reference: choice of language, ten sliders, one chart, one table."""

import altair as alt
import pandas as pd
import streamlit as st

language = st.segmented_control("Language", ["English", "中文"], default="English", key="lang")
total = sum(st.slider(f"{language} {number}", 0, 100, 50) for number in range(10))
rows = pd.DataFrame({"name": [f"row {n}" for n in range(30)], "amount": [n * total % 97 for n in range(30)]})
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="amount:Q", y="name:N"))
st.dataframe(rows)
