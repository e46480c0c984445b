"""The server: app.py behind one start-up step. Run it with: streamlit run server.py

`streamlit run app.py` serves the same pages; here, everything is imported and exercised before
the first visitor, and put out of the way of the garbage collector that Streamlit runs after
every change of a control. Deep links open at once and without a fault in the browser's console.
"""

import gc
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pages.common import navigation, start

# Below the address of a page, the browser looks for the server there first, waits for its "not found",
# and only then asks at the root. This tells it where the root is; it stands in the head of the document.
ROOT = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", window.location.href).href }</script>'
DOCUMENT = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
DEEP = DOCUMENT.replace("<head>", f"<head>{ROOT}", 1)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Warm the process up, then freeze what will never be garbage."""
    start.warm()
    gc.collect()
    gc.freeze()
    sys.stdout.write(start.welcome())
    sys.stdout.flush()
    yield


async def deep(_request: Request) -> Response:
    """Answer the address of a page with the document of the app."""
    return HTMLResponse(DEEP, headers={"Cache-Control": "no-cache"})


async def front(request: Request) -> Response:
    """Send the first page's own name to the root, where that page lives."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


first, *others = navigation.ENTRIES
app = st.App(
    "app.py",
    lifespan=lifespan,
    routes=[Route(f"/{first.name}", front), *(Route(f"/{entry.name}", deep) for entry in others)],
)
