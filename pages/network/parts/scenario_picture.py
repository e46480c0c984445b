"""Scenarios as bars: the decision of the park with the highest NPV, and the effect of what it does not decide."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from isdata.decisions.planning import Outcome
from isdata.output.figures import bar_labels, style
from isdata.output.figures.frame import MoneyAxis
from isdata.output.figures.labelled_bars import Looks
from pages.common import charts, controls, scenario, screen, show
from pages.common.language import _, reader
from pages.common.presenting import room
from pages.network.parts import scenario_table, scenario_words

_TALLEST = 3.4  # ratio of the highest row of presented bars to that of their looks [-]


def headline(outcomes: Sequence[Outcome], currency: str) -> str:
    """Headline with the decision of the highest NPV, else the range of the NPV in all scenarios; empty if neither is known.

    An external change that raises the NPV more than any decision comes first. Plans whose figures are too coarse to be drawn
    are no headline either.
    """
    if scenario_words.are_coarse(outcomes) and (words := _range(outcomes, currency)):
        return words
    return _highest(outcomes) or _best_decision(outcomes) or _range(outcomes, currency)


def _highest(outcomes: Sequence[Outcome]) -> str:
    """Scenario with the highest NPV beside the first one; empty if it is the first or a decision, or not unique."""
    first, *others = outcomes
    known = [each for each in others if "npv" in each.order and np.isfinite(scenario_words.plan_npv(each))]
    if not known or not np.isfinite(scenario_words.plan_npv(first)):
        return ""
    best = _best([first, *known])
    if len(best) > 1 or _is_decided(best[0]):
        return ""
    npv, base = (scenario_words.npv_words(each, outcomes) for each in (best[0], first))
    name, title = (scenario.title(each.scenario) for each in (best[0], first))
    if npv == base:
        return _("Highest NPV of the optimal plan: {npv} with “{name}”", npv=npv, name=name)
    return _(
        "NPV of the optimal plan: {npv} with “{name}”, {base} with “{first}”",
        npv=npv,
        name=name,
        base=base,
        first=title,
    )


def _less_co2(outcomes: Sequence[Outcome]) -> str:
    """Note on plans of a higher NPV that save less CO2 than the first one, as they are optimised for money."""
    first, *others = outcomes
    names = [
        _("“{name}”", name=scenario.title(each.scenario))
        for each in others
        if scenario_words.plan_npv(each) > scenario_words.plan_npv(first)
        and each.plan.co2 < first.plan.co2
        and scenario_words.co2_words(each) != scenario_words.co2_words(first)
    ]
    if not names:
        return ""
    return _(
        "Plans are optimised for NPV: that of {names} saves less CO2 than “{first}”.",
        names=reader().listed(names),
        first=scenario.title(first.scenario),
    )


def _presented_note(outcomes: Sequence[Outcome]) -> str:
    """Line below presented bars: plans that save less CO2, and rounding."""
    return reader().sentences([_less_co2(outcomes), scenario_table.steps(outcomes)])


def show_bars(outcomes: Sequence[Outcome], axis: MoneyAxis, title: str, *, is_complete: bool) -> None:
    """Draw the NPV of the optimal plan and of all measures in each scenario, on a desk side by side.

    Parameters
    ----------
    outcomes : sequence of Outcome
        Outcomes that are compared; the first one is the reference.
    axis : MoneyAxis
        Step of money.
    title : str
        Headline of a presentation.
    is_complete : bool
        False while further scenarios are computed, whose progress is shown below.
    """
    if len(outcomes) < 2:
        return
    are_coarse = scenario_words.are_coarse(outcomes)
    plans = {} if are_coarse else _plan_bars(outcomes, axis)
    parts = [
        (_("Net present value of each scenario's own optimal plan"), plans),
        (_("Net present value of all measures"), _all_bars(outcomes, axis)),
    ]
    parts = [(words, rows) for words, rows in parts if rows]
    is_presented = controls.is_projected()
    names = len(parts) if not is_presented and not screen.is_phone() and parts else 1
    columns = st.columns(names, gap="medium")
    note = _coarse_note(outcomes) if are_coarse else _presented_note(outcomes) if is_presented else ""
    lines = bool(note) + (0 if is_complete else 3)
    each = max(1.0, (room.below(title) - lines * room.NOTE) / max(1, len(parts)) - room.HEADING)
    colours = _colours()
    states = tuple(words for words in colours if words in {_kind(outcome) for outcome in outcomes})
    # One scale for both, as bars of equal length would be read as equal amounts.
    longest = max(
        (amount for _words, rows in parts for amount in rows["amount"] if np.isfinite(amount)), default=0.0
    )
    needs = bar_labels.needs(pd.concat([pd.DataFrame(rows) for _words, rows in parts])) if parts else ()
    for place, (words, rows) in enumerate(parts):
        # The first chart explains the colours of both.
        tall = max(34.0, (each - 90) / _TALLEST / len(outcomes))
        looks = Looks(filled=each - 90, row=tall) if charts.is_in_hall() else screen.bar_looks(32)
        is_below = bool(place) and names == 1
        looks = replace(
            looks, states=None if is_below else states, is_repeated=bool(place), longest=longest, needs=needs
        )
        with columns[place % names]:
            st.subheader(show.escaped(words), anchor=False)
            charts.bars(rows, colours=colours, room=1.7, looks=looks, alt=words)
    if note:
        st.caption(show.escaped(note))


def _coarse_note(outcomes: Sequence[Outcome]) -> str:
    """Plans whose NPV is too coarse to be drawn; in a presentation only that of the first one, in one line."""
    npv = scenario_words.npv_words(outcomes[0], outcomes)
    if not controls.is_projected() or not npv:
        return scenario_words.plan_words(outcomes)
    return _(
        "A budget changes only the optimal plan; its NPV is disclosed as a range: {npv}.",
        npv=npv,
    )


def _colours() -> dict[str, str]:
    return {
        _("Today"): style.MUTED,
        _("Park decision"): style.ACCENT,
        _("External change"): style.PALETTE[2],
        _("Both"): style.PALETTE[1],
    }


def _kind(outcome: Outcome) -> str:
    about = outcome.scenario
    if about is None or not (about.has_decisions or about.has_influences):
        return _("Today")
    if about.has_decisions and about.has_influences:
        return _("Both")
    return _("Park decision") if about.has_decisions else _("External change")


def _is_decided(outcome: Outcome) -> bool:
    """Return True for a scenario in which only what the park decides differs from today."""
    return outcome.scenario is None or not outcome.scenario.has_influences


def _best(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Scenarios whose plan may have the highest NPV: the only one, unless the rounding leaves it open."""
    half = [each.plan.steps.get("npv", 0.0) / 2 for each in outcomes]
    least = max(scenario_words.plan_npv(each) - one for each, one in zip(outcomes, half, strict=True))
    return [
        each
        for each, one in zip(outcomes, half, strict=True)
        if scenario_words.plan_npv(each) + one > least or scenario_words.plan_npv(each) - one >= least
    ]


def _best_decision(outcomes: Sequence[Outcome]) -> str:
    first, *others = outcomes
    known = [each for each in others if _is_decided(each) and "npv" in each.order]
    if not known or not _is_decided(first) or not np.isfinite(scenario_words.plan_npv(first)):
        return ""
    better = [each for each in known if each.order["npv"] > 0]
    if not better:
        npv = scenario_words.npv_words(first, [first, *known])
        title = scenario.title(first.scenario)
        if len(known) == 1:
            return _not_better(known[0], title, npv, scenario_words.npv_words(known[0], [first, *known]))
        return _(
            "No decision by itself improves on “{first}”, whose optimal plan has an NPV of {npv}",
            first=title,
            npv=npv,
        )
    best = _best(better)
    names = reader().listed(_("“{name}”", name=scenario.title(each.scenario)) for each in best)
    npv = reader().listed(dict.fromkeys(scenario_words.npv_words(each, outcomes) for each in best))
    # More money buys more measures: without the budgets the amounts are not comparable.
    budgets = dict.fromkeys(filter(None, (scenario_words.other_budget(each, first) for each in best)))
    npv = reader().noted(npv, reader().listed(budgets)) if budgets else npv
    return _("Decision with the highest NPV of the optimal plan: {names}, {npv}", names=names, npv=npv)


def _not_better(outcome: Outcome, first: str, npv: str, own: str) -> str:
    """Sentence that a decision does not improve on the first scenario, with the NPV of both plans where they differ."""
    name = scenario.title(outcome.scenario)
    if not np.isfinite(scenario_words.plan_npv(outcome)) or own == npv:
        return _(
            "“{name}” does not improve on “{first}”, whose optimal plan has an NPV of {npv}",
            name=name,
            first=first,
            npv=npv,
        )
    return _(
        "“{name}” does not improve on “{first}”: NPV of the optimal plan {own} instead of {npv}",
        name=name,
        first=first,
        own=own,
        npv=npv,
    )


def _range(outcomes: Sequence[Outcome], currency: str) -> str:
    values = [float(outcome.sums["npv"]) for outcome in outcomes]
    if len(outcomes) < 2 or not np.isfinite(values).all():
        return ""
    read = reader()
    least, most = (read.money(value, currency) for value in (min(values), max(values)))
    if least == most:
        return _("NPV of all measures {npv} in every scenario", npv=least)
    return _("NPV of all measures: {least} to {most}, depending on the scenario", least=least, most=most)


def _all_bars(outcomes: Sequence[Outcome], axis: MoneyAxis) -> dict[str, list]:
    values = [float(outcome.sums["npv"]) for outcome in outcomes]
    if not np.isfinite(values).all() or min(values) < 0:
        return {}
    currency = outcomes[0].currency

    def words(place: int) -> str:
        difference = scenario_words.difference(values[place], values[0], currency) if place else ""
        if place and not difference and outcomes[0].scenario is None:
            difference = _("(as today)")
        money = scenario_words.beside(reader().money(values[place], currency), difference)
        return scenario_words.with_co2(money, reader().amount(float(outcomes[place].sums["co2_saving"]), "t"))

    return _bars(outcomes, values, [words(place) for place in range(len(outcomes))], axis)


def _plan_bars(outcomes: Sequence[Outcome], axis: MoneyAxis) -> dict[str, list]:
    values = [scenario_words.plan_npv(outcome) for outcome in outcomes]
    if not np.isfinite(values).any() or np.nanmin(values) < 0:
        return {}

    def words(place: int) -> str:
        money = scenario_words.plan_money(place, outcomes)
        return (
            scenario_words.with_co2(money, scenario_words.co2_words(outcomes[place]))
            if np.isfinite(values[place])
            else money
        )

    return _bars(outcomes, values, [words(place) for place in range(len(outcomes))], axis)


def _bars(
    outcomes: Sequence[Outcome], values: list[float], words: list[str], axis: MoneyAxis
) -> dict[str, list]:
    """Bars in the order of the table."""
    return {
        "name": [scenario.title(outcome.scenario) for outcome in outcomes],
        "amount": [value / axis.step for value in values],
        "words": words,
        "state": [_kind(outcome) for outcome in outcomes],
    }
