"""View without data: what is missing, what to add, what it then shows, and what is recorded instead."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.output.figures import labelled_bars
from isdata.park import parks
from pages.common import (
    charts,
    controls,
    exchange_rows,
    navigation,
    park_facts,
    published_savings,
    screen,
    show,
)
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room, withholding

_ICONS = {"flows": ":material/account_tree:", "board": ":material/handshake:", "map": ":material/map:"}
_COLUMN, _PARTNERS = 6, 12  # number of rows of one column, and of bars
# Height of a bar, so that a closed form below the bars is visible. [px]
_BAR, _BAR_IN_HIGH = 29, 45
# Height of key figures with their basis, and of the line of a remedy, on a working page. [px]
SAVINGS, _REMEDY = 120, 44


# What is shown instead besides one kind of exchanges: published savings above those of known amount, or all by partner.
_KIND = {"savings": "amount", "partners": "all"}


def unpublished(related: str = "") -> str:
    """Sentence that the source of a published park does not contain what a view shows; empty for another park.

    `related`: as for `state`; published savings below the sentence are named in it.
    """
    if related == "savings" and len(published_savings.found()):
        return _("The published sources state savings of the whole network only.")
    return _("The published sources contain no such data.") if park_facts.is_published() else ""


def state(
    title: str,
    remedy: str = "",
    *,
    content: Sequence[str] = (),
    is_computed: bool = False,
    related: str = "all",
    presented: str = "",
    exchanges: pd.DataFrame | None = None,
    presented_title: str = "",
) -> DeltaGenerator:
    """State what is missing as a headline, what to add and what the view then shows, above the recorded exchanges that
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
        Kind of exchanges that relate to the question, of `exchange_rows.KINDS`, or “savings” or “partners”; empty if the
        view has other content.
    presented : str
        Sentence of a presentation, where `remedy` names controls of the working page.
    exchanges : DataFrame, optional
        Rows of `exchange_rows.found` that relate to the question, instead of all of the kind.
    presented_title : str
        Headline of presented exchanges, which counts them; what is missing is then below it.

    Returns
    -------
    DeltaGenerator
        Container for links and buttons of the next steps.
    """
    if not is_computed and park_facts.is_published():
        remedy = unpublished(related)
    if exchanges is None and related:
        exchanges = exchange_rows.found(_KIND.get(related, related))
    if controls.is_projected():  # without the controls that a remedy names
        stated = presented or unpublished(related) or ("" if is_computed else remedy)
        _present(title, stated, related, exchanges, presented_title)
        return st.container()
    with st.container(key="no_data_yet"):  # without “Add to story”
        headline.state(title, is_on_page=True)
        is_shown = exchanges is not None and len(exchanges) > 0
        steps = _missing(remedy, content, is_brief=is_shown)
        if related:
            offer_contents(related, exchanges, above=_REMEDY)
    return steps


def _missing(remedy: str, content: Sequence[str], *, is_brief: bool) -> DeltaGenerator:
    """State what to add and what the view then shows; return the container of the next steps.

    `is_brief`: in one line with the contents as its help, because the picture below has the room.
    """
    listed = "\n".join([_("With these data, this view shows:"), "", *(f"- {one}" for one in content)])
    if is_brief:
        with st.container(horizontal=True, vertical_alignment="center"):
            if remedy:
                st.markdown(remedy, help=listed if content else None, width="content")
            return st.container(horizontal=True, width="content")
    if remedy:
        st.markdown(remedy)
    if content:
        st.markdown(listed)
    return st.container()


def _present(title: str, remedy: str, related: str, known: pd.DataFrame | None, counted: str = "") -> None:
    """State on a presented window what is missing, and show the exchanges that relate to the question, if any."""
    if known is None or known.empty:
        withholding.fill(title, remedy)
        return
    headline.state(counted or title)
    recorded = _("{sentence}.", sentence=_heading(related, len(known), is_instead=True))
    line = reader().sentences([remedy, recorded])
    if counted:
        line = " · ".join(filter(None, [title, remedy.rstrip(".。"), exchange_rows.shades(known)]))
    st.markdown(line)
    _picture(related, known, counted or title, line)


def _heading(related: str, count: int, *, is_instead: bool = False) -> str:
    """Heading of the exchanges that relate to a question, with their number; `is_instead` as for `exchange_rows.heading`."""
    if related == "partners":
        return exchange_rows.heading(related, _("synergies by partner"), is_instead=is_instead)
    kind = _KIND.get(related, related)
    what = exchange_rows.counted(kind, count)
    if kind == "utility" and count < len(exchange_rows.found(kind)):
        what = _("exchanges of these supplies")
    words = exchange_rows.heading(kind, what, is_instead=is_instead)
    if related == "savings" and len(published_savings.found()):  # the year is that of the exchanges
        return _("{exchanges}, and savings of the network", exchanges=words)
    return words


def _picture(related: str, known: pd.DataFrame, title: str = "", *lines: str, above: float = 0.0) -> None:
    """Show exchanges that relate to a question, below what is published of the whole network, or as bars by partner.

    `above`: as for `exchange_rows.show` on a working page, without the published savings.
    """
    if related == "partners":
        found = exchange_rows.by_partner()
        row = _BAR_IN_HIGH if screen.is_high() and not controls.is_projected() else _BAR
        looks = labelled_bars.Looks(filled=max(0.0, room.below(title, *lines)), row=row)
        charts.bars(found.head(_PARTNERS), total=len(found), alt=_("Synergies by partner"), looks=looks)
        return
    across = 2 if len(known) > _COLUMN else 1
    if related == "savings" and len(saved := published_savings.found()):
        basis = published_savings.figures(saved)
        st.caption(show.escaped(basis))
        above, across = room.TILES + room.NOTE if controls.is_projected() else above + SAVINGS, 2
    exchange_rows.show(known, key=f"empty_{related}", title=title, lines=lines, above=above, across=across)


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
    with steps:
        if park_facts.is_published():  # its source lacks them, but a reader may have data of their own
            navigation.link("tables", _("Add own data"), icon=":material/edit_note:", edit_table=table)
        else:
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


def offer_contents(related: str = "all", known: pd.DataFrame | None = None, *, above: float = 0.0) -> None:
    """Lead to what is recorded of the park instead, and show the exchanges of a kind, if any is named.

    Parameters
    ----------
    related, known
        As `related` and `exchanges` of `state`.
    above
        Height between the headline of the page and this part. [px]
    """
    about = ask(parks.summary, park_id=controls.park_id()).iloc[0].to_dict()
    pages = {"flows": about["flows"], "board": about["synergies"], "map": about["companies"]}
    if not any(pages.values()):
        return
    words = {
        "flows": ngettext("{count} flow", "{count} flows", pages["flows"]),
        "board": ngettext("{count} synergy", "{count} synergies", pages["board"]),
        "map": reader().listed(_partners(about)),
    }
    if known is None and related:
        known = exchange_rows.found(_KIND.get(related, related))
    is_shown = known is not None and len(known) > 0
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_shown:
            st.subheader(_heading(related, len(known)), anchor=False, width="content")
        else:
            st.markdown(
                _("The published source contains:")
                if park_facts.is_published()
                else _("Recorded for this park:"),
                width="content",
            )
        with st.container(horizontal=True, width="content"):  # on a phone together below the heading
            for page, count in pages.items():
                if count:
                    navigation.link(page, words[page], icon=_ICONS[page])
    if is_shown:
        _picture(related, known, above=above)


def _partners(about: Mapping[str, Any]) -> list[str]:
    """Number of companies of the park, and of named partners outside it."""
    named = [ngettext("{count} company", "{count} companies", about["companies"])]
    if about["outside"]:
        named.append(ngettext("{count} outside partner", "{count} outside partners", about["outside"]))
    return named
