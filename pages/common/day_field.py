"""Fields for a day, in the format of cells and files."""

import datetime as dt
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

FORMAT: Final = "YYYY-MM-DD"


def enter(
    label: str, first: dt.date | None = None, *, place: DeltaGenerator | None = None, **about: Any
) -> dt.date:
    """Show a field with a first value, by default the present day; `about`: further arguments of the Streamlit field."""
    return (place or st).date_input(label, first or dt.date.today(), format=FORMAT, **about)
