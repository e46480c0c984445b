"""View without data: what is missing, what to add, and what it then shows."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from isdata.output.figures.parkmap import presentation
from isdata.park import parks
from isdata.symbiosis import synergies
from pages.common import controls, navigation, role, show, synergy_record
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, withholding

_LISTED = 8  # synergies of a published source that fit a window
_ICONS = {"flows": ":material/account_tree:", "board": ":material/handshake:", "map": ":material/map:"}


def state(title: str, remedy: str = "", *, content: Sequence[str] = (), is_computed: bool = False) -> None:
    """State what is missing as a headline, then what to add and what the view then shows; a presentation leaves out the
    latter.

    Parameters
    ----------
    title, remedy : str
        What is missing, and what to add.
    content : sequence of str
        What the view shows with data, as items of a list.
    is_computed : bool
        True if the data follow from others, so that `remedy` also holds for a published park.
    """
    unpublished = _("The published source of this park does not contain these data.")
    if not is_computed and is_published():
        remedy = unpublished
    if controls.is_projected():  # without the controls that a remedy names
        withholding.fill(title, unpublished if is_published() else "" if is_computed else remedy)
        return
    with st.container(key="no_data_yet"):  # without “Add to story”
        headline.state(title, is_on_page=True)
        if remedy:
            st.markdown(remedy)
        if content:
            st.markdown(
                "\n".join([_("With these data, this view shows:"), "", *(f"- {one}" for one in content)])
            )


def stop(
    title: str, remedy: str = "", *, table: str, content: Sequence[str] = (), import_label: str | None = None
) -> NoReturn:
    """State that there are no data, with links to enter or import them, and end the page.

    Parameters
    ----------
    title, remedy, content
        As in `state`.
    table : str
        Table for entering data.
    import_label : str, optional
        Label of the link to the import.
    """
    state(title, remedy, content=content)
    show.end_of_presented()
    if is_published():
        offer_contents()
        show.end()
    navigation.link("tables", _("Enter the data in a table"), icon=":material/edit_note:", edit_table=table)
    navigation.link("data", import_label or _("Import data: workbook or folder"), icon=":material/upload:")
    show.end()


def folded(label: str, *, is_empty: bool) -> AbstractContextManager:
    """Container of a form: closed below an empty view, whose headline states what is missing; the page itself with data."""
    return st.expander(label, icon=":material/edit_note:") if is_empty else nullcontext()


def offer_contents(*, lists_synergies: bool = True) -> None:
    """Lead to what the published source of the park contains instead, and list its synergies if asked."""
    about = _summary()
    pages = {"flows": about["flows"], "board": about["synergies"], "map": about["companies"]}
    words = {
        "flows": ngettext("{count} flow", "{count} flows", pages["flows"]),
        "board": ngettext("{count} synergy", "{count} synergies", pages["board"]),
        "map": ngettext("{count} company", "{count} companies", pages["map"]),
    }
    st.markdown(_("The published source contains:"))
    with st.container(horizontal=True):
        for page, count in pages.items():
            if count:
                navigation.link(page, words[page], icon=_ICONS[page])
    if lists_synergies and pages["board"]:
        _list_synergies()


def _list_synergies() -> None:
    """List the first synergies of the published source, those with a published amount first."""
    read, missing = reader(), _("not published")
    known = ask(synergies.synergies, parks=[controls.park_id()], viewer=role.viewer())
    known = known.sort_values("quantity", key=pd.isna, kind="stable").head(_LISTED)
    listed = [
        {
            _("Synergy"): presentation.synergy_name(row, read),
            read.column("synergy", "resource_id"): read.name(row["resource_en"], row["resource_zh"]),
            _("Amount per year"): synergy_record.amount(row) or missing,
        }
        for row in known.to_dict("records")
    ]
    show.table(pd.DataFrame(listed), alt=_("Synergies of the published source"))


def is_published() -> bool:
    """Return True if the park is a published case."""
    return bool(controls.park_id()) and parks.is_published(_summary())


def _summary() -> dict[str, Any]:
    """The park in numbers, as `parks.summary`."""
    return ask(parks.summary, park_id=controls.park_id()).iloc[0].to_dict()
