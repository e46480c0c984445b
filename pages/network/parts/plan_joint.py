"""Best plan with synergies: joint plan, separate plans of measures and synergies, and their conflicts."""

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, presentation, service, tables
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import JointAnswer
from isdata.output.figures import plan as figure
from pages.common import cards, charts, role, show
from pages.common.data import ask
from pages.common.language import _, defined, reader
from pages.common.tables import show_rows
from pages.network.parts import disclosed_totals, plan_titles


def show_joint_plan(request: Request, currency: str) -> str:
    """Show the joint plan compared with separate ones; return its title when presented."""
    found = ask(service.with_synergies, request=request, viewer=role.viewer())
    if not found.synergies:
        show.info(_("No planned synergy of this park has both an investment and an annual saving."))
    elif not found.joint.plan.is_feasible:
        st.warning(_("No plan meets these limits; relax one of them"), icon=":material/rule:")
    else:
        _figures(found, request.limits.money, currency)
        _separately(found, request, currency)
        _collisions(found, currency)
        _list(found, currency)
    return plan_titles.joint_plan_title(found, request, currency)


def _separately(found: service.JointAnswer, request: Request, currency: str) -> None:
    """Show the cost of planning measures and synergies separately."""
    is_co2 = request.aim.objective == "co2"
    title = (
        _("CO2 saved by joint and separate planning")
        if is_co2
        else _("Net present value of joint and separate planning")
    )
    st.subheader(title, anchor=False)
    methods = _methods(found, request.aim, currency)
    charts.draw(
        figure.planning_methods(methods, disclosed_totals.chart_reader(), currency, tonnes=is_co2),
        alt=_("Actual and expected value of each planning method"),
    )
    over = found.joint.methods["side_by_side"].over if "side_by_side" in found.joint.methods else 0.0
    sentences = [
        _(
            "Synergies not yet in operation count as successful, with data from their feasibility sheet "
            "or record. The budget covers both. Measures reduce today's streams."
        ),
        _("Bar: actual value once measures and synergies share streams and budget."),
    ]
    if figure.falls_short(methods).any():
        sentences.append(_("Line: value expected without knowledge of the other plan."))
    if over:
        sentences.append(
            _(
                "Separate plans with the full budget each would exceed it by {money}.",
                money=disclosed_totals.money(over, currency),
            )
        )
    show.computed(reader().sentences(sentences))


def _figures(found: JointAnswer, budget: float | None, currency: str) -> None:
    read, plan = reader(), found.joint.plan
    chosen = found.names.loc[plan.chosen, "is_synergy"]
    with cards.row(4):
        cards.metric(
            _("Measures"),
            read.number(int((~chosen).sum())),
            defined("measure"),
            _("of {total}", total=read.number(int((~found.names["is_synergy"]).sum()))),
        )
        cards.metric(
            _("Synergies"),
            read.number(int(chosen.sum())),
            defined("synergy"),
            _("of {total}", total=read.number(found.synergies)),
        )
        worth = disclosed_totals.money(plan.npv, currency)
        cards.metric(_("Total NPV"), worth, defined("NPV"))
        spent = disclosed_totals.spending_text(plan.cost, budget, currency)
        cards.metric(_("Total spending"), spent, defined("spending"))
    disclosed_totals.note_rounding()


def _methods(found: JointAnswer, aim: Aim, currency: str) -> pd.DataFrame:
    read, best = reader(), found.joint.methods["joint"].worth

    def words(value: float) -> str:
        return read.amount(value, "t") if aim.objective == "co2" else read.money(value, currency)

    def note(method: planning.PlanningMethod) -> str:
        if method.name == "joint" or not method.regret > 0:
            return ""
        lost = (
            words(method.regret)
            if aim.objective == "co2"
            else read.money_difference(best, method.worth, currency)
        )
        return disclosed_totals.rounded_text(method.regret, f"−{lost}")

    return pd.DataFrame(
        [
            {
                "name": presentation.method_name(method.name, read),
                "promised": method.promised,
                "worth": method.worth,
                "note": note(method),
                "is_best": method.name == "joint",
            }
            for method in found.joint.methods.values()
            if not method.over
        ]
    )


def _collisions(found: JointAnswer, currency: str) -> None:
    st.subheader(_("Conflicts"), anchor=False)
    clashes = presentation.clash_words(found.joint, found.names, reader(), currency)
    if not clashes:
        st.info(_("No measure reduces a stream used by a synergy."), icon=":material/check_circle:")
    elif found.joint.clashes.empty:
        st.markdown(
            _(
                "Separate plans within these limits do not compete for streams. If everything were "
                "implemented:"
            )
        )
    for sentence in clashes:
        st.markdown(f"- {show.escaped(sentence)}")


def _list(found: JointAnswer, currency: str) -> None:
    st.subheader(_("Selection"), anchor=False)
    show_rows(
        tables.joint(found.joint, found.names, reader(), currency),
        height=420,
        alt=_(
            "Jointly selected measures and synergies, followed by those selected only in separate planning"
        ),
    )
