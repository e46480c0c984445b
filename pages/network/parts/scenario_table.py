"""Comparison table of scenario results: all measures, and the optimal plan."""

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from isdata.data.significant_figures import half_up
from isdata.decisions import planning
from isdata.decisions.planning import Outcome
from isdata.output.figures.frame import MoneyAxis
from pages.common import comparison, role, scenario, screen, show
from pages.common.language import _, reader
from pages.common.presenting import withholding
from pages.network.parts import disclosed_totals, plan_words

# Smaller differences between paybacks are ignored. [yr]
_LEAST = 0.05
Words = Callable[[float], str]


def labels(axis: MoneyAxis) -> dict[str, str]:
    """Labels of the rows and of their groups in order, with the unit of money."""
    unit = axis.title
    return {
        "all": _("All measures"),
        "payback": _("Payback [yr]"),
        "npv": _("Net present value [{unit}]", unit=unit),
        "irr": _("Internal rate of return [%]"),
        "co2": _("CO2 saved [t/yr]"),
        "plan": _("Optimal plan"),
        "plan_npv": _("Net present value [{unit}]", unit=unit),
        "plan_co2": _("CO2 saved [t/yr]"),
        "chosen": _("Measures"),
        "spending": _("Spending / budget [{unit}]", unit=unit),
    }


def table(outcomes: list[Outcome], axis: MoneyAxis, total: int, withheld: int) -> None:
    """Show the results of each scenario in one table, with differences from the first.

    Parameters
    ----------
    outcomes : list of Outcome
        Outcomes with a column, as returned by `distinguishable`.
    axis : MoneyAxis
        Step of money.
    total, withheld : int
        Number of scenarios, and of those without a column because their totals are withheld.
    """
    shown = [None if outcome.is_withheld else outcome for outcome in outcomes]
    titles = [scenario.title(outcome.scenario) for outcome in outcomes]
    caption = _("Results of each scenario, with the difference from the first")
    comparison.show(titles, _rows(outcomes, shown, axis), caption=caption, is_stacked=screen.is_phone())
    if words := _withheld_words(outcomes, total, withheld):
        withholding.state(show.escaped(words), is_part=True)
        return
    if None in shown:
        withholding.state(is_part=True)
    if words := _rounded_words(outcomes):
        st.caption(show.escaped(words))


def _withheld_words(outcomes: list[Outcome], total: int, withheld: int) -> str:
    if not withheld:
        return ""
    read = reader()
    words = _(
        "{count} of {total} undisclosed and plan figures rounded, as single values could be derived otherwise.",
        count=read.number(withheld),
        total=read.number(total),
    )
    return read.sentences([words, steps(outcomes)])


def _rounded_words(outcomes: list[Outcome]) -> str:
    return reader().sentences([disclosed_totals.rounded(), steps(outcomes)])


def steps(outcomes: Sequence[Outcome]) -> str:
    """Sentences on the rounding of plans, and that they are equal within it."""
    plans = [outcome.plan for outcome in outcomes if not outcome.is_withheld]
    words, values = disclosed_totals.steps(plans, outcomes[0].currency), {plan.npv for plan in plans}
    is_equal = len(plans) > 1 and len(values) == 1 and not role.viewer().sees_all
    alike = _("Within this rounding, the plans of all scenarios have the same net present value.")
    return reader().sentences([words, alike if words and is_equal else ""])


def label_width(axis: MoneyAxis) -> int:
    """Width of the labels of the table on a working page. [px]"""
    return comparison.label_width(labels(axis).values())


def distinguishable(outcomes: list[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Outcomes with a column, always including the first, and later ones with withheld totals."""
    withheld = [outcome for outcome in outcomes[1:] if outcome.is_withheld]
    return [outcome for outcome in outcomes if outcome not in withheld], withheld


def _rows(outcomes: list[Outcome], shown: list[Outcome | None], axis: MoneyAxis) -> list[comparison.Row]:
    """Rows of the table; `shown` has None for withheld outcomes."""
    label = labels(axis)
    sums = {
        name: [float(outcome.sums[of]) for outcome in outcomes]
        for name, of in (("payback", "payback"), ("npv", "npv"), ("irr", "irr"), ("co2", "co2_saving"))
    }
    has_started = any(len(outcome.started_synergies) for outcome in outcomes)
    npv = [each / axis.step for each in sums["npv"]]
    irr = [100 * share for share in sums["irr"]]

    return [
        comparison.Row(_("All measures and started synergies") if has_started else label["all"]),
        _row(label["payback"], sums["payback"], 2, least=_LEAST, is_burden=True),
        _row(label["npv"], npv, _digits(npv)),
        _row(label["irr"], irr, 1),
        _row(label["co2"], sums["co2"], _digits(sums["co2"])),
        comparison.Row(label["plan"]),
        _plan_row(label["plan_npv"], shown, "npv", axis.step),
        _plan_row(label["plan_co2"], shown, "co2", 1.0),
        comparison.Row(label["chosen"], [_words(outcome, _chosen) for outcome in shown]),
        _spending(label["spending"], shown, axis),
    ]


def _digits(values: Sequence[float]) -> int:
    """Decimals of the largest number of a row, which all have: 28.0 beside 34.8."""
    longest = max((abs(value) for value in values if np.isfinite(value)), default=0.0)
    return max(0, 2 - int(np.floor(np.log10(longest)))) if longest else 0


def _row(
    label: str, values: list[float], digits: int, *, least: float = 0.0, is_burden: bool = False
) -> comparison.Row:
    """One indicator of all scenarios with a number of decimals, and the differences of the numbers shown.

    Differences below `least` are ignored. There are no bars for burdens.
    """
    longest = 0.0 if is_burden else max((abs(value) for value in values if np.isfinite(value)), default=0.0)
    shown = [half_up(value, digits) if np.isfinite(value) else value for value in values]

    def cell(value: float, change: float) -> comparison.Cell:
        is_changed = bool(np.isfinite(change) and change and abs(change) >= least)
        return comparison.Cell(
            reader().number(value, digits=digits),
            f"{'+' if change > 0 else ''}{reader().number(change, digits=digits)}" if is_changed else "",
            (change < 0) == is_burden if is_changed else None,
            abs(value) / longest if longest and np.isfinite(value) else 0.0,
        )

    changes = [
        np.nan,
        *(
            half_up(value - shown[0], digits) if np.isfinite(value - shown[0]) else np.nan
            for value in shown[1:]
        ),
    ]
    return comparison.Row(label, [cell(*each) for each in zip(values, changes, strict=True)])


def _plan_row(label: str, shown: list[Outcome | None], figure: str, step: float) -> comparison.Row:
    """One indicator of the plans of all scenarios.

    For rounded figures a difference would be meaningless: the table states which one is higher instead.
    """
    values = [
        np.nan
        if outcome is None or not outcome.plan.is_feasible
        else getattr(disclosed_totals.plan_beside_totals(outcome.plan, outcome.sums), figure) / step
        for outcome in shown
    ]
    if role.viewer().sees_all:
        return _row(label, values, _digits(values))
    plans = [outcome.plan for outcome in shown if outcome is not None]
    is_range = figure == "co2" or disclosed_totals.are_ranges(plans, figure)

    def words(value: float, outcome: Outcome | None) -> str:
        half = 0.0 if outcome is None else outcome.plan.steps.get(figure, 0.0) / step / 2
        if is_range and half and value and np.isfinite(value):
            return f"{reader().number(value - half)}–{reader().number(value + half)}"
        return disclosed_totals.rounded_text(value, reader().number(value))

    first = shown[0]
    orders = [None if outcome is None or outcome is first else outcome.order.get(figure) for outcome in shown]
    cells = [
        comparison.Cell(
            words(value, outcome),
            "" if order is None else order_words(order, is_today=first is None or first.scenario is None),
            order > 0 if order else None,
        )
        for value, outcome, order in zip(values, shown, orders, strict=True)
    ]
    return comparison.Row(label, cells)


def order_words(order: int, *, is_today: bool) -> str:
    """Text on a plan's figure compared with the first scenario."""
    above, equal, below = (
        (_("(higher than today)"), _("(as today)"), _("(lower than today)"))
        if is_today
        else (_("(higher than the first)"), _("(as the first)"), _("(lower than the first)"))
    )
    return above if order > 0 else below if order < 0 else equal


def _words(outcome: Outcome | None, words: Callable[[Outcome], str]) -> comparison.Cell:
    """Cell with a text about a plan; a dash if it is withheld or missing."""
    return comparison.Cell("–" if outcome is None else words(outcome), is_figure=False)


def _chosen(outcome: Outcome) -> str:
    """Number of measures in the plan and considered, number of synergies started by the scenario, and maximum distance from
    the optimum."""
    read, plan = reader(), outcome.plan
    if not plan.is_feasible:
        return _("no plan meets the limits")
    words = _(
        "{count} of {total}",
        count=read.number(len(plan.chosen)),
        total=read.number(len(plan.measures)),
    )
    if included := plan_words.included(plan, outcome.started_synergies):
        words = f"{words} · {included}"
    is_exact = plan.gap <= planning.EXACT or not role.viewer().sees_all  # not meaningful for rounded figures
    return words if is_exact else f"{words} · {plan_words.optimality(plan)}"


def _spending(label: str, shown: list[Outcome | None], axis: MoneyAxis) -> comparison.Row:
    """Spending and budget of each plan; only the budget if rounded spending is just known to be below it."""
    plans = [outcome for outcome in shown if outcome is not None and outcome.plan.is_feasible]
    is_cut = [disclosed_totals.is_cut(outcome.plan.cost, outcome.limits.money) for outcome in plans]

    def budget(outcome: Outcome) -> str:
        most = outcome.limits.money
        return _("no limit") if most is None else reader().number(most / axis.step)

    def spent(outcome: Outcome) -> str:
        if not outcome.plan.is_feasible:
            return "–"
        cost = outcome.plan.cost
        words = disclosed_totals.spent_words(cost, outcome.limits.money, reader().number(cost / axis.step))
        return f"{words} / {budget(outcome)}"

    if is_cut and all(is_cut):
        return comparison.Row(
            _("Budget [{unit}]", unit=axis.title), [_words(outcome, budget) for outcome in shown]
        )
    return comparison.Row(label, [_words(outcome, spent) for outcome in shown])
