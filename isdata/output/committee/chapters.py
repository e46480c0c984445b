"""Chapters of the documents for a steering committee: missions, success, synergies, decisions and actions."""

import datetime as dt

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_, Reader
from isdata.institution import presentation
from isdata.output.figures import overview, schedule_owners, synergy_ranks
from isdata.output.reports.blocks import (
    Block,
    Chart,
    Column,
    Heading,
    Note,
    Paragraph,
    Table,
    tabulated,
)
from isdata.park import parks
from isdata.programme.missions import meetings, programme, success
from isdata.symbiosis import synergies

RANKING_RULES = N_(
    "Ranks among all synergies that have not ended, in the order of the mean rank over the criteria known of each: unknown criteria do "
    "not count; of equal means, the one over more criteria comes first; – where the value is not recorded. Mass: t/yr. Value: gain per year of all "
    "partners. Innovation: one point each for a resource not yet exchanged in operation; for energy, water or a service; for "
    "sectors not yet linked in operation; for a resource without an established published use."
)
MOST_ROWS = 8  # of a table on a slide
STATUSES = {
    "planned": N_("Planned"),
    "running": N_("Running"),
    "late": N_("Late"),
    "closed": N_("Closed"),
}


def figures_chapter(con: duckdb.DuckDBPyConnection, park_id: str, about: dict, reader: Reader) -> list[Block]:
    text, days = reader.text, meetings.decision_days(con, park_id=park_id)
    median = reader.number(float(days["days"].median()), digits=0) if len(days) else "–"
    figures = {
        text(N_("Companies surveyed in detail")): f"{about['inventoried']} / {about['companies']}",
        text(N_("Synergies in operation")): f"{about['running']} / {about['synergies']}",
        text(N_("Measures done")): f"{about['measures_done']} / {about['measures']}",
        text(N_("Days from idea to decision, median of {count}"), count=len(days)): median,
    }
    return [
        Heading(text(N_("The park at a glance"))),
        tabulated(reader, (N_("Key figure"), list(figures), 2.0), (N_("Value"), list(figures.values()))),
        Note(
            text(
                N_("Source: the park's database; flows of {first}–{last}."),
                first=_year(about["first_year"]),
                last=_year(about["last_year"]),
            )
        ),
    ]


def _year(year: object) -> str:
    return "–" if pd.isna(year) else str(int(year))  # ty: ignore[invalid-argument-type]


def missions_chapter(
    con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader, day: dt.date
) -> list[Block]:
    own = programme.missions(con, park_id=park_id)
    if own.empty:
        return []
    text = reader.text
    steps = [programme.steps(con, mission_id=name) for name in own["mission_id"]]
    left = [programme.missing(rows) for rows in steps]
    available = [f"{len(rows) - len(gone)} / {len(rows)}" for rows, gone in zip(steps, left, strict=True)]
    before = [reader.number(len(programme.present_before(rows))) for rows in steps]
    states = [
        programme.status(row, rows, day) for row, rows in zip(own.to_dict("records"), steps, strict=True)
    ]
    return [
        Heading(text(N_("Missions"))),
        tabulated(
            reader,
            (N_("Mission"), list(programme.titles(own, reader).values()), 2.0),
            (N_("Status"), [text(STATUSES[state]) for state in states]),
            (N_("Outputs available"), available),
            (N_("Before the mission"), before),
            (N_("Next step"), [(reader.names(gone.head(1)) or ["–"])[0] for gone in left], 2.0),
        ),
        Note(
            text(N_("Scope: all missions started in the park. Source: the steps and outputs recorded in it."))
        ),
    ]


_NOT_FIXED = N_(
    "The criteria of success are not fixed yet. The committee should decide them before the start."
)


def success_chapter(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    known, text = success.contracts(con, park_id=park_id), reader.text
    if known.empty:
        return [Heading(text(N_("Success contract"))), Paragraph(text(_NOT_FIXED))]
    version = known.iloc[0].to_dict()
    found = success.status(con, contract_id=version["contract_id"], viewer=FACILITATOR)
    heavy = success.heavy(found)
    blocks: list[Block] = [
        Heading(text(N_("Success contract"))),
        _indicators(found, reader),
        Note(
            text(
                N_("Locked on {day} by {names}."),
                day=reader.date(version["locked_on"]),
                names=reader.half(version["locked_by"]),
            )
            if pd.notna(version["locked_on"])
            else text(N_("A draft: not locked yet.")),
            is_warning=pd.isna(version["locked_on"]),
        ),
    ]
    if len(heavy):
        warning = text(
            N_("{name} has more than half of the weight and determines the result."),
            name=reader.names(heavy)[0],
        )
        blocks.append(Note(warning, is_warning=True))
    return blocks


def _indicators(found: pd.DataFrame, reader: Reader) -> Table:
    """Indicators of a success contract from `success.status`, with weight, baseline, target and result."""
    text = reader.text
    words = {True: text(N_("met")), False: text(N_("not met"))}

    def within(a, b):
        return text(N_("{a} ({b})"), a=a, b=b)

    def amounts(name: str) -> list[str]:
        """Amounts with their unit, as on the page."""
        pairs = zip(found[name], found["unit"], strict=True)
        return [presentation.amount(value, unit, reader) for value, unit in pairs]

    return tabulated(
        reader,
        (N_("Indicator"), reader.names(found), 2.2),
        (N_("Weight"), [reader.percent(weight) for weight in found["weight"]]),
        (reader.column("success_weight", "baseline"), amounts("baseline"), 1.4),
        (N_("Target"), amounts("target"), 1.4),
        (
            N_("Reached (year)"),
            [
                "–" if pd.isna(year) else within(words, _year(year))
                for words, year in zip(amounts("reached"), found["year"], strict=True)
            ],
            1.8,
        ),
        (
            N_("Target met?"),
            [words.get(is_met, "–") if pd.notna(is_met) else "–" for is_met in found["is_met"]],
        ),
    )


def stages_chapter(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    stages, text = parks.stages(con, park_id=park_id), reader.text
    if stages.empty:
        return []
    table = tabulated(
        reader,
        (N_("Stage"), [reader.choice("stage", stage) for stage in stages["stage"]]),
        Column(text(N_("Synergies")), list(stages["synergies"]), words=reader.number),
    )
    description = text(N_("Number of synergies in each stage from idea to operation"))
    return [
        Heading(text(N_("Synergies by stage"))),
        Chart("", overview.stages(stages, reader), table, "bar", description),
        Note(text(N_("Scope: all synergies of the park. Source: its board."))),
    ]


def rankings_chapter(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    ranked, text = success.rankings(con, park_id=park_id).head(MOST_ROWS), reader.text
    if ranked.empty:
        return []
    places = [
        (words, ["–" if pd.isna(place) else str(int(place)) for place in ranked[name]])
        for name, words in synergy_ranks.CRITERIA.items()
    ]
    return [
        Heading(text(N_("Multi-criteria ranking of opportunities"))),
        tabulated(reader, (N_("Synergy"), reader.names(ranked), 2.5), *places),
        Note(text(RANKING_RULES)),
    ]


_LATEST = N_(
    "The latest {shown} of {total} decisions; – where no votes are recorded. Source: meetings of the park."
)


def decisions_chapter(
    con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader, most: int | None = None
) -> list[Block]:
    all_taken, text = store.ask(con, "park_decisions", park_id=park_id), reader.text
    taken = all_taken.iloc[:most]
    if taken.empty:
        return []
    counts = taken[["votes_for", "votes_against", "abstentions"]].to_numpy(float)
    votes = [
        "–" if np.isnan(row[0]) else " : ".join("–" if np.isnan(count) else str(int(count)) for count in row)
        for row in counts
    ]
    return [
        Heading(text(N_("Decisions so far"))),
        tabulated(
            reader,
            (N_("Date"), [reader.date(None if pd.isna(day) else day) for day in taken["decided_on"]], 1.2),
            (N_("Decision"), reader.names(taken), 3.0),
            (N_("For : against : abstained"), votes),
        ),
        Note(text(_LATEST, shown=reader.number(len(taken)), total=reader.number(len(all_taken)))),
    ]


def actions_chapter(
    con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader, most: int | None = None
) -> list[Block]:
    all_left, text = store.ask(con, "park_open_actions", park_id=park_id), reader.text
    left = all_left.iloc[:most]
    if left.empty:
        return []
    partners = synergies.partners(con, parks=[park_id], viewer=FACILITATOR)
    return [
        Heading(text(N_("Open actions"))),
        tabulated(
            reader,
            (N_("Due"), [reader.date(None if pd.isna(day) else day) for day in left["due_date"]], 1.2),
            (N_("Action"), reader.names(left), 3.0),
            (N_("Owner"), schedule_owners.words(schedule_owners.named(left, partners, reader), reader)),
            (N_("Status"), [reader.choice("action_status", status) for status in left["status"]]),
        ),
        Note(
            text(
                N_("{shown} of {total} open actions, those due first. Source: meetings of the park."),
                shown=reader.number(len(left)),
                total=reader.number(len(all_left)),
            )
        ),
    ]


_DECISIONS = {
    "feasibility": N_("Start negotiations: {synergy}"),
    "negotiation": N_("Approve the implementation: {synergy}"),
}
_SCOPE = N_(
    "Scope: synergies in feasibility or negotiation, at most six, those due first. Money of all partners together, at the prices of {years}; – where it is not recorded."
)


def requested_chapter(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    """Decisions requested from the committee, with amounts and voting options."""
    text = reader.text
    asked = store.ask(con, "decisions_requested", park_id=park_id)
    heading = Heading(text(N_("Decision requested")))
    if asked.empty:
        return [heading, Paragraph("", [text(N_("No synergy waits for a decision."))])]
    rows = asked.to_dict("records")
    years = sorted({str(int(year)) for year in asked["price_year"].dropna()})
    votes = text(N_("☐ for  ☐ against  ☐ abstained"))
    return [
        heading,
        tabulated(
            reader,
            (
                N_("Decision"),
                [
                    text(_DECISIONS[row["stage"]], synergy=reader.name(row["name_en"], row["name_zh"]))
                    for row in rows
                ],
                2.8,
            ),
            (N_("Investment"), [reader.money(row["investment"], row["currency"]) for row in rows], 1.2),
            (N_("Gain per year"), [reader.money(row["annual_saving"], row["currency"]) for row in rows], 1.2),
            (N_("Due"), [reader.date(day) for day in asked["due_date"]], 1.45),
            (N_("Vote"), [votes] * len(rows), 2.35),
        ),
        Note(text(_SCOPE, years=reader.listed(years) or "–")),
    ]
