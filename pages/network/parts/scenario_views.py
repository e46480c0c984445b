"""The parts of the scenarios page: which are compared, their figures side by side, and what changes places."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.decisions import planning
from isdata.decisions.planning import Limits, Outcome
from isdata.energy.measures import presentation
from pages.common import comparison, navigation, pick, role, scenario, show
from pages.common.language import _, reader
from pages.common.tables import show_rows
from pages.network.parts import disclosed_totals, plan_words

TODAY = "today"
# Pages where a scenario is looked at, in the order of the navigation.
_SHOWN_ON = ("flows", "board", "energy", "members", "plan", "investors")


def choose(known: pd.DataFrame, titles: dict[str, str]) -> list[str | None]:
    """Let the reader choose up to four, today among them; return their ids, None for today."""
    options = [TODAY, *known["scenario_id"]]
    chosen = pick.some_of(
        _("Compare"),
        options,
        default=[TODAY, *scenarios.compared_first(known, planning.MOST - 1)],
        words=lambda name: titles.get(name, name),
        most=planning.MOST,
        key="compare",
        placeholder=_("Choose up to four"),
        help=_("The first one is the reference."),
    )
    return [None if name == TODAY else name for name in chosen]


def table(outcomes: list[Outcome]) -> None:
    """Show the results of each scenario in one table, with differences from the first.

    A later one that is withheld is only named below: a column of dashes would say no more.
    """
    read = reader()
    total = read.number(len(outcomes))
    outcomes, withheld = apart(outcomes)
    shown = [None if outcome.is_withheld else outcome for outcome in outcomes]
    currency = outcomes[0].currency
    # As many digits as the difference has, or 2.7 would become 2.8 by 0.01.
    years = lambda value: read.number(value, digits=2)  # noqa: E731
    money = lambda value: read.money(value, currency)  # noqa: E731
    tonnes = lambda value: read.amount(value, "t/yr")  # noqa: E731
    sums = [outcome.sums for outcome in outcomes]
    plans = [None if outcome is None or not outcome.plan.is_feasible else outcome.plan for outcome in shown]
    rows = [
        _row(_("Payback [yr]"), _numbers(sums, "payback"), years, is_burden=True),
        _row(_("Net present value"), _numbers(sums, "npv"), money),
        _row(
            _("Internal rate of return"),
            _numbers(sums, "irr"),
            lambda share: read.percent(share, digits=1),
            differs=lambda share: read.points(100 * share, digits=1),
        ),
        _row(_("CO2 saved"), _numbers(sums, "co2_saving"), tonnes),
        _plan_row(
            _("NPV of the optimal plan"), [np.nan if plan is None else plan.npv for plan in plans], money
        ),
        _plan_row(
            _("CO2 of the optimal plan"), [np.nan if plan is None else plan.co2 for plan in plans], tonnes
        ),
        comparison.Row(_("Measures in the plan"), [_words(outcome, _chosen) for outcome in shown]),
        _spending(shown),
    ]
    titles = [scenario.title(outcome.scenario) for outcome in outcomes]
    comparison.show(titles, rows, caption=_("Results of each scenario, with the difference from the first"))
    if withheld:
        names = read.listed(f"“{scenario.title(outcome.scenario)}”" for outcome in withheld)
        words = _(
            "{count} of {total} withheld: {scenarios}, as single values could be derived.",
            count=read.number(len(withheld)),
            total=total,
            scenarios=names,
        )
        disclosed_totals.withheld(show.plain(words))
    elif None in shown:
        disclosed_totals.withheld()


def apart(outcomes: list[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Return the outcomes that have a column, the first always among them, and later ones that are withheld."""
    withheld = [outcome for outcome in outcomes[1:] if outcome.is_withheld]
    return [outcome for outcome in outcomes if outcome not in withheld], withheld


def room(names: list[str | None], titles: dict[str, str]) -> None:
    """Show the table without figures: it keeps its room while they are computed."""
    labels = [
        _("Payback [yr]"),
        _("Net present value"),
        _("Internal rate of return"),
        _("CO2 saved"),
        _("NPV of the optimal plan"),
        _("CO2 of the optimal plan"),
        _("Measures in the plan"),
        _("Spending / budget"),
    ]
    heads = [titles[name or TODAY] for name in names]
    comparison.waiting(heads, labels, words=2, caption=_("Comparing scenarios …"))


def _numbers(sums: list[pd.Series], name: str) -> list[float]:
    return [float(one[name]) for one in sums]


def _plan_row(label: str, values: list[float], words: Callable[[float], str]) -> comparison.Row:
    """One indicator of the plans of all scenarios; where they are rounded, a difference of two would be no figure."""
    row = _row(label, values, words)
    if role.viewer().sees_all:
        return row
    cells = [
        replace(cell, text=disclosed_totals.about(value, cell.text), change="", is_better=None)
        for value, cell in zip(values, row.cells, strict=True)
    ]
    return comparison.Row(label, cells)


def _row(
    label: str,
    values: list[float],
    words: Callable[[float], str],
    *,
    differs: Callable[[float], str] | None = None,
    is_burden: bool = False,
) -> comparison.Row:
    """One indicator of all scenarios, with differences worded by `differs`; what reads as nothing is no change."""
    differs = differs or words
    longest = max((abs(value) for value in values if np.isfinite(value)), default=0.0)

    def cell(value: float, change: float) -> comparison.Cell:
        is_changed = bool(np.isfinite(change)) and differs(abs(change)) != differs(0.0)
        return comparison.Cell(
            words(value),
            f"{'+' if change > 0 else ''}{differs(change)}" if is_changed else "",
            (change < 0) == is_burden if is_changed else None,
            abs(value) / longest if longest and np.isfinite(value) else 0.0,
        )

    first, *others = values
    return comparison.Row(label, [cell(first, np.nan), *(cell(value, value - first) for value in others)])


def changes(outcomes: list[Outcome]) -> None:
    """Show the changes of each scenario, with links to the pages that show it."""
    for outcome, place in zip(outcomes, st.columns(len(outcomes), gap="medium"), strict=True):
        with place:
            st.markdown(f"**{show.plain(scenario.title(outcome.scenario))}**")
            _changes(outcome)


def with_budget(changes: pd.DataFrame, names: list[str | None]) -> list[str]:
    """Return the scenarios that set a budget of their own; parameters as of `choose_money`."""
    own = set(changes.loc[changes["change_kind"] == "budget", "scenario_id"])
    return [name for name in names if name is not None and name in own]


def choose_money(changes: pd.DataFrame, names: list[str | None], titles: dict[str, str]) -> str:
    """Let the reader choose whose budget the plans spend, where a scenario that is compared sets its own.

    Parameters
    ----------
    changes : DataFrame
        As `scenarios.changes` returns.
    names : list of str or None
        Scenarios that are compared, None for today.
    titles : dict of str to str
        Their names.
    """
    budgeted = with_budget(changes, names)
    if not budgeted:
        return planning.OWN
    options: dict[str, str] = {
        planning.OWN: _("Own budget of each scenario"),
        planning.SAME: _("Budget above for all"),
    }
    options |= {name: _("Budget of “{scenario}” for all", scenario=titles[name]) for name in budgeted}
    return pick.from_list(
        _("Plan budget"),
        options,
        key="compare_money",
        width=340,
        help=_(
            "Own budget: the plan that the plan page shows in the scenario. With the same budget, differences come from "
            "the other changes of the scenarios alone."
        ),
    )


def money_words(money: str, limits: Limits, currency: str, titles: dict[str, str], *, has_own: bool) -> str:
    """Return whose budget the plans spend, as the page states what it shows; parameters as of `planning.compare`."""
    if money not in (planning.SAME, planning.OWN):
        return _("budget of “{scenario}” for all", scenario=titles[money])
    (words,) = plan_words.stated(limits, currency)
    if not has_own:
        return words
    if money == planning.SAME:
        return _("{budget} for all scenarios", budget=words)
    if plan_words.has_budget(limits):
        words = plan_words.money(limits, currency)
    return _("budget of the scenario, otherwise {budget}", budget=words)


def _changes(outcome: Outcome) -> None:
    """Show the changes of a scenario, with links to the pages that show it."""
    if outcome.scenario is None:
        st.caption(_("no changes"))
        return
    currency = outcome.currency
    st.markdown("\n".join(f"- {line}" for line in scenario.words(outcome.scenario, currency)))
    scenario.remarks(outcome.scenario, currency)
    with st.container(horizontal=True, gap="small"):
        for page in _SHOWN_ON:
            navigation.link(page, scenario=outcome.scenario.scenario_id, park=outcome.scenario.park_id)


def _words(outcome: Outcome | None, words: Callable[[Outcome], str]) -> comparison.Cell:
    """What a plan is, in words; a dash where it is withheld or there is none."""
    return comparison.Cell("–" if outcome is None else words(outcome), is_figure=False)


def _chosen(outcome: Outcome) -> str:
    """Number of measures in the plan, of all that were considered, and how far it may be from the optimum."""
    read, plan = reader(), outcome.plan
    if not plan.is_feasible:
        return _("no plan meets the limits")
    words = _(
        "{count} of {total}", count=read.number(len(plan.chosen)), total=read.number(len(plan.measures))
    )
    return words if plan.gap <= planning.EXACT else f"{words} · {plan_words.optimality(plan)}"


def _spending(shown: list[Outcome | None]) -> comparison.Row:
    """Spending and budget of each plan; the budget alone where rounded spending is only known to be below it."""
    plans = [outcome for outcome in shown if outcome is not None and outcome.plan.is_feasible]
    is_cut = [disclosed_totals.is_cut(outcome.plan.cost, outcome.limits.money) for outcome in plans]
    if not is_cut or not all(is_cut):
        return comparison.Row(_("Spending / budget"), [_words(outcome, _spent) for outcome in shown])
    return comparison.Row(_("Budget"), [_words(outcome, _budget) for outcome in shown])


def _budget(outcome: Outcome) -> str:
    """What the plan may spend in all years."""
    most = outcome.limits.money
    return _("no limit") if most is None else reader().money(most, outcome.currency)


def _spent(outcome: Outcome) -> str:
    """Spending of the plan, and what it may spend in all years."""
    if not outcome.plan.is_feasible:
        return "–"
    spent = disclosed_totals.spent(outcome.plan.cost, outcome.limits.money, outcome.currency)
    return f"{spent} / {_budget(outcome)}"


def changing_places(outcomes: list[Outcome]) -> None:
    """Show the measures that are in some of the plans and not in others."""
    known = [outcome for outcome in outcomes if outcome.plan.is_feasible]
    if len(known) < 2:
        return
    inside = pd.DataFrame(
        {place: pd.Series(1, index=outcome.plan.chosen) for place, outcome in enumerate(known)}
    )
    moved = inside[inside.isna().any(axis=1)]
    if moved.empty:
        show.info(_("All plans contain the same measures."))
        return
    every = pd.concat([outcome.names for outcome in known])
    shown = every[~every.index.duplicated()].loc[moved.index]
    titles = [f"{place + 1} · {scenario.title(outcome.scenario)}" for place, outcome in enumerate(known)]
    show_rows(
        {
            _("Measure"): [presentation.measure_words(row, reader()) for row in shown.to_dict("records")],
            _("Company"): reader().names(shown, "company", nameless=_("undisclosed")),
        }
        | {
            title: [_("in the plan") if is_in == 1 else "–" for is_in in moved[place]]
            for place, title in enumerate(titles)
        },
        most=420,
        alt=_("Measures in some but not all plans"),
    )
