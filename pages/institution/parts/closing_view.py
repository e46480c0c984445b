"""Gaps to targets and limits, and the cheapest measures and synergies that close each of them."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import spreadsheet_csv, store
from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_
from isdata.institution import gap_closing, potential
from isdata.institution.conformity import standards
from isdata.institution.presentation import amount, dated, difference
from isdata.output.figures import indicator_path
from isdata.symbiosis.matching import presentation as match_words
from pages.common import background, cards, charts, navigation, park_matches, pick, role
from pages.common.controls import park_id
from pages.common.data import ask, derive
from pages.common.language import _, names, reader
from pages.common.selection import Line
from pages.common.show import computed, escaped, info
from pages.common.tables import show_csv, show_table

_ROUTES = {"solar_power": "solar_roof"}  # treatment that serves an indicator, by indicator
OBJECTIVES = {"cost": N_("Least investment"), "npv": N_("Highest net present value")}


def _chosen(line: Line) -> tuple[str, int, str]:
    """Let the user choose standard, year and objective; return them."""
    of = {gap_closing.OWN: _("Own targets and success contract")} | names(
        standards().reset_index(), "standard_id"
    )
    objectives = {name: _(words) for name, words in OBJECTIVES.items()}
    with line.controls:
        standard = pick.from_dropdown(_("Gaps to"), of, key="gaps_to", default=gap_closing.OWN, width=400)
        years = [str(year) for year in ask(gap_closing.years, park_id=park_id())] or ["2024"]
        year = int(
            pick.from_dropdown(_("Year"), years, key="gap_year", default=years[0], width=110) or years[0]
        )
        objective = pick.one_of(_("Optimise for"), objectives, key="gap_objective", default="cost")
    line.state(of[standard], str(year), objectives[objective])
    return standard, year, objective


def show(line: Line) -> None:
    """Show the gaps to a standard or to the park's own targets, and the actions that close them."""
    standard, year, objective = _chosen(line)
    found = background.ask(
        gap_closing.closing,
        _("Planning for each gap …"),
        park_id=park_id(),
        standard_id=standard,
        year=year,
        viewer=role.viewer(),
        objective=objective,
    )
    if found is None:
        return
    if found.gaps.empty:
        info(
            _(
                "No gap in this year: no known value misses a limit or target. Unknown values and limits are listed under “Standards”."
            )
        )
        return
    _show(found, standard)
    computed(
        _(
            "Each gap is closed by an exact optimisation with the gap as a constraint. Energy, water and waste of a measure or "
            "synergy are those recorded with it; heat from a neighbour replaces purchased energy; a synergy counts as one link. "
            "Value added, total waste and other denominators stay as they are. Decided: measures with the status decided, "
            "synergies in implementation."
        )
    )


def _show(found: gap_closing.Closing, standard: str) -> None:
    """Show all gaps, and the actions that close the chosen one."""
    _figures(found)
    _picture(found)
    name = str(found.gaps.index[_table(found)])
    left, right = st.columns([0.55, 0.45], gap="large")
    with left:
        _measures(found, name)
    with right:
        _path(found, name, standard)


def _figures(found: gap_closing.Closing) -> None:
    read, states = reader(), [one.status for one in found.closed.values()]
    with st.grid(5, min_column_width=140):
        cards.metric(
            _("Gaps"),
            read.number(len(found.gaps)),
            _("Indicators whose value misses the limit or the next target."),
        )
        cards.metric(
            _("Can be closed"),
            read.number(states.count("closed")),
            _("Gaps that stored measures and synergies can close."),
        )
        cards.metric(
            _("Too few measures"),
            read.number(states.count("short")),
            _("Gaps that remain even if all recorded measures and synergies are implemented."),
        )
        cards.metric(
            _("No measure recorded"),
            read.number(states.count("none")),
            _("Gaps that no recorded measure or synergy affects."),
        )
        whole = found.together
        cards.metric(
            _("Total investment"),
            "–" if whole is None else read.money(whole.cost, found.currency),
            _("Investment of the cheapest set that closes all gaps that can be closed, less incentives."),
            None if whole is None else _("NPV {amount}", amount=read.money(whole.npv, found.currency)),
        )


def _picture(found: gap_closing.Closing) -> None:
    """Draw the lowest investment that closes each gap; open gaps are listed below."""
    read = reader()
    closed = [found.closed[name] for name in found.gaps.index]
    rows = pd.DataFrame(
        {
            "name": read.names(found.gaps),
            "amount": [one.plan.cost if one.status == "closed" and one.plan else 0.0 for one in closed],
            "words": [
                _open_words(found, str(name), one) for name, one in zip(found.gaps.index, closed, strict=True)
            ],
            "note": [_words(one) for one in closed],
        }
    )
    st.subheader(_("Least investment to close each gap"), anchor=False)
    charts.bars(
        rows.sort_values("amount", ascending=False, kind="stable"),
        alt=_("Least investment that closes each gap with recorded measures and synergies"),
    )
    each = sum(one.plan.cost for one in closed if one.status == "closed" and one.plan)
    if found.together is not None and each > found.together.cost:
        st.caption(
            _(
                "The bars add up to {each}. Closing all gaps together requires {together}, as one measure or synergy may contribute to several.",
                each=read.money(each, found.currency),
                together=read.money(found.together.cost, found.currency),
            )
        )


def _open_words(found: gap_closing.Closing, name: str, one: gap_closing.Closed) -> str:
    """Text of the investment that closes a gap, or of the reason why it remains open."""
    match one.status:
        case "closed":
            return _money(found, one, "cost")
        case "short":
            return _("closes {share} only", share=reader().percent(one.reach))
        case _:
            serving = _serving(name)
            if serving is not None and len(serving):
                return _("no measure recorded, but a feasible match")
            return _("no measure recorded")


def _table(found: gap_closing.Closing) -> int:
    read, rows = reader(), found.gaps.to_dict("records")
    closed = [found.closed[name] for name in found.gaps.index]
    place = show_table(
        {
            _("Indicator"): read.names(found.gaps),
            _("Value"): [amount(row["value"], row["unit"], read) for row in rows],
            _("Target or limit"): [_with_year(row) for row in rows],
            _("Gap"): [difference(row["gap"], row["unit"], read) for row in rows],
            _("Decided"): [100 * one.decided if one.gap else None for one in closed],
            _("Measures and synergies"): [_words(one) for one in closed],
            _("Investment"): [_money(found, one, "cost") for one in closed],
            _("NPV"): [_money(found, one, "npv") for one in closed],
        },
        ids=[str(name) for name in found.gaps.index],
        key="gap",
        alt=_("Gaps with the measures and synergies that close them; choose one for details"),
        height="content",
        lines=2,
        bars=[_("Decided")],
        widths={  # together as wide as a page of 1,280 px
            _("Indicator"): 220,
            _("Value"): 115,
            _("Target or limit"): 160,
            _("Gap"): 150,
            _("Decided"): 90,
            _("Measures and synergies"): 210,
            _("Investment"): 100,
            _("NPV"): 100,
        },
    )
    show_csv(lambda: spreadsheet_csv.to_csv(found.gaps.reset_index()), "gaps.csv")
    return place or 0


def _with_year(row: dict[str, Any]) -> str:
    return dated(amount(row["limit"], row["unit"], reader()), row["due"], reader())


def _words(one: gap_closing.Closed) -> str:
    read = reader()
    if one.gap is None or one.plan is None:
        return _("No recorded measure or synergy affects it")
    if not one.plan.is_feasible:
        return _("Together they close {share}", share=read.percent(one.reach))
    is_synergy = one.plan.measures.index.isin(one.gap.effects.index) & one.plan.measures["is_chosen"]
    return read.plural("{count} measure or synergy", "{count} measures and synergies", int(is_synergy.sum()))


def _money(found: gap_closing.Closing, one: gap_closing.Closed, name: str) -> str:
    if one.plan is None or not one.plan.is_feasible:
        return "–"
    return reader().money(getattr(one.plan, name), found.currency)


def _measures(found: gap_closing.Closing, name: str) -> None:
    """List the actions that close the chosen gap."""
    read, one = reader(), found.closed[name]
    title = read.name(found.gaps.loc[name, "name_en"], found.gaps.loc[name, "name_zh"])
    st.subheader(_("Measures and synergies that close “{name}”", name=title), anchor=False)
    if one.gap is None or one.plan is None:
        st.info(
            _(
                "No recorded measure or synergy affects this indicator. Record one under “Energy” or “Synergies”."
            )
        )
        _feasible(name)
        return
    chosen = one.plan.chosen or list(one.gap.effects[one.gap.effects > 0].sort_values(ascending=False).index)
    effects = one.gap.effects.reindex(chosen)
    order = effects.sort_values(ascending=False).index
    about, costs = found.names.loc[order], one.plan.measures.loc[order, "cost"]
    kinds = {True: _("Synergy"), False: _("Measure")}
    show_table(
        {
            _("Measure or synergy"): read.names(about, nameless=_("Undisclosed company")),
            _("Kind"): [kinds[bool(flag)] for flag in about["is_synergy"]],
            _("Effect"): [amount(effects[each], one.gap.unit, read) for each in order],
            _("Share of the gap"): [100 * float(effects[each]) / one.gap.need for each in order],
            _("Investment"): [read.money(float(cost), found.currency) for cost in costs],
        },
        alt=_("Measures and synergies that close the gap, largest effect first"),
        bars=[_("Share of the gap")],
    )


def _serving(name: str) -> Matches | None:
    """Feasible matches whose treatment serves the indicator; None where no treatment does."""
    step = _ROUTES.get(name)
    if step is None:
        return None
    return derive(potential.serving, park_matches.of_park(park_id(), role.viewer()), step)


def _feasible(name: str) -> None:
    """Link to the feasible matches that serve the indicator, with their amount; nothing without any."""
    serving = _serving(name)
    if serving is None or serving.empty:
        return
    companies = {match_words.company(row, "supply", reader()) for row in serving.to_dict("records")}
    words = _(
        "Feasible matches that contribute to it: {names}, up to {amount}",
        names=escaped(reader().listed(sorted(companies))),
        amount=reader().amount(potential.energy_at_most(serving), "MWh/yr"),
    )
    navigation.link("matches", words, icon=":material/handshake:")


def _path(found: gap_closing.Closing, name: str, standard: str) -> None:
    """Show the values by year of an indicator of the park."""
    if standard != gap_closing.OWN:
        return
    stored = ask(store.ask, name="indicator_values", park_id=park_id())
    values = stored.loc[stored["indicator_id"] == name, ["year", "value_kind", "value"]]
    row = found.gaps.loc[name]
    if (reached := found.planned_value(name)) is not None:
        planned = {"year": int(row["due"]), "value_kind": "planned", "value": reached}
        values = pd.concat([values, pd.DataFrame([planned])], ignore_index=True)
    st.subheader(_("Path to the vision"), anchor=False)
    charts.draw(
        indicator_path.path(values, charts.reader(), unit=str(row["unit"])),
        alt=_("Actual values, targets and vision of the indicator by year"),
    )
