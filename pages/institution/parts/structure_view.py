"""Sectors and chains of a park; jobs, participation of small companies, and days to a decision."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.naming import sectors as sector_names
from isdata.institution import efficiency, social_indicators
from isdata.institution.presentation import amount
from isdata.output.figures import style
from pages.common import cards, charts, navigation, park_facts, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.selection import Line
from pages.common.tables import show_table

_BARS = 12  # number of bars in a picture


def sectors(line: Line) -> None:
    """Show the sector mix and the chain lengths; `line` states the year."""
    viewer = role.viewer()
    years = park_facts.years() or [dt.date.today().year - 1]
    line.state(str(years[0]), _("All sectors"))
    found = ask(efficiency.by_company, park_id=park_id(), year=years[0], viewer=viewer)
    mix = efficiency.sector_mix(found)
    lengths = ask(efficiency.chains, park_id=park_id(), viewer=viewer)
    _structure_figures(mix, lengths, park_facts.currency())
    _mix_bars(mix)
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


def _mix_bars(mix: pd.DataFrame) -> None:
    """Draw the share of each sector in value added, with its share in jobs."""
    read, known = reader(), mix[mix["value_share"].notna()]
    rows = known.head(_BARS)
    if rows.empty:
        return
    words = [
        _(
            "{value} of value added, {jobs} of jobs",
            value=read.percent(row["value_share"]),
            jobs=read.percent(row["jobs_share"]),
        )
        for row in rows.to_dict("records")
    ]
    st.subheader(_("Value added by sector"), anchor=False)
    bars = {"name": _sector_names(rows), "amount": rows["value_share"].to_numpy(), "words": words}
    alt = _("Sectors of the park, the largest value added first")
    charts.bars(bars, room=1.5, total=len(known), alt=alt)


def _sector_names(mix: pd.DataFrame) -> list[str]:
    language = reader().language
    return [(sector_names.name(str(name), language) or _("Other")) if name else "–" for name in mix.index]


def _mix(mix: pd.DataFrame) -> None:
    show_table(
        {
            _("Sector"): _sector_names(mix),
            _("ISIC"): mix.index.tolist(),
            _("Companies"): mix["companies"].tolist(),
            _("Share of value added"): (100 * mix["value_share"]).tolist(),
            _("Share of jobs"): (100 * mix["jobs_share"]).tolist(),
        },
        alt=_("Sectors of the park with companies, value added and jobs"),
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

    def number(name):
        return read.number(newest[name], digits=2) if newest.get(name, 0) > 0 else "–"

    worth, concentration = newest.get("value_per_tonne", 0), efficiency.concentration(mix)
    with st.grid(4, min_column_width=160):
        cards.metric(
            _("Sectors"),
            read.number(len(mix)),
            _("Divisions of ISIC Rev. 4 with at least one company."),
            _("Concentration {value}", value=read.number(concentration, digits=2))
            if concentration > 0
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
            _("Value per material from outside"),
            amount(worth, f"{currency}/t", read) if worth > 0 else "–",
            _("Value added of all companies divided by material input from outside the park."),
        )


def people(line: Line) -> None:
    """Show jobs of synergies, participating small companies, and days from idea to decision; `line` states the date."""
    line.state(_("All synergies"), _("state of {day}", day=reader().date(dt.date.today())))
    jobs = ask(social_indicators.jobs, park_id=park_id())
    sizes = ask(store.ask, name="sme_participation", park_id=park_id())
    days = ask(store.ask, name="decision_days", park_id=park_id())
    _people_figures(jobs, sizes, days)
    _job_bars(jobs)
    if len(days):
        _day_bars(days)
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _jobs(jobs)
    with right:
        _participation(sizes)


def _people_figures(jobs: pd.DataFrame, sizes: pd.DataFrame, days: pd.DataFrame) -> None:
    """Show jobs, participation of small companies, and days to a decision."""
    read = reader()
    small = social_indicators.small_companies(sizes)

    def count(rows: pd.Series) -> str:
        return read.number(float(jobs.loc[rows, "jobs"].sum()))

    with st.grid(4, min_column_width=160):
        cards.metric(
            _("Jobs in operation"),
            count(jobs["is_running"]),
            _("Jobs created or secured by synergies in operation, as recorded."),
            _("{count} planned", count=count(~jobs["is_running"])),
        )
        _sme_share(
            small,
            "with_streams",
            _("SMEs taking part"),
            _("Share of small and medium-sized companies with at least one supply or demand."),
        )
        _sme_share(
            small,
            "in_synergies",
            _("SMEs in synergies"),
            _("Share of small and medium-sized companies that participate in a synergy that has not ended."),
        )
        cards.metric(
            _("Days to a decision"),
            read.number(float(days["days"].median())) if len(days) else "–",
            _(
                "Median of the days from idea to decision, or to the start of the implementation where no decision is recorded."
            ),
            ngettext("{count} synergy", "{count} synergies", len(days)),
        )


def _sme_share(small: pd.Series, column: str, label: str, meaning: str) -> None:
    """Show the share of the small and medium-sized companies that a column counts."""
    read = reader()
    count, total = int(small[column]), int(small["companies"])
    cards.metric(
        label,
        read.percent(count / total) if total else "–",
        meaning,
        _("{count} of {total} SMEs", count=read.number(count), total=read.number(total)),
    )


def _job_bars(jobs: pd.DataFrame) -> None:
    """Draw the synergies with most jobs, with those in operation distinguished."""
    read, known = reader(), jobs[jobs["jobs"] > 0]
    rows = known.nlargest(_BARS, "jobs")
    st.subheader(_("Jobs by synergy"), anchor=False)
    if rows.empty:
        return
    running, planned = _("in operation"), _("planned")
    bars = {
        "name": read.names(rows),
        "amount": rows["jobs"].to_numpy(),
        "words": [read.number(each) for each in rows["jobs"]],
        "state": [running if is_running else planned for is_running in rows["is_running"]],
    }
    colours = {running: style.ACCENT, planned: style.CHANGES["same"]}
    alt = _("Jobs that each synergy creates or secures")
    charts.bars(bars, colours=colours, total=len(known), alt=alt)


def _jobs(jobs: pd.DataFrame) -> None:
    read = reader()
    rows = jobs.to_dict("records")
    show_table(
        {
            _("Synergy"): read.names(jobs),
            _("Stage"): [read.choice("stage", row["stage"]) for row in rows],
            _("Jobs"): jobs["jobs"].astype(float).tolist(),
            _("Investment per job"): [read.money(row["investment_per_job"], row["currency"]) for row in rows],
        },
        alt=_("Jobs of each synergy with stage and investment per job"),
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


def _day_bars(days: pd.DataFrame) -> None:
    """Draw the days from idea to decision by synergy, with the date of the decision."""
    read = reader()
    st.subheader(_("Days from idea to decision"), anchor=False)
    words = [
        read.noted(read.number(row["days"]), read.date(row["decided_on"])) for row in days.to_dict("records")
    ]
    bars = {"name": read.names(days), "amount": days["days"].to_numpy(), "words": words}
    charts.bars(bars, room=1.5, alt=_("Days from idea to decision by synergy"))
