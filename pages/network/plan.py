"""Best plan: selected measures with years, spending and reasons."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from isdata import scenarios
from isdata.data.disclosure import Viewer
from isdata.decisions.planning import Aim, Limits
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import Answer
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.errors import HiddenError
from isdata.output import reports
from pages.common import fragment, report_offer, role, scenario, scenario_changed, screen, selection
from pages.common.controls import is_projected, park_id
from pages.common.data import ask, derive, note_calculation
from pages.common.language import _
from pages.common.presenting import headline, withholding
from pages.network.parts import (
    energy,
    plan_joint,
    plan_limits,
    plan_outcomes,
    plan_reasons,
    plan_titles,
    plan_views,
    plan_words,
)

shown = scenario.shown(park_id())
stored = energy.stored(
    park_id(),
    shown,
    content=[
        _("Measures with the highest net present value within a budget, by year"),
        _("Reasons for each measure in the plan, and for each one left out"),
        _("The effect of a larger budget, and of energy prices"),
    ],
)
networks = ask(measures.networks, park_id=park_id())

VIEWS = {
    "plan": _("Plan"),
    "why": _("Reasons"),
    "joint": _("With synergies"),
    "outcomes": _("Simulated outcomes"),
    "front": _("Economics and CO2"),
}


def chosen_for(scope: str, terms: Terms, viewer: Viewer) -> DisclosedMeasures:
    """Measures in the scope for another viewer; raises `HiddenError` if their plans are withheld."""
    known = ask(
        scenarios.disclosed_measures, park_id=park_id(), scenario_id=scenario.id_of(shown), viewer=viewer
    )
    found = derive(DisclosedMeasures.in_scope, known, scope)
    if not derive(DisclosedMeasures.may_plan, found, terms):
        raise HiddenError
    return found


def _show(view: str, answer: Answer, request: Request, chosen: DisclosedMeasures, correlation: float) -> str:
    """Show a view; return its title when presented, empty for the plan's own."""
    currency = chosen.currency
    match view:
        case "plan":
            plan_views.plan(answer, request, chosen)
        case "why":
            return plan_reasons.show_reasons(request, currency)
        case "front" if not chosen.may_show:
            return plan_views.saved(answer)
        case _ if not chosen.may_show:
            way = ("plan", _("To the plan"), {"plan_view": "plan"})
            withholding.state(plan_titles.why_withheld(view), way=way)
            return plan_titles.withheld(view)
        case "joint":
            return plan_joint.show_joint_plan(request, currency)
        case "outcomes":
            plan_outcomes.outcomes(answer, request, currency, correlation)
        case _:
            plan_views.front(answer, request, currency)
    return ""


class _Settings(NamedTuple):
    """Choices for a plan.

    Attributes
    ----------
    scope : str
        Which measures it may choose from.
    chosen : DisclosedMeasures
        These measures.
    given, terms : Terms
        Terms of the controls, and in the scenario shown.
    limits, aim : Limits, Aim
        Limits and objective of the plan.
    correlation : float
        Correlation of outcomes. [-]
    """

    scope: str
    chosen: DisclosedMeasures
    given: Terms
    terms: Terms
    limits: Limits
    aim: Aim
    correlation: float


def _choose(line: selection.Line, view: str) -> _Settings:
    """Controls of measures, terms, limits and objective, which are stated in the line."""
    with line.controls:
        scope, chosen = energy.choose_scope(stored, key="plan_scope", shown=shown)
        given = energy.choose_terms(stored, measures.hurdle_rate(networks), shown=shown)
        terms = energy.in_scenario(given, stored, shown)
        limits, aim = plan_limits.choose_limits(chosen, terms, shown, scope)
        with st.container():
            correlation = energy.choose_correlation() if view == "outcomes" else 0.0
    with line.row:
        scenario.save_as(park_id(), shown, given, chosen, limits, aim, scope)
    line.state(
        energy.scope_words()[scope],
        *energy.terms_words(chosen, terms)[1:],  # the figures state the measures
        *plan_words.stated(limits, chosen.currency),
    )
    return _Settings(scope, chosen, given, terms, limits, aim, correlation)


@fragment.independent_fragment
def explore() -> None:
    """Controls, plan and the chosen view."""
    line = selection.line("plan")
    view = line.view(VIEWS, key="plan_view")
    settings = _choose(line, view)
    chosen, limits = settings.chosen, settings.limits
    scenario_changed.note(shown, settings.given, limits, settings.aim)
    note_calculation(partial(chosen_for, settings.scope, settings.terms))
    name = None if shown is None else shown.scenario_id
    request = Request(park_id(), settings.scope, settings.terms, limits, settings.aim, name)
    is_shut = view in plan_titles.WITHHELD and not chosen.may_show
    withholding.pass_by("plan", "plan_view", "plan", is_withheld=is_shut)
    # Other views use the whole window; if they are withheld, only the plan itself can be shown.
    in_figures = is_shut or (view == "plan" if is_projected() else view != "joint")
    above = st.container()
    answer = plan_views.unavailable(request, chosen, in_figures=in_figures)
    if answer is None:
        headline.state(_("No investment plan can be shown"))
        return
    title = _show(view, answer, request, chosen, settings.correlation)
    with above:
        headline.state(title or plan_words.headline(answer, limits, chosen.currency), is_on_page=True)
    if view != "plan" and is_projected():
        return
    plan_views.notes(answer, request, chosen.currency)
    screen.screen()  # a phone has a narrower table
    if role.may_change():
        choice = reports.Choice(
            "plan", limits=limits, aim=settings.aim, scope=request.scope, scenario=request.scenario
        )
        with line.row:
            report_offer.offer(choice, settings.terms)


explore()
