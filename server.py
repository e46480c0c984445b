"""The server: app.py behind one start-up step. Run it with: streamlit run server.py

`streamlit run app.py` serves the same pages; here, everything is imported and exercised before
the first visitor, and put out of the way of the garbage collector that Streamlit runs after
every change of a control.
"""

import gc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st

from pages.common import start


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Warm the process up, then freeze what will never be garbage."""
    start.warm()
    gc.collect()
    gc.freeze()
    yield


app = st.App("app.py", lifespan=lifespan)
