"""Room for the picture of the flows page in a hall: title, park and controls stand in one row."""

import streamlit as st

from pages.common import controls

# What surrounds the picture wraps like words: what holds no button or heading takes a line of its own, below.
_PAGE = "[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock]"
_ROW = f"""<style>
[data-testid=stMainBlockContainer] {{padding: 0.3rem 1rem}}
{_PAGE} {{flex-flow: row wrap; align-items: center; gap: 0.3rem 1rem}}
{_PAGE} > [data-testid=stLayoutWrapper]:has(> [data-testid=stVerticalBlock]),
{_PAGE} > [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock]:has([data-testid=stVegaLiteChart])
  {{display: contents}}
{_PAGE} > *, {_PAGE} > * > [data-testid=stVerticalBlock] > * {{order: 2; flex: 0 0 100%}}
{_PAGE} > :has(> [data-testid=stHeading]), {_PAGE} > :has(> [data-testid=stHeading]) + *,
{_PAGE} :has(> [data-testid=stPopover]) {{order: 1; width: auto; flex: none}}
{_PAGE} > * > [data-testid=stHeading] {{margin: 0 !important}}
{_PAGE} > * > [data-testid=stHeading] h1 {{font-size: 1.2rem; padding: 0}}
</style>"""


def make_room() -> None:
    """Put what stands above the picture into one row of small type when it is projected."""
    if controls.is_projected():
        st.html(_ROW)
