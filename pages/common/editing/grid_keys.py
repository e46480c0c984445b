"""Keys of an editable table, of which none is lost while the browser is busy."""

import re
from pathlib import Path

import streamlit as st

_RESERVED = re.compile("__+")  # Streamlit refuses it in keys of components; ids of rows may contain it
_keys = st.components.v2.component(
    "grid_keys",
    html="<span></span>",
    js=(Path(__file__).parent / "grid_keys.js").read_text("utf-8"),
)


def listen(table: str) -> None:
    """Let keys wait until the editor of a cell can take them.

    Parameters
    ----------
    table : str
        Key of the table.
    """
    _keys(key=_RESERVED.sub("_", f"{table}_keys"), height=1)
