"""Readiness of a synergy: scored by each partner separately, then compared."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.i18n import N_
from isdata.output.figures import synergy_sheet as figure
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment import readiness
from pages.common import charts, pick, show
from pages.common.editing import saving
from pages.common.language import _, reader

COMPARED = "all"


def show_readiness(dossier: assessment.Dossier, name: str) -> None:
    """Show the readiness scores, or let one partner score without seeing the others' scores; `name` signs changes."""
    read, scored = reader(), dossier.readiness
    if scored.empty:
        show.info(_("No partners are recorded."))
        return
    names = {row["site_id"]: read.name(row["name_en"], row["name_zh"]) for row in scored.to_dict("records")}
    site = pick.one_of(
        _("Ratings"),
        {COMPARED: _("Comparison of synergies"), **names},
        key="scorer",
        help=_("Choose a partner to enter its rating; ratings of the others are hidden."),
    )
    if site != COMPARED:
        _score(dossier, site, name)
    elif scored["level"].isna().all():
        show.info(_("No ratings yet. Choose a partner above; each rates all axes independently."))
    else:
        _compare(dossier, names)


def _compare(dossier: assessment.Dossier, names: Mapping[str, str]) -> None:
    left, right = st.columns([0.55, 0.45], gap="large")
    with left:
        charts.draw(
            figure.readiness(dossier.readiness, names, charts.reader()),
            alt=_("Ratings of the partners on the six axes"),
        )
        show.computed(contracts.tables()["synergy_readiness"]["level"].meaning[reader().language])
    with right:
        _differences(dossier.axes, dossier.readiness, names)


def _differences(axes: pd.DataFrame, scored: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Show the axes on which partners differ, with the reasons for their scores, and the least ready axes."""
    read = reader()
    apart = axes.loc[axes["is_apart"].fillna(False).astype(bool)]
    for axis in apart.index:
        known = scored.loc[scored["axis"] == axis].dropna(subset="level").sort_values("level", kind="stable")
        low, high = known.iloc[0], known.iloc[-1]
        sentence = _(
            "{axis}: {low} rates {least}, {high} rates {most}. Discuss this first.",
            axis=read.choice("readiness_axis", axis),
            low=names[low["site_id"]],
            least=read.number(low["level"]),
            high=names[high["site_id"]],
            most=read.number(high["level"]),
        )
        reasons = [
            "- "
            + _("{a}: {b}", a=show.escaped(names[row["site_id"]]), b=show.escaped(read.half(row["note"])))
            for row in known.to_dict("records")
            if isinstance(row["note"], str) and row["note"].strip()
        ]
        st.warning("\n".join([show.escaped(sentence), "", *reasons]), icon=":material/compare_arrows:")
    lowest = assessment.weakest(axes)
    named = read.listed(read.choice("readiness_axis", axis) for axis in lowest)
    level = read.number(axes.loc[lowest[0], "mean"])
    st.markdown(show.escaped(_("Lowest readiness: {axes}, mean {level} of 5.", axes=named, level=level)))
    silent = [site for site, group in scored.groupby("site_id", sort=False) if group["level"].isna().all()]
    if silent:
        listed = read.listed(names[str(site)] for site in silent)
        st.caption(show.escaped(_("No rating yet from: {names}.", names=listed)))


def _score(dossier: assessment.Dossier, site: str, name: str) -> None:
    """Let one partner score each axis, with the scores of others hidden."""
    synergy = str(dossier.facts["synergy_id"])
    own = dossier.readiness.loc[dossier.readiness["site_id"] == site].dropna(subset="axis").set_index("axis")
    given = [
        _asked(axis, own.reindex([axis]).iloc[0], f"{synergy}_{site}_{axis}_{saving.save_count('scores')}")
        for axis in contracts.choices("readiness_axis")
    ]
    scores = pd.DataFrame(given).assign(
        site_id=site, level=lambda rows: rows["level"].astype("Int64"), scored_on=pd.Timestamp.now().date()
    )
    saving.offer_to_store(
        name,
        partial(assessment.write_scores, synergy=synergy, rows=scores),
        key="scores",
        reason=N_("Readiness rated"),
    )


def _asked(axis: str, before: pd.Series, key: str) -> dict[str, object]:
    """Ask a partner for the level of one axis and its reason, with the former answer as default."""
    read = reader()
    levels = {str(level): f"{level} {read.text(word)}" for level, word in readiness.LEVELS.items()}
    called = read.choice("readiness_axis", axis)
    st.markdown(f"**{show.escaped(called)}** · {show.escaped(read.text(readiness.QUESTIONS[axis]))}")
    left, right = st.columns([0.62, 0.38], vertical_alignment="center")
    level = pick.choice_input(
        called,
        levels,
        key=f"level_{key}",
        default=None if pd.isna(before["level"]) else str(int(before["level"])),
        buttons=left,
        label_visibility="collapsed",
        wrap=True,
    )
    note = right.text_input(
        read.column("synergy_readiness", "note"),
        value=before["note"] if isinstance(before["note"], str) else "",
        placeholder=_("Rating basis"),
        key=f"note_{key}",
        label_visibility="collapsed",
    )
    return {"axis": axis, "level": None if level is None else int(level), "note": note.strip() or None}
