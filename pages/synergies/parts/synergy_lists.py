"""Readiness, risks and permits of one synergy: what is said, where partners differ, and lists to be edited."""

import pandas as pd
import streamlit as st

from isdata import contracts, judging
from isdata.figures import synergy_sheet as figure
from isdata.figures.parkmap import words
from pages.common import controls, editing, show
from pages.common.data import cursor
from pages.common.language import _, ngettext, reader


def show_readiness(dossier: judging.Dossier, name: str) -> None:
    """Show how ready each partner finds the synergy, and where they differ; the scores can be changed."""
    read, scored = reader(), dossier.readiness
    if scored.empty:
        st.info(_("No partners are recorded."), icon=":material/info:")
        return
    names = {row["site_id"]: read.name(row["name_en"], row["name_zh"]) for row in scored.to_dict("records")}
    left, right = st.columns([0.55, 0.45], gap="large")
    with left:
        if scored["level"].notna().any():
            st.altair_chart(
                figure.readiness(scored, names, read, is_large=controls.is_projected()),
                alt=_("Level that each partner gives on each of the six axes"),
            )
        else:
            st.info(
                _(
                    "Nobody has scored it yet. Each partner gives a level on each axis, apart from the others."
                ),
                icon=":material/info:",
            )
    with right:
        _differences(dossier.axes, scored, names)
    _score_editor(dossier, names, name)


def _differences(axes: pd.DataFrame, scored: pd.DataFrame, names: dict[str, str]) -> None:
    read = reader()
    apart = axes.loc[axes["is_apart"].fillna(False).astype(bool)]
    for axis in apart.index:
        known = scored.loc[scored["axis"] == axis].dropna(subset="level").sort_values("level", kind="stable")
        low, high = known.iloc[0], known.iloc[-1]
        st.warning(
            show.plain(
                _(
                    "{axis}: {low} says {least}, {high} says {most}. Let them talk about it first.",
                    axis=read.choice("readiness_axis", axis),
                    low=names[low["site_id"]],
                    least=read.number(low["level"]),
                    high=names[high["site_id"]],
                    most=read.number(high["level"]),
                )
            ),
            icon=":material/compare_arrows:",
        )
    lowest = judging.weakest(axes)
    if lowest:
        told = read.listed(read.choice("readiness_axis", axis) for axis in lowest)
        st.markdown(
            show.plain(
                _(
                    "Least ready: {axes}, {level} of 5 on average.",
                    axes=told,
                    level=read.number(axes.loc[lowest[0], "mean"]),
                )
            )
        )
        if apart.empty:
            st.caption(_("No axis on which two partners are two levels or more apart."))
    silent = [site for site, group in scored.groupby("site_id", sort=False) if group["level"].isna().all()]
    if silent and lowest:
        st.caption(
            show.plain(_("Not heard yet: {names}.", names=read.listed(names[str(site)] for site in silent)))
        )


def _score_editor(dossier: judging.Dossier, names: dict[str, str], name: str) -> None:
    read, synergy = reader(), str(dossier.facts["synergy_id"])
    axes = list(contracts.choices("readiness_axis"))
    levels = dossier.readiness.dropna(subset="axis").pivot(index="site_id", columns="axis", values="level")
    table = levels.reindex(index=list(names), columns=axes).astype("Float64")
    rows = table.reset_index().assign(partner=[names[site] for site in table.index])
    level = contracts.tables()["synergy_readiness"]["level"]
    now = editing.edited(
        "synergy_readiness",
        rows,
        {"partner": st.column_config.TextColumn(label=_("Partner"), pinned=True)}
        | {
            axis: st.column_config.NumberColumn(
                label=read.choice("readiness_axis", axis),
                min_value=1,
                max_value=5,
                step=1,
                help=level.meaning[read.language],
            )
            for axis in axes
        },
        key=f"scores_{synergy}_{editing.turn('scores')}_{read.language}",
        fixed=["partner"],
        alt=level.meaning[read.language],
    )
    long = now.melt(["site_id"], axes, var_name="axis", value_name="level")
    before = rows.melt(["site_id"], axes, var_name="axis", value_name="level")
    is_other = (long["level"].astype(float).fillna(0) != before["level"].astype(float).fillna(0)).to_numpy()
    changed = long.loc[is_other].assign(
        level=lambda frame: frame["level"].astype("Int64"), scored_on=pd.Timestamp.now().date()
    )
    editing.offer_to_store(
        name,
        key="scores",
        reason=_("Readiness scored"),
        store=lambda why: judging.write_scores(cursor(), synergy=synergy, rows=changed, who=name, reason=why),
    )


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
    _list_editor(
        "risk", dossier, name,
        ["name_en", "name_zh", "likelihood", "impact", "owner", "mitigation_en", "mitigation_zh", "status"],
        alt=_("Risks, the gravest first; add a row at the end, or choose rows to remove them."),
        reason=_("Risks gone through"),
    )  # fmt: skip


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
        reason=_("Permits gone through"),
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
        reason=_("Likely permits put on the checklist"),
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
