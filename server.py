"""The server: app.py behind one start-up step. Run it with: streamlit run server.py

The port opens at once with a page that says that the app is
starting, while another thread imports what pages need (`pages.common.start`). So nothing heavy is imported at the top
of this file. Deep links open at once and without a fault in the browser's console, and on a narrow screen the
navigation never stays open over the page.
"""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import config

from isdata.data.access.headers import script_hashes
from isdata.errors import ShortKeyError, UnprotectedAddressError
from pages.common import start
from pages.common.access import visitor
from pages.common.access.guard import Guard
from pages.common.readiness import Readiness, UntilReady

# Below the address of a page, the browser looks for the server there first, waits for its "not found",
# and only then asks at the root. This states where the root is; it stands in the head of the document.
ROOT = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", window.location.href).href }</script>'
# On a narrow screen the side bar lies over the page. Streamlit reopens it at every load once it was opened,
# and leaves it open after a page is chosen where the browser does not call itself a phone's. This forgets
# that it was open, and reports to Streamlit a press beside it, with which it closes it on narrow screens only.
SIDE_BAR = """<script>
(() => {
  const narrow = window.matchMedia("(max-width: 767.98px)")
  const forget = () => Object.keys(window.localStorage)
    .filter((key) => key.startsWith("stSidebarCollapsed-"))
    .forEach((key) => window.localStorage.removeItem(key))
  if (narrow.matches) forget()
  document.addEventListener("click", (event) => {
    if (!narrow.matches || !event.target.closest?.("[data-testid=stSidebarNavLink]")) return
    const beside = document.querySelector("[data-testid=stMain]")
    beside?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }))
    forget()
  })
})()
</script>"""
# What a page writes before the reader does anything on it fills in what the address left open. That is no step of the
# reader's, so it takes the place of the address that led here, be it bare or of a link that holds a part. It stands in
# the document: a part of the page would come after the first writing where the answer is quick and the browser slow.
FILLING = """<script>
(() => {
  let hasActed = false
  const acts = () => { hasActed = true }
  const arrives = () => { hasActed = false }
  for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, acts, true)
  window.addEventListener("popstate", arrives, true)
  const push = window.history.pushState.bind(window.history)
  window.history.pushState = (state, title, url) => {
    const next = new URL(url ?? "", window.location.href)
    const isSamePage = next.pathname === window.location.pathname
    const given = [...new URLSearchParams(window.location.search)]
    const isFilled = given.every(([key, text]) => next.searchParams.get(key) === text)
    const isWritten = next.href === window.location.href
    if (isWritten || (isSamePage && isFilled && (!hasActed || !given.length))) window.history.replaceState(state, title, url)
    else push(state, title, url)
    if (!isSamePage) arrives()
  }
})()
</script>"""
STATIC = Path(st.__file__).parent / "static"
# A table loads the editor of its cells at the first double-click or key; keys pressed until it has come are lost.
EDITORS = "".join(
    f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{file.name}">'
    for file in sorted((STATIC / "static" / "js").glob("*-overlay-editor.*.js"))
)
DOCUMENT = (STATIC / "index.html").read_text("utf-8").replace("</head>", f"{EDITORS}</head>", 1)
TOP = DOCUMENT.replace("<head>", f"<head>{SIDE_BAR}{FILLING}", 1)
DEEP = DOCUMENT.replace("<head>", f"<head>{ROOT}{SIDE_BAR}{FILLING}", 1)


readiness = Readiness()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Get the app ready beside the server, which answers meanwhile."""
    loop = asyncio.get_running_loop()
    threading.Thread(target=start.start, args=(readiness, loop), name="start", daemon=True).start()
    yield


async def top(_request: Request) -> Response:
    """Answer the root, where the first page lives, with the document of the app."""
    return HTMLResponse(TOP, headers={"Cache-Control": "no-cache"})


class _PageName(Convertor[str]):
    """Possible name of a page that is no file of Streamlit."""

    regex = r"[\w-]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", _PageName())


async def named(request: Request) -> Response:
    """Answer the address of a page; the first page's own name and unknown names go to the root, which says so."""
    from pages.common import navigation, show

    name, query = request.path_params["name"], request.query_params.multi_items()
    first, *others = (entry.name for entry in navigation.ENTRIES)
    if name in others:
        return HTMLResponse(DEEP, headers={"Cache-Control": "no-cache"})
    if name != first:
        query.append((show.NO_PAGE, name))
    return RedirectResponse(f"./?{urlencode(query)}" if query else "./")


async def signing_in(request: Request) -> Response:
    """Answer the page where the facilitator gives the key."""
    from pages.common.access import sign_in

    return await sign_in.answer(policy, request)


if os.name == "posix":
    os.umask(0o077)  # what the server writes beside the database, such as its log, is its owner's too
try:
    policy = visitor.policy()
except (UnprotectedAddressError, ShortKeyError) as error:
    sys.exit(str(error))
config.set_option("server.allowedHosts", policy.host_names)
app = st.App(
    "app.py",
    lifespan=lifespan,
    routes=[
        Route("/", top),
        Route("/sign-in", signing_in, methods=["GET", "POST"]),
        Route("/{name:page}", named),
    ],
    middleware=[
        Middleware(
            Guard,
            policy=policy,
            scripts=script_hashes(TOP, DEEP),
            base=config.get_option("server.baseUrlPath"),
        ),
        Middleware(UntilReady, readiness=readiness),
    ],
)
