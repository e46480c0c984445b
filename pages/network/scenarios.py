"""Scenarios: comparison of named sets of changes, and the form to edit them."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

import streamlit as st

from isdata import scenarios
from isdata.data.disclosure import Undisclosed, Viewer
from isdata.decisions import planning
from isdata.decisions.planning.request import Request
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures
from isdata.output.figures.frame import MoneyAxis, money_axis
from pages.common import (
    background,
    charts,
    controls,
    fragment,
    popovers,
    role,
    scenario,
    screen,
    selection,
    show,
)
from pages.common.controls import park_id
from pages.common.data import ask, derive, note_calculation
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline, withholding
from pages.network.parts import (
    energy,
    plan_budget,
    scenario_form,
    scenario_picture,
    scenario_table,
    scenario_views,
)

screen.screen()  # a phone has no empty column beside the changes
known = ask(scenarios.scenarios, park_id=park_id(), viewer=role.viewer())
withheld = ask(scenarios.withheld, park_id=park_id(), viewer=role.viewer())
if not known.empty:  # replaced below; a hall sees at once that the page is working
    headline.state(_("Comparing scenarios …"))
stored = energy.stored(
    park_id(),
    content=[_("Investment plans compared: today and each saved scenario, with NPV, CO2 and investment")],
)
networks = ask(measures.networks, park_id=park_id())
titles = {scenario_views.TODAY: scenario.title(None)} | {
    str(row["scenario_id"]): reader().name(row["name_en"], row["name_zh"]) for row in known.to_dict("records")
}


def show_outcomes(
    outcomes: list[planning.Outcome], axis: MoneyAxis, co2_definition: str, *, count: int, is_complete: bool
) -> None:
    """Compare scenarios: bars, results, changes, and measures that differ between their plans."""
    shown, apart = scenario_table.distinguishable(outcomes)
    title = scenario_picture.headline(shown, stored.currency) if is_complete else _comparing(count)
    headline.state(title)
    if title and not controls.is_projected():
        st.subheader(show.escaped(title), anchor=False)
    once(scenario_picture.show_bars, shown, axis, title, is_complete=is_complete)
    if controls.is_projected() and len(shown) > 1:
        if apart or withheld or any(outcome.is_withheld for outcome in shown):
            charts.withheld()
    else:
        once(scenario_table.table, shown, axis, len(titles) + withheld, len(apart) + withheld)
    show.end_of_presented()
    show.computed(
        reader().sentences(
            [
                _(
                    "A discount rate set in a scenario takes precedence over the one chosen here. Totals are combined: overlaps "
                    "deducted, and of measures that exclude each other the more valuable one."
                ),
                co2_definition,
            ]
        )
    )
    changes, measures_apart = st.tabs([_("Changes"), _("Measures that differ between plans")])
    with changes:
        once(scenario_views.changes, shown, scenario_table.label_width(axis))
    with measures_apart:
        once(scenario_views.changing_places, shown)


def _comparing(count: int) -> str:
    return ngettext("Comparing {count} scenario", "Comparing {count} scenarios", count)


def _outcomes(found: Sequence[Undisclosed[list[planning.Result]]], viewer: Viewer) -> list[planning.Outcome]:
    """Results of scenarios as disclosed to a viewer."""
    return ask(planning.outcomes, found=found, park_id=park_id(), viewer=viewer)


class _Question(TypedDict):
    """Arguments of `planning.results`."""

    request: Request
    names: list[str | None]
    money: str


class _Settings(NamedTuple):
    """Choices for a comparison.

    Attributes
    ----------
    request : Request
        Measures, terms and limits of all scenarios.
    names : list of str or None
        Ids of the scenarios; None for the present state.
    money : str
        Budget that counts, as from `scenario_views.choose_money`.
    chosen : DisclosedMeasures
        Stored measures in the scope.
    stated : sequence of str
        The choices in words.
    """

    request: Request
    names: list[str | None]
    money: str
    chosen: DisclosedMeasures
    stated: Sequence[str]


def _choose(line: selection.Line) -> _Settings:
    """Controls of scenarios, measures, terms and budget."""
    with line.controls:
        names = scenario_views.choose(known, titles)
        scope, chosen = energy.choose_scope(stored, key="plan_scope", place=line.first)
        terms = energy.choose_terms(stored, measures.hurdle_rate(networks))
        limits = plan_budget.choose(chosen, None, scope)
        changes = ask(scenarios.changes, park_id=park_id(), viewer=role.viewer())
        money = scenario_views.choose_money(changes, names, titles)
    has_own = bool(scenario_views.with_budget(changes, names))
    stated = (
        *energy.terms_words(chosen, terms)[: 1 if screen.is_phone() else None],
        scenario_views.rate_words(known, names),
        scenario_views.money_words(money, limits, stored.currency, titles, has_own=has_own),
        "" if controls.is_projected() else scenario_views.reference_words(names, titles),
    )
    aim = planning.Aim(discount_rate=terms.discount_rate)
    return _Settings(Request(park_id(), scope, terms, limits, aim), names, money, chosen, stated)


@fragment.independent_fragment
def explore() -> None:
    """Controls, and the comparison of scenarios."""
    line = selection.line("scenarios")
    request, names, money, chosen, stated = _choose(line)

    def state(count: int, apart: int = 0) -> None:
        line.state(scenario_views.count_words(count, len(titles) + withheld, apart + withheld), *stated)

    if not names:
        state(0)
        show.info(_("Choose scenarios to compare."))
        return

    questions = [_Question(request=request, names=[name], money=money) for name in names]
    if not controls.is_projected():
        scenario_views.show_not_compared(names, titles)
        scenario_views.show_not_presented(titles)
    note_calculation(lambda viewer: _outcomes([ask(planning.results, **each) for each in questions], viewer))
    axis = money_axis(derive(DisclosedMeasures.budget_base, chosen), stored.currency, reader())
    place, waiting = st.container(), st.container()
    # Complete, so that a presentation needs nothing beyond the results of the working page.
    parts = background.ask_each(planning.results, _("Comparing scenarios …"), questions, waiting)
    # Each is shown as soon as it is computed, but none before the first one, from which they differ.
    found = [part for part in parts if part is not None] if parts[0] is not None else []
    outcomes = _outcomes(found, role.viewer()) if found else []
    if not outcomes:
        state(len(names))
        headline.state(_comparing(len(names)))
        return
    # Scenarios with withheld totals have no column.
    state(*map(len, scenario_table.distinguishable(outcomes)))
    with place:
        is_complete = len(found) == len(parts)
        co2 = energy.co2_definition(chosen)
        show_outcomes(outcomes, axis, co2, count=len(names), is_complete=is_complete)


if known.empty and not withheld:
    none = _("No scenario is saved for this park yet.")
    remedy = _("Change settings on the energy pages and choose “Save as scenario”, or create one below.")
    if controls.is_projected():
        withholding.fill(none)
    else:
        st.info(reader().sentences([none, remedy if role.may_change() else ""]), icon=":material/lightbulb:")
else:
    explore()
if not controls.is_projected() and role.may_change():
    with popovers.lazy_content(
        _("Edit scenario"), key="scenario_form", expanded=known.empty, icon=":material/edit_note:"
    ) as is_drawn:
        if is_drawn:
            scenario_form.edit(park_id(), known, titles, stored)
