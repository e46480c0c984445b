"""Cookies that the browser keeps for a page that is loaded anew: the session of the server begins anew then."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def writer(name: str, cookie: str, *, seconds: int | None = None) -> Callable[..., Any]:
    """Return a component that writes its `data` into a cookie.

    Parameters
    ----------
    name : str
        Of the component.
    cookie : str
        Of the cookie.
    seconds : int, optional
        How long the browser keeps it; until it is closed by default. [s]
    """
    age = "" if seconds is None else f"; max-age={seconds}"
    return st.components.v2.component(
        name,
        html="<span></span>",
        js=f"""export default function ({{ data }}) {{
  document.cookie = "{cookie}=" + encodeURIComponent(data) + "; path=/{age}; SameSite=Strict"
}}""",
    )
