"""Risks and permits of one synergy: summary, and editable lists."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.output.figures import risks as risk_figure
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import assessment
from pages.common import charts, show
from pages.common.data import cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.language import _, ngettext, reader


def show_risks(dossier: assessment.Dossier, name: str) -> None:
    """Show the risks of the synergy on a matrix, and as an editable list."""
    read = reader()
    is_open = dossier.risks["status"] != "closed"
    open_ones = dossier.risks.loc[is_open].assign(name=read.names(dossier.risks.loc[is_open]))
    if open_ones.empty:
        show.info(_("No open risks are recorded."))
    else:
        left, right = st.columns([0.4, 0.6], gap="large")
        charts.draw(
            place=left,
            chart=risk_figure.matrix(open_ones, charts.reader()),
            width="content",
            alt=_("Open risks by likelihood and impact"),
        )
        right.markdown("\n\n".join(_risk_words(row) for row in open_ones.to_dict("records")))
    _likely_risks(dossier, name)
    _list_editor(
        "risk", dossier, name,
        ["name_en", "name_zh", "likelihood", "impact", "owner", "mitigation_en", "mitigation_zh", "status"],
        alt=_("Risks, most serious first. Add a row at the end; select rows to delete them."),
        reason=N_("Risks reviewed"),
    )  # fmt: skip


def _risk_words(row: Mapping) -> str:
    """Description of a risk: name, severity, owner and mitigation."""
    read = reader()
    doing = read.name(row["mitigation_en"], row["mitigation_zh"])
    words = " · ".join(filter(None, [doing, presentation.one_language(row["owner"], read)]))
    words = words or _("No mitigation yet.")
    grade = _("likelihood {likelihood}, impact {impact}", likelihood=row["likelihood"], impact=row["impact"])
    return f"**{show.escaped(row['name'])}** · {show.escaped(grade)}  \n{show.escaped(words)}"


def _likely_risks(dossier: assessment.Dossier, name: str) -> None:
    """Show likely risks that are not recorded, and offer to add them to the list."""
    read, likely = reader(), assessment.likely_risks(dossier)
    if likely.empty:
        return
    words = ngettext(
        "{count} more likely risk according to the data",
        "{count} more likely risks according to the data",
        len(likely),
    )
    with st.expander(words, expanded=dossier.risks.empty):
        _offer(
            "risk",
            dossier,
            name,
            shown={
                _("Risk"): read.names(likely),
                **{
                    read.column("risk", grade): [read.number(value) for value in likely[grade]]
                    for grade in ("likelihood", "impact")
                },
                _("Mitigation"): read.names(likely, "mitigation"),
            },
            proposed=likely.assign(risk_id=None, status="open", source="isdata"),
            note=_(
                "Suggested from partners, values, permits and ratings. Review likelihood and impact with "
                "the partners."
            ),
            label=_("Add to the risk list"),
            reason=N_("Likely risks added to the list"),
        )


def show_permits(dossier: assessment.Dossier, name: str) -> None:
    """Show the checklist of permits, and those likely needed."""
    read, written = reader(), dossier.permits
    missing = written.loc[~written["status"].isin(["granted", "not_needed"])]
    if len(written):
        st.markdown(
            ngettext(
                "{count} permit recorded, {open} of them open.",
                "{count} permits recorded, {open} of them open.",
                len(written),
                open=read.number(len(missing)),
            )
        )
    if len(dossier.likely_permits):
        _likely_permits(dossier, name)
    elif written.empty:
        show.info(_("The data indicate no permit. Confirm with the authority."))
    st.subheader(_("Checklist"), anchor=False)
    _list_editor(
        "permit", dossier, name,
        ["name_en", "name_zh", "authority", "status", "owner", "due_date", "granted_on", "valid_until", "note", "source"],
        alt=_("Permits, earliest due date first. Add a row at the end; select rows to delete them."),
        reason=N_("Permits reviewed"),
    )  # fmt: skip


def _likely_permits(dossier: assessment.Dossier, name: str) -> None:
    """Show the permits likely needed, and offer to add them to the checklist for confirmation."""
    read, likely = reader(), dossier.likely_permits
    st.subheader(_("Likely needed"), anchor=False)
    _offer(
        "permit",
        dossier,
        name,
        shown={
            _("Permit"): read.names(likely),
            read.column("permit", "authority"): read.names(likely, "authority"),
            read.column("permit", "source"): [
                presentation.one_language(source, read) for source in likely["source"]
            ],
        },
        proposed=likely[["name_en", "name_zh", "source"]].assign(
            permit_id=None,
            authority=likely["authority_en"] + " / " + likely["authority_zh"],
            status="to_confirm",
        ),
        note=_(
            "Suggested from hazard, class, waste code, borders and treatment. Not legal advice; confirm "
            "with the authority."
        ),
        label=_("Add to the checklist"),
        reason=N_("Likely permits added to the checklist"),
    )


def _offer(
    table: str,
    dossier: assessment.Dossier,
    name: str,
    *,
    shown: Mapping[str, list[str]],
    proposed: pd.DataFrame,
    note: str,
    label: str,
    reason: str,
) -> None:
    """List likely entries that are not recorded, each with a button to add it."""
    show.table(pd.DataFrame(shown))
    is_asked = st.button(label, key=f"{table}s_take", icon=":material/playlist_add:", help=note)
    if signing.is_signed(is_asked, name, key=f"{table}s"):
        with saving.stored():
            rows = pd.concat([_stored(table, dossier), proposed.astype(object)], ignore_index=True)
            _store(cursor(), table=table, dossier=dossier, rows=rows, who=name, reason=both(reason))


def _stored(table: str, dossier: assessment.Dossier) -> pd.DataFrame:
    rows = dossier.risks if table == "risk" else dossier.permits
    return rows.drop(columns=["park_id"], errors="ignore").astype(object)


def _store(con: Any, *, table: str, dossier: assessment.Dossier, **about: Any) -> int:
    """Replace the list of a synergy."""
    synergy, park = str(dossier.facts["synergy_id"]), str(dossier.facts["park_id"])
    return assessment.store_list(con, table, synergy=synergy, park=park, **about)


def _list_editor(
    table: str, dossier: assessment.Dossier, name: str, columns: list[str], *, alt: str, reason: str
) -> None:
    now = edited_table.edited(
        table,
        _stored(table, dossier),
        edited_table.columns(table, columns),
        key=f"{table}_{dossier.facts['synergy_id']}_{saving.save_count(table)}_{reader().language}",
        may_grow=True,
        height="auto",
        alt=alt,
    )
    saving.offer_to_store(
        name, partial(_store, table=table, dossier=dossier, rows=now), key=table, reason=reason
    )
