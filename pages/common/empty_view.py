"""View without data: what is missing, what to add, what it then shows, and what is recorded instead."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.park import parks
from pages.common import controls, exchange_rows, navigation, park_facts, screen, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, withholding

_ICONS = {"flows": ":material/account_tree:", "board": ":material/handshake:", "map": ":material/map:"}


def state(
    title: str,
    remedy: str = "",
    *,
    content: Sequence[str] = (),
    is_computed: bool = False,
    related: str = "all",
) -> DeltaGenerator:
    """State what is missing as a headline, what to add and what the view then shows, beside the recorded exchanges that
    relate to the question; a presentation leaves out what the view then shows.

    Parameters
    ----------
    title, remedy : str
        What is missing, and what to add.
    content : sequence of str
        What the view shows with data, as items of a list.
    is_computed : bool
        True if the data follow from others, so that `remedy` also holds for a published park.
    related : str
        Kind of exchanges that relate to the question, of `exchange_rows.KINDS`; empty if the view has other content.

    Returns
    -------
    DeltaGenerator
        Container for links and buttons of the next steps.
    """
    unpublished = _("The published source of this park does not contain these data.")
    if not is_computed and park_facts.is_published():
        remedy = unpublished
    if controls.is_projected():  # without the controls that a remedy names
        _present(title, unpublished if park_facts.is_published() else "" if is_computed else remedy, related)
        return st.container()
    with st.container(key="no_data_yet"):  # without “Add to story”
        headline.state(title, is_on_page=True)
        is_wide = bool(related) and not screen.is_phone() and not exchange_rows.found(related).empty
        left, right = st.columns([2, 3], gap="large") if is_wide else (st.container(), st.container())
        with left:
            if remedy:
                st.markdown(remedy)
            if content:
                st.markdown(
                    "\n".join([_("With these data, this view shows:"), "", *(f"- {one}" for one in content)])
                )
            steps = st.container()
        if related:
            with right:
                offer_contents(related)
    return steps


def _present(title: str, remedy: str, related: str) -> None:
    """State on a presented window what is missing, and show the exchanges that relate to the question, if any."""
    known = exchange_rows.found(related or "all")
    if known.empty:
        withholding.fill(title, remedy)
        return
    headline.state(title)
    line = reader().sentences(
        [remedy, _("Recorded: {what}.", what=exchange_rows.counted(related, len(known)))]
    )
    st.markdown(line)
    exchange_rows.show(known, key=f"empty_{related}", title=title, lines=(line,))


def stop(
    title: str,
    remedy: str = "",
    *,
    table: str,
    content: Sequence[str] = (),
    import_label: str | None = None,
    related: str = "all",
) -> NoReturn:
    """State that there are no data, with links to enter or import them, and end the page.

    Parameters
    ----------
    title, remedy, content, related
        As in `state`.
    table : str
        Table for entering data.
    import_label : str, optional
        Label of the link to the import.
    """
    steps = state(title, remedy, content=content, related=related)
    show.end_of_presented()
    if not park_facts.is_published():
        with steps:
            navigation.link(
                "tables", _("Enter the data in a table"), icon=":material/edit_note:", edit_table=table
            )
            navigation.link(
                "data", import_label or _("Import data: workbook or folder"), icon=":material/upload:"
            )
    show.end()


def folded(label: str, *, is_empty: bool) -> AbstractContextManager:
    """Container of a form: closed below an empty view, whose headline states what is missing; the page itself with data."""
    return st.expander(label, icon=":material/edit_note:") if is_empty else nullcontext()


def offer_contents(related: str = "all") -> None:
    """Lead to what is recorded of the park instead, and show the exchanges of a kind, if any is named."""
    about = ask(parks.summary, park_id=controls.park_id()).iloc[0].to_dict()
    pages = {"flows": about["flows"], "board": about["synergies"], "map": about["companies"]}
    if not any(pages.values()):
        return
    words = {
        "flows": ngettext("{count} flow", "{count} flows", pages["flows"]),
        "board": ngettext("{count} synergy", "{count} synergies", pages["board"]),
        "map": ngettext("{count} company", "{count} companies", pages["map"]),
    }
    st.markdown(
        _("The published source contains:") if park_facts.is_published() else _("Recorded for this park:")
    )
    with st.container(horizontal=True):
        for page, count in pages.items():
            if count:
                navigation.link(page, words[page], icon=_ICONS[page])
    known = exchange_rows.found(related) if related else None
    if known is not None and len(known):
        exchange_rows.show(known, key=f"empty_{related}")
