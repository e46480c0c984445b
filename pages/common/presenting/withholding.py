"""Views withheld from this reader: notice with the reason, and skipping by the keys of a presentation."""

import html

import streamlit as st

from isdata.output.figures import style
from pages.common import address, charts, controls, navigation
from pages.common.language import _, reader

ARRIVED = "presentation_arrived"  # page opened by the keys of a presentation
_STYLE = f"""<style>.withheld small {{display: block; font-size: 0.75em; color: {style.MUTED}}}
.withheld {{font-size: 1.7rem; line-height: 1.5; width: fit-content; max-width: 46rem; margin: 24vh auto 0; padding-left: 1.6rem;
  border-left: 0.3rem solid {style.ACCENT}}}</style>"""


def reason() -> str:
    """Reason why totals are withheld."""
    return _("These totals are withheld, as a single company's value could be derived from them.")


def fill(words: str, remedy: str = "", keys: str = "") -> None:
    """Show a sentence large in the middle of a presented window that has nothing else to show, what to add, and the keys that
    lead on."""
    keys = keys or _("The key → shows the next view, Esc ends the presentation.")
    small = "".join(f"<small>{html.escape(each)}</small>" for each in (remedy, keys) if each)
    st.html(f'{_STYLE}<p class="withheld">{html.escape(words)}{small}</p>')


def state(
    words: str = "",
    *,
    remedy: str = "",
    is_part: bool = False,
    way: tuple[str, str, dict[str, str]] | None = None,
) -> None:
    """Show that something is withheld, and why; when presented the notice fills the window.

    Parameters
    ----------
    words : str
        Markdown sentence on what is withheld; by default totals.
    remedy : str
        Sentence on who may see it.
    is_part : bool
        True if the view also shows other content.
    way : (str, str, dict of str to str), optional
        Page, label and settings of a link to visible content.
    """
    charts.withheld()
    if controls.is_projected() and not is_part:
        fill(words or reason(), remedy)
    else:
        st.info(reader().sentences([words or reason(), remedy]), icon=":material/visibility_off:")
    if way:
        page, label, choices = way
        with st.container(key="way_on"):
            navigation.link(page, label, icon=":material/arrow_forward:", **choices)


def pass_by(page: str, key: str, first: str, *, is_withheld: bool) -> None:
    """Show the first view of a page instead of a withheld one, if the keys of a presentation led to it.

    Call it in every run of a page with such views: views chosen there afterwards are not replaced.

    Parameters
    ----------
    page, key : str
        Name of the page, and key of the control that chooses its view.
    first : str
        View shown instead.
    is_withheld : bool
        True if the chosen view is withheld.
    """
    if st.session_state.get(ARRIVED) != page or not controls.is_projected():
        return
    st.session_state[ARRIVED] = ""
    if is_withheld:
        st.switch_page(navigation.page(page), query_params=address.everywhere() | {key: first})
