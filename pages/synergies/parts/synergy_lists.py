"""Risks and permits of one synergy: what is said, and lists to be edited."""

import pandas as pd
import streamlit as st

from isdata import judging
from isdata.figures import synergy_sheet as figure
from isdata.figures.parkmap import words
from isdata.i18n import N_, both
from pages.common import controls, editing, show
from pages.common.data import cursor
from pages.common.language import _, ngettext, reader


def show_risks(dossier: judging.Dossier, name: str) -> None:
    """Show the risks of the synergy on a matrix, and as a list to be edited."""
    read, risks = reader(), dossier.risks
    open_ones = risks.loc[risks["status"] != "closed"]
    names = [read.name(row["name_en"], row["name_zh"]) for row in open_ones.to_dict("records")]
    if open_ones.empty:
        st.info(_("No open risk is written down."), icon=":material/info:")
    else:
        left, right = st.columns([0.4, 0.6], gap="large")
        with left:
            st.altair_chart(
                figure.risk_matrix(open_ones, names, read, is_large=controls.is_projected()),
                width="content",
                alt=_("Open risks by likelihood and impact"),
            )
        with right:
            for row, called in zip(open_ones.to_dict("records"), names, strict=True):
                doing = read.name(row["mitigation_en"], row["mitigation_zh"])
                owner = words.one_language(row["owner"], read)
                told = " · ".join(filter(None, [doing, owner])) or _("Nothing is done about it yet.")
                grade = _(
                    "likelihood {likelihood}, impact {impact}",
                    likelihood=row["likelihood"],
                    impact=row["impact"],
                )
                st.markdown(f"**{show.plain(called)}** · {show.plain(grade)}  \n{show.plain(told)}")
    _likely(dossier, name)
    _list_editor(
        "risk", dossier, name,
        ["name_en", "name_zh", "likelihood", "impact", "owner", "mitigation_en", "mitigation_zh", "status"],
        alt=_("Risks, the gravest first; add a row at the end, or choose rows to remove them."),
        reason=N_("Risks gone through"),
    )  # fmt: skip


def _likely(dossier: judging.Dossier, name: str) -> None:
    """Show the risks that are likely and not written down, and offer to put them on the list."""
    read, likely = reader(), judging.likely_risks(dossier)
    if likely.empty:
        return
    with st.expander(
        ngettext(
            "{count} more risk is likely by what is known",
            "{count} more risks are likely by what is known",
            len(likely),
        ),
        expanded=dossier.risks.empty,
    ):
        rows = likely.to_dict("records")
        st.table(
            pd.DataFrame(
                {
                    _("Risk"): [show.plain(read.name(row["name_en"], row["name_zh"])) for row in rows],
                    read.column("risk", "likelihood"): [read.number(row["likelihood"]) for row in rows],
                    read.column("risk", "impact"): [read.number(row["impact"]) for row in rows],
                    _("What helps"): [
                        show.plain(read.name(row["mitigation_en"], row["mitigation_zh"])) for row in rows
                    ],
                }
            ),
            border="horizontal",
            hide_index=True,
        )
        st.caption(
            _(
                "Proposed from partners, figures, permits and scores; likelihood and impact are to be gone through with the "
                "partners."
            )
        )
        is_asked = st.button(_("Put them on the list"), key="risks_take", icon=":material/playlist_add:")
        if editing.is_signed(is_asked, name, key="risks"):
            with editing.worded():
                _take_risks(dossier, likely, name)
                st.rerun()


def _take_risks(dossier: judging.Dossier, likely: pd.DataFrame, name: str) -> None:
    proposed = likely.assign(risk_id=None, status="open", source="isdata")
    judging.store_list(
        cursor(),
        "risk",
        synergy=str(dossier.facts["synergy_id"]),
        park=str(dossier.facts["park_id"]),
        rows=pd.concat([_stored(dossier.risks), proposed], ignore_index=True),
        who=name,
        reason=both(N_("Likely risks put on the list")),
    )


def show_permits(dossier: judging.Dossier, name: str) -> None:
    """Show the checklist of permits, and those that are likely needed."""
    read, written, likely = reader(), dossier.permits, dossier.likely_permits
    missing = written.loc[~written["status"].isin(["granted", "not_needed"])]
    if len(written):
        st.markdown(
            ngettext(
                "{count} permit is written down, {open} of them still open.",
                "{count} permits are written down, {open} of them still open.",
                len(written),
                open=read.number(len(missing)),
            )
        )
    if len(likely):
        st.subheader(_("Likely needed"), anchor=False)
        st.caption(
            _(
                "Proposed from hazard, class, waste code, borders and treatment. No legal advice: to be confirmed with the "
                "authority."
            )
        )
        st.table(
            pd.DataFrame(
                {
                    _("Permit"): [
                        show.plain(read.name(row["name_en"], row["name_zh"]))
                        for row in likely.to_dict("records")
                    ],
                    read.column("permit", "authority"): [
                        show.plain(read.name(row["authority_en"], row["authority_zh"]))
                        for row in likely.to_dict("records")
                    ],
                    read.column("permit", "source"): [
                        show.plain(words.one_language(source, read)) for source in likely["source"]
                    ],
                }
            ),
            border="horizontal",
            hide_index=True,
        )
        is_asked = st.button(
            _("Put them on the checklist"), key="permits_take", icon=":material/playlist_add:"
        )
        if editing.is_signed(is_asked, name, key="permits"):
            with editing.worded():
                _take(dossier, name)
                st.rerun()
    elif written.empty:
        st.info(
            _("Nothing in its data points to a permit. Ask the authority all the same."),
            icon=":material/info:",
        )
    st.subheader(_("Checklist"), anchor=False)
    _list_editor(
        "permit", dossier, name,
        ["name_en", "name_zh", "authority", "status", "owner", "due_date", "granted_on", "valid_until", "note", "source"],
        alt=_("Permits, the earliest due first; add a row at the end, or choose rows to remove them."),
        reason=N_("Permits gone through"),
    )  # fmt: skip


def _take(dossier: judging.Dossier, name: str) -> None:
    """Put the permits that are likely needed on the checklist, to be confirmed."""
    likely = dossier.likely_permits
    proposed = pd.DataFrame(
        {
            "permit_id": None,
            "name_en": likely["name_en"],
            "name_zh": likely["name_zh"],
            "authority": likely["authority_en"] + " / " + likely["authority_zh"],
            "status": "to_confirm",
            "source": likely["source"],
        }
    )
    judging.store_list(
        cursor(),
        "permit",
        synergy=str(dossier.facts["synergy_id"]),
        rows=pd.concat([_stored(dossier.permits), proposed], ignore_index=True),
        who=name,
        reason=both(N_("Likely permits put on the checklist")),
    )


def _stored(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop(columns=["park_id"], errors="ignore").astype(object)


def _list_editor(
    table: str, dossier: judging.Dossier, name: str, columns: list[str], *, alt: str, reason: str
) -> None:
    synergy, read = str(dossier.facts["synergy_id"]), reader()
    rows = dossier.risks if table == "risk" else dossier.permits
    now = editing.edited(
        table,
        _stored(rows),
        {column: editing.column(table, column) for column in columns},
        key=f"{table}_{synergy}_{editing.turn(table)}_{read.language}",
        may_grow=True,
        alt=alt,
    )
    editing.offer_to_store(
        name,
        key=table,
        reason=reason,
        store=lambda why: judging.store_list(
            cursor(),
            table,
            synergy=synergy,
            park=str(dossier.facts["park_id"]),
            rows=now,
            who=name,
            reason=why,
        ),
    )
