"""Interpreted texts and units of an import, to be reviewed before storing."""

from collections.abc import Callable

import streamlit as st

from isdata.data import ingest, store
from isdata.data.entry import same_flows as same_flow_rows
from isdata.data.entry import same_names
from isdata.data.entry import same_streams as same_stream_rows
from isdata.data.ingest import destination
from isdata.data.naming import phrases
from isdata.park import parks
from pages.common import controls
from pages.common.data import ask, cursor
from pages.common.editing import same_flows, same_streams, saving, signing
from pages.common.language import _, names, ngettext, reader
from pages.common.show import escaped, info
from pages.common.tables import show_rows

ACCEPT = "accept_proposals"
_NEAR = 6  # number of companies named
SAVED = "imported"  # session key with the words on the saved rows, and the version of the change, for the next run


def accepts() -> bool:
    """Return True if the user accepted all proposals for these files."""
    return bool(st.session_state.get(ACCEPT))


def check(
    source: ingest.Source, notation: str, *, progress: Callable[[float, str], None] | None = None
) -> ingest.Import:
    """Rows of a file, validated for the park of the page, with the accepted proposals."""
    return ingest.check(
        cursor(),
        source,
        notation=notation,
        accept_proposals=accepts(),
        park_id=controls.known_park(),
        progress=progress,
    )


def show(checked: ingest.Import, *, has_choice: bool = True) -> None:
    """Show the notices and proposals of an import, and let the user accept them unless offered elsewhere."""
    notices(checked)
    _offer(checked, has_choice=has_choice)


def notices(checked: ingest.Import) -> None:
    """Show the notices of an import."""
    for notice in checked.notices:
        info(ingest.notice(notice, reader()))


def state_rows(checked: ingest.Import) -> int:
    """Show how many rows of each table are new, changed or stored already; return the number to be saved."""
    found = ingest.differences(cursor(), checked)
    differing = int(found[["new", "changed"]].to_numpy().sum())
    if not differing:
        words = ngettext(
            "{count} row, stored already with the same values; there is nothing to save.",
            "{count} rows, all stored already with the same values; there is nothing to save.",
            checked.count,
        )
        st.success(words, icon=":material/check_circle:")
        return 0
    same = int(found["unchanged"].sum())
    words = [
        ngettext("{count} valid row to save.", "{count} valid rows to save.", differing),
        ngettext("{count} row is stored already.", "{count} rows are stored already.", same) if same else "",
    ]
    st.success(reader().sentences(words), icon=":material/check_circle:")
    show_rows(
        {
            _("Table"): [reader().table(name) for name in found["table"]],
            _("New"): found["new"].tolist(),
            _("Changed"): found["changed"].tolist(),
            _("Unchanged"): found["unchanged"].tolist(),
        },
        width="content",
        alt=_("Rows of the files by table: new, changed and unchanged"),
    )
    return differing


def state_destination(checked: ingest.Import) -> None:
    """Show the target park of the rows; warn if it is not the selected one, and of possible duplicate companies."""
    _state_near_companies(checked)
    _state_same_streams(checked)
    _state_same_flows(checked)
    found = destination.parks(cursor(), checked)
    if not found:
        return
    known = names(ask(parks.parks), "park_id")
    words = _(
        "Will be saved in: {parks}", parks=reader().listed(escaped(known.get(each, each)) for each in found)
    )
    if found == [controls.known_park()]:
        change = _("To save rows that name no park in another one, choose it at the top.")
        info(reader().sentences([_("{sentence}.", sentence=words), change]))
    else:
        st.warning(
            _("{words}. This is not only the park chosen above.", words=words), icon=":material/home_work:"
        )


def _state_near_companies(checked: ingest.Import) -> None:
    """Warn about new companies with a name similar to a stored one."""
    columns = ["company_id", "name_en", "name_zh"]
    if "company" not in checked.rows:
        return
    near = same_names.near(cursor(), checked.rows["company"].to_pandas().reindex(columns=columns))
    if near:
        pairs = [_("{new} (stored: {stored})", new=new, stored=stored) for new, stored in near]
        st.warning(
            _(
                "New companies with the same or a similar name as a stored one: {companies}. If they are "
                "the same company, use the stored name in the file.",
                companies=escaped(reader().listed(pairs[:_NEAR])),
            ),
            icon=":material/content_copy:",
        )


def _state_same_streams(checked: ingest.Import) -> None:
    """List supplies and demands that duplicate stored ones or each other and would be counted twice."""
    if "stream" not in checked.rows:
        return
    rows = checked.rows["stream"].to_pandas()
    stored, twice = same_streams.stored(rows), same_stream_rows.repeated_within(cursor(), rows)
    words = [
        _("Declared already by the same company: {streams}.", streams=same_streams.listed(stored))
        if len(stored)
        else "",
        _("Duplicates in these rows: {streams}.", streams=same_streams.listed(twice)) if len(twice) else "",
    ]
    if any(words):
        remedy = _(
            "If they are the same, remove them or enter the stored ID; otherwise they are counted twice."
        )
        st.warning(escaped(reader().sentences([*words, remedy])), icon=":material/content_copy:")


def _state_same_flows(checked: ingest.Import) -> None:
    """List flows with the same ends, resource and year as a stored one or each other."""
    if "flow" not in checked.rows:
        return
    found = same_flow_rows.repeated(cursor(), checked.rows["flow"].to_pandas())
    if len(found):
        remedy = _(
            "If they are the same, remove them or enter the stored ID; otherwise they are counted twice."
        )
        words = reader().sentences([same_flows.sentence(found), remedy])
        st.warning(escaped(words), icon=":material/content_copy:")


def state_repeated(park: str) -> None:
    """List stored supplies and demands of a park that are probably duplicates."""
    found = ask(same_stream_rows.repeated, park_id=park)
    if len(found):
        words = _(
            "Probably entered twice, by company, resource and year: {streams}. Remove or name them under Tables.",
            streams=same_streams.listed(found),
        )
        info(words)


def offer_to_save(checked: ingest.Import, *, key: str, reason: str) -> str | None:
    """Offer to save the rows of an import that differ from the stored ones; return the author's name once saved, else None.

    Parameters
    ----------
    checked : Import
    key : str
        Key of the button.
    reason : str
        For the change log.
    """
    differing = state_rows(checked)
    if not differing:
        return None
    state_destination(checked)
    label = ngettext("Save {count} row", "Save {count} rows", differing)
    who = signing.signed_button(label, key=key, icon=":material/save:")
    if who:
        before = store.data_version(cursor())
        ingest.store(cursor(), checked, who=who, reason=reason)
        note_saved(before)
    return who


def note_saved(before: int) -> None:
    """Keep the numbers of rows saved since a version, and the version of the change, for the next run."""
    words = saving.saved_with_others(before) or saving.unchanged_words()
    st.session_state[SAVED] = words, store.data_version(cursor())


def _offer(checked: ingest.Import, *, has_choice: bool) -> None:
    """Let the user accept all proposals at once, and show their interpretation."""
    listed = ingest.interpreted(checked.interpretations, reader())
    proposals = checked.proposals or checked.accepted
    if proposals and has_choice:
        if checked.proposals and phrases.unknown(checked.problems):
            st.caption(
                _(
                    "Accept all proposals here, or confirm each term below the list of problems. “Save” "
                    "appears once no problem is left."
                )
            )
        st.toggle(
            ngettext("Accept {count} proposal", "Accept all {count} proposals", proposals),
            key=ACCEPT,
            help=_(
                "Proposals are applied to unknown entries. Check each in the list before saving; terms for resources are remembered for the next file."
            ),
        )
    if listed.empty:
        return
    title = ngettext("{count} entry to review", "{count} entries to review", len(listed))
    with st.expander(title, icon=":material/fact_check:", expanded=accepts()):
        st.caption(_("These entries were interpreted. Correct the file where an interpretation is wrong."))
        show_rows(
            listed[["value", "meaning", "why", "column", "cells", "place"]].rename(
                columns={
                    "value": _("Written"),
                    "meaning": _("Read as"),
                    "why": _("Why"),
                    "column": _("Column"),
                    "cells": _("Cells"),
                    "place": _("First cell"),
                }
            ),
            alt=_("Entries that were not read as written"),
        )
