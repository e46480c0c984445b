"""Parts of the best-plan page: key figures, list of measures, results by budget and Pareto front."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits, service, tables
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import Answer
from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook
from isdata.output.figures import plan as figure
from pages.common import background, charts, controls, role, screen, show
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import room, withholding
from pages.common.tables import show_csv, show_rows
from pages.network.parts import (
    disclosed_totals,
    energy_co2,
    energy_saved,
    plan_bars,
    plan_figures,
    plan_words,
)


def unavailable(request: Request, chosen: DisclosedMeasures, *, in_figures: bool) -> Answer | None:
    """Plan, optionally with its figures shown; None if no plan meets the limits or it is undisclosed."""
    if not derive(DisclosedMeasures.may_plan, chosen, request.terms):
        withholding.state()
        return None
    answer = ask(service.answer, request=request, viewer=role.viewer())
    if not answer.plan.is_feasible:
        st.warning(
            "\n".join(f"- {limit}" for limit in plan_words.colliding(answer)),
            title=_("No plan meets these limits; relax one of them"),
            icon=":material/rule:",
        )
        return None
    if in_figures:
        plan_figures.show(answer, request, chosen)
    return answer


def notes(answer: Answer, request: Request, currency: str) -> None:
    """Show the binding limits of the plan, and results of other plans."""
    if found := reader().sentences(_notes(answer, request, currency)):
        st.markdown(found)


def _notes(answer: Answer, request: Request, currency: str) -> Iterator[str]:
    """Notes on binding limits of the plan, effect of more money, and the shortest-payback-first result."""
    aim = request.aim
    yield from plan_words.binding(answer, aim, currency)
    if answer.more is not None:
        yield plan_words.more(answer, aim, currency)
    if answer.rule is not None:
        yield plan_words.rule(answer.rule, aim, currency)
    if answer.unknown:
        yield ngettext(
            "CO2 savings of {count} measure are unknown and count as zero.",
            "CO2 savings of {count} measures are unknown and count as zero.",
            answer.unknown,
        )


def plan(answer: Answer, request: Request, chosen: DisclosedMeasures) -> None:
    """Show results by budget, spending by year, and the measures of the plan.

    If the cost of all measures or of the plan is withheld, or its figure is a single rounding step, there are no results by
    budget; if that of all measures is, savings by resource replace them.
    """
    currency, rows = chosen.currency, answer.chosen
    # Without its spending, the plan has no place among the results by budget.
    is_placed = chosen.may_show and not plan_figures.is_rounded_away(answer.plan.cost, answer)
    figure_of_curve = "co2" if request.aim.objective == "co2" else "npv"
    # A curve of single rounding steps would be a staircase that no plan follows.
    is_placed &= not disclosed_totals.is_coarse(
        getattr(answer.plan, figure_of_curve), answer.plan.steps.get(figure_of_curve)
    )
    title = plan_words.headline(answer, request.limits, currency)
    height = room.below(title) - room.TILES - room.HEADING - room.NOTE
    is_drawn = bool(request.limits.by_year) or (is_placed and request.limits.co2_floor is None)
    # When presented, names need more width than the few bars of years.
    widths = (0.72, 0.28) if request.limits.by_year and controls.is_projected() else (0.66, 0.34)
    left, right = st.columns(widths, gap="medium") if is_drawn else [st.container()] * 2
    with right:
        if request.limits.by_year:
            once(_years, answer, request.limits, currency)
        elif is_drawn:
            _by_budget(answer, request, currency, height)
    is_seen = bool(rows["has_money"].all()) and len(rows) > 0
    with left:
        if is_seen:
            once(plan_bars.show_value_bars, rows, currency)
        elif len(rows):
            once(
                plan_bars.paybacks,
                rows,
                drawn=plan_bars.part(rows),
                share=widths[0] if is_drawn else 1.0,
                height=height - room.NOTE,
            )
    if controls.is_projected() and len(rows):  # one picture in a hall
        return
    once(_measures, rows, currency)
    if rows["has_money"].all():
        show_csv(lambda: tables.plan_csv(rows, currency), "plan.csv")
    if not chosen.may_show:
        once(_savings, derive(DisclosedMeasures.outlook, chosen, request.terms))


def _measures(rows: pd.DataFrame, currency: str) -> None:
    st.subheader(_("Measures of the plan"), anchor=False)
    show_rows(
        tables.plan(rows, reader(), currency),
        most=1100 if screen.is_phone() else 740,
        # The amounts are more important than the category, which the file and other views contain.
        column_config=_columns(),
        alt=_("Measures of the plan, by year and payback"),
    )
    show.computed(
        _(
            "Payable, net present value and CO2 are the contributions of each measure to the plan, discounted to the "
            "first year and net of overlaps: the rows add up to the totals above. Annual saving and payback are those "
            "of each measure on its own."
        )
    )


def _columns() -> dict[str, Any]:
    """Columns of the table of measures; on a phone the amounts follow the names."""
    column = st.column_config.Column
    if not screen.is_phone():
        return {_("Category"): None, _("Measure"): column(width=400)}
    hidden = dict.fromkeys((_("Category"), _("Company"), _("Plan year")))
    return hidden | {
        _("Payable"): column(width=92),
        _("Net present value"): column(width=92),
    }


def _savings(found: DisclosedOutlook) -> None:
    st.subheader(_("Savings of all measures by resource"), anchor=False)
    energy_co2.carriers(found, "MWh")


def _years(answer: Answer, limits: Limits, currency: str) -> None:
    """Show spending by year."""
    st.subheader(_("Spending per year by measure"), anchor=False)
    if answer.chosen.empty:
        show.info(_("No measures selected."))
    else:
        drawing = figure.years(
            answer.spending, disclosed_totals.chart_reader(), currency, most=limits.money_in
        )
        charts.draw(drawing, alt=_("Spending per year"))
        if not controls.is_projected():  # explains spending above a year's own budget
            st.caption(plan_words.unspent(limits))


def _by_budget(answer: Answer, request: Request, currency: str, height: float) -> None:
    """Show results by budget, with the plan and shortest-payback-first marked; `height`: when presented [px]."""
    tonnes = request.aim.objective == "co2"
    st.subheader(_("CO2 saved by budget") if tonnes else _("NPV by budget"), anchor=False)
    rows = background.ask(
        service.budgets,
        _("Computing fifty plans …"),
        request=replace(request, limits=replace(request.limits, budget=None)),
        viewer=role.viewer(),
    )
    if rows is not None:
        once(_curve, rows, answer, currency, budget=request.limits.budget, tonnes=tonnes, height=height)


def _curve(
    rows: pd.DataFrame,
    answer: Answer,
    currency: str,
    *,
    budget: float | None,
    tonnes: bool,
    height: float,
) -> None:
    drawn_for = disclosed_totals.chart_reader()
    own = _("This plan")
    alt = _("Best plan by budget, with this plan marked")
    if plan_words.is_also_shortest_first(answer):
        own = _("This plan and shortest payback first")
    plans = {own: answer.plan}
    if answer.rule is not None and not plan_words.is_also_shortest_first(answer):
        plans = {_("Shortest payback first"): answer.rule} | plans
        alt = _("Best plan by budget, with this plan and shortest-payback-first marked")
    figures = ("cost", "npv", "co2")
    marks = pd.DataFrame(
        {"name": list(plans)}
        | {figure: [getattr(each, figure) for each in plans.values()] for figure in figures}
    )
    if drawn_for.is_rounded and budget:  # its rounded cost would lie on the line of a smaller budget
        marks.loc[marks["name"] == own, "cost"] = budget
    charts.draw(
        figure.by_budget(rows, drawn_for, currency, marks=marks, tonnes=tonnes), alt=alt, height=height
    )


def saved(answer: Answer) -> str:
    """Show the CO2 saved by each measure of the plan instead of the withheld NPV; return the title."""
    return once(energy_saved.show_co2_and_payback, answer.chosen.assign(co2_saving=answer.chosen["co2"]))


def front(answer: Answer, request: Request, currency: str) -> None:
    """Show the cost of each further tonne of CO2 to the plan."""
    read = reader()
    # Independent of the objective, so it is cached once for all.
    meant = replace(request, aim=Aim(discount_rate=request.aim.discount_rate))
    message = _("Computing fifty plans …")
    rows = background.ask(service.money_and_co2, message, request=meant, viewer=role.viewer())
    if rows is None:
        return
    st.subheader(_("Plans from most NPV to most CO2 saved"), anchor=False)
    charts.draw(
        figure.money_and_co2(
            rows, disclosed_totals.chart_reader(), currency, here=(answer.plan.co2, answer.plan.npv)
        ),
        alt=_("NPV and CO2 savings of the optimal plans, with this plan marked"),
    )
    lines = [
        _(
            "Each point is an optimal plan: no other has both a higher NPV and higher CO2 savings. "
            "Further right, more CO2 savings reduce the NPV. Diamond: this plan."
        )
    ]
    if len(rows) < planning.POINTS:
        lines.append(
            ngettext(
                "{count} plan found; the search stops after a few seconds.",
                "{count} plans found; the search stops after a few seconds.",
                len(rows),
            )
        )
    show.computed(read.sentences(lines))
