"""Cookies that survive a reload of the page, which starts a new server session."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def writer(name: str, cookie: str, *, seconds: int | None = None) -> Callable[..., Any]:
    """Component that writes its `data` into a cookie.

    Parameters
    ----------
    name : str
        Name of the component.
    cookie : str
        Name of the cookie.
    seconds : int, optional
        Lifetime of the cookie; by default until the browser is closed. [s]
    """
    age = "" if seconds is None else f"; max-age={seconds}"
    return st.components.v2.component(
        name,
        html="<span></span>",
        js=f"""export default function ({{ data }}) {{
  document.cookie = "{cookie}=" + encodeURIComponent(data) + "; path=/{age}; SameSite=Strict"
}}""",
    )
