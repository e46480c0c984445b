"""Sectors and chains of a park, and the people behind: jobs, small companies, and days to a decision."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution import efficiency
from isdata.institution.presentation import amount
from pages.common import cards, navigation, park_facts, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_table
from pages.institution.parts.newcomer_choice import SECTORS


def sectors() -> None:
    """Show the sector mix, and how long the chains are."""
    viewer = role.viewer()
    years = park_facts.years() or [dt.date.today().year - 1]
    found = ask(efficiency.by_company, park_id=park_id(), year=years[0], viewer=viewer)
    mix = efficiency.sector_mix(found)
    lengths = ask(efficiency.chains, park_id=park_id(), viewer=viewer)
    _structure_figures(mix, lengths, next(iter(found["currency"].dropna()), park_facts.currency()))
    _mix(mix)
    if len(lengths) > 1:
        _chain_lengths(lengths)
    navigation.link(
        "matches",
        _("Missing links: which new company would close the most gaps?"),
        icon=":material/add_business:",
        view="newcomer",
    )
    navigation.link(
        "newcomers",
        _("Test a plant type against the limits of the park"),
        icon=":material/fact_check:",
        newcomer_kind="type",
    )


def _mix(mix: pd.DataFrame) -> None:
    show_table(
        {
            _("Sector"): [_(SECTORS.get(str(name), "Other")) if name else "–" for name in mix.index],
            _("ISIC"): mix.index.tolist(),
            _("Companies"): mix["companies"].tolist(),
            _("Share of value added"): (100 * mix["value_share"]).tolist(),
            _("Share of jobs"): (100 * mix["jobs_share"]).tolist(),
        },
        alt=_("Sectors of the park, the largest value added first"),
        bars=[_("Share of value added"), _("Share of jobs")],
    )


def _chain_lengths(lengths: pd.DataFrame) -> None:
    show_table(
        {
            _("Year"): [str(year) for year in lengths.index],
            _("Chain length, material"): lengths["material"].tolist(),
            _("Chain length, energy"): lengths["energy"].tolist(),
            _("Chain length, water"): lengths["water"].tolist(),
        },
        alt=_("Chain lengths by year"),
        height="content",
    )


def _structure_figures(mix: pd.DataFrame, lengths: pd.DataFrame, currency: str) -> None:
    """Show concentration of sectors, chain lengths and value per raw material."""
    read, newest = reader(), lengths.iloc[-1] if len(lengths) else pd.Series(dtype=float)
    number = lambda name: read.number(newest[name], digits=2) if newest.get(name, 0) > 0 else "–"  # noqa: E731
    worth = newest.get("value_per_tonne", 0)
    with st.grid(4, min_column_width=160):
        cards.metric(
            _("Sectors"),
            read.number(len(mix)),
            _("Divisions of ISIC Rev. 4 with at least one company."),
            _("Concentration {value}", value=read.number(efficiency.concentration(mix), digits=2))
            if len(mix)
            else None,
        )
        cards.metric(
            _("Chain length, material"),
            number("material"),
            _(
                "Average number of companies that a tonne passes before it leaves the park: inflow of all companies over inflow from outside (Finn 1976)."
            ),
        )
        cards.metric(
            _("Chain length, energy"),
            number("energy"),
            _("Average number of companies that a gigajoule passes before it leaves the park."),
        )
        cards.metric(
            _("Value per raw material"),
            amount(worth, f"{currency}/t", read) if worth > 0 else "–",
            _("Value added of all companies over the material that comes from outside."),
        )


def people() -> None:
    """Show jobs of synergies, small companies that take part, and days from idea to decision."""
    jobs = ask(store.ask, name="synergy_jobs", park_id=park_id())
    sizes = ask(store.ask, name="sme_participation", park_id=park_id())
    days = ask(store.ask, name="decision_days", park_id=park_id())
    _people_figures(jobs, sizes, days)
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _jobs(jobs)
    with right:
        _participation(sizes)
        if len(days):
            _decision_days(days)


def _people_figures(jobs: pd.DataFrame, sizes: pd.DataFrame, days: pd.DataFrame) -> None:
    """Show jobs, participation of small companies, and days to a decision."""
    read = reader()
    running = jobs["stage"].isin(["operation"])
    small = sizes[sizes["is_sme"].fillna(False).astype(bool)]
    total = int(small["companies"].sum())
    share = lambda name: read.percent(small[name].sum() / total) if total else "–"  # noqa: E731
    count = lambda rows: read.number(float(jobs.loc[rows, "jobs"].sum()))  # noqa: E731
    with st.grid(4, min_column_width=160):
        cards.metric(
            _("Jobs in operation"),
            count(running),
            _("Jobs created or secured by synergies in operation, as recorded."),
            _("{count} planned", count=count(~running)),
        )
        cards.metric(
            _("SMEs that declared"),
            share("with_streams"),
            _("Small and medium-sized companies with at least one supply or demand, of all of them."),
            ngettext("{count} SME", "{count} SMEs", total),
        )
        cards.metric(
            _("SMEs in synergies"),
            share("in_synergies"),
            _(
                "Small and medium-sized companies that take part in a synergy that has not ended, of all of them."
            ),
        )
        cards.metric(
            _("Days to a decision"),
            read.number(float(days["days"].median())) if len(days) else "–",
            _(
                "Median of the days from idea to decision, or to the start of the implementation where no decision is recorded."
            ),
            ngettext("{count} synergy", "{count} synergies", len(days)),
        )


def _jobs(jobs: pd.DataFrame) -> None:
    read = reader()
    st.subheader(_("Jobs by synergy"), anchor=False)
    rows = jobs.to_dict("records")
    show_table(
        {
            _("Synergy"): read.names(jobs),
            _("Stage"): [read.choice("stage", row["stage"]) for row in rows],
            _("Jobs"): jobs["jobs"].astype(float).tolist(),
            _("Investment per job"): [
                read.money(row["investment"] / row["jobs"], row["currency"])
                if row["jobs"] and row["jobs"] > 0 and row["currency"]
                else "–"
                for row in rows
            ],
        },
        alt=_("Jobs that each synergy creates or secures"),
    )


def _participation(sizes: pd.DataFrame) -> None:
    st.subheader(_("Participation by size"), anchor=False)
    words = {True: _("SME"), False: _("Large company")}
    show_table(
        {
            _("Size"): [_("not stated") if pd.isna(each) else words[bool(each)] for each in sizes["is_sme"]],
            _("Companies"): sizes["companies"].tolist(),
            _("Declared"): sizes["with_streams"].tolist(),
            _("In synergies"): sizes["in_synergies"].tolist(),
            _("In networks"): sizes["in_networks"].tolist(),
        },
        alt=_("Participation of small and large companies"),
        height="content",
    )


def _decision_days(days: pd.DataFrame) -> None:
    read = reader()
    st.subheader(_("From idea to decision"), anchor=False)
    show_table(
        {
            _("Synergy"): read.names(days),
            _("Days"): days["days"].astype(float).tolist(),
            _("Decided"): [read.date(day) for day in days["decided_on"]],
        },
        alt=_("Days from idea to decision by synergy"),
    )
