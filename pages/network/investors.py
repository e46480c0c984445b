"""Investment appraisal: value of a project, loan cover, main value drivers, risks."""

from typing import Any

import streamlit as st

from isdata.energy import measures
from isdata.errors import HiddenError
from isdata.output import reports
from pages.common import fragment, navigation, report_offer, role, scenario, selection
from pages.common.controls import is_projected, park_id
from pages.common.data import ask, derive
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline, room, withholding
from pages.network.parts import (
    energy,
    invest_dangers,
    invest_titles,
    invest_views,
    investing,
    plan_budget,
    plan_words,
)

shown = scenario.shown(park_id())
stored = scenario.disclosed_measures(park_id(), shown)
networks = ask(measures.networks, park_id=park_id())

VIEWS = {
    "value": _("Cash flow"),
    "loan": _("Loan"),
    "risk": _("Sensitivity"),
    "dangers": _("Risks and permits"),
    "basis": _("Assumptions"),
}


@fragment.independent_fragment
def explore() -> None:
    """Controls, key figures and the chosen view."""
    line = selection.line("investors")
    view = line.view(VIEWS, key="invest_view")
    with line.controls:
        kind = investing.choose_kind(stored, park_id(), shown)
    is_set = kind in (investing.NETWORK, investing.PLAN)
    with line.controls:
        # In a separate container, so that controls of the subject do not move the others.
        with st.container():
            scope, chosen = (
                energy.choose_scope(stored, key="invest_scope", shown=shown) if is_set else ("", stored)
            )
            choice = investing.choose(kind, stored, (scope, chosen), park_id(), shown)
        with st.container():
            terms = investing.choose_terms(kind, stored, measures.hurdle_rate(networks), shown)
        hurdle = energy.choose_hurdle()
        with st.container():
            correlation = energy.choose_correlation() if is_set else 0.0
        with st.container():
            if view == "loan":
                investing.choose_loan(terms)
    rate = _("discount rate {rate}", rate=reader().percent(terms.discount_rate))
    stated = [energy.scope_words()[scope], *energy.terms_words(chosen, terms)] if is_set else [rate]
    lent = investing.loan_words(terms) if view == "loan" else ""
    if kind == investing.NETWORK:
        stated += plan_budget.without_budget(shown)
    if kind == investing.PLAN:
        stated += plan_words.stated(choice.limits, stored.currency)
    line.state(investing.kinds(stored, park_id())[kind], *stated, lent)
    known: dict[str, Any] = {"park_id": park_id(), "choice": choice, "terms": terms, "viewer": role.viewer()}
    try:
        about, project = ask(reports.report_subject, hurdle=hurdle, measure_correlation=correlation, **known)
    except HiddenError:
        headline.state(_("The figures of this appraisal are withheld"))
        withholding.state()
        return
    loan = investing.loan(terms)
    financing = derive(reports.disclosed_financing, project, loan)
    is_shut = view == "loan" and project is not None and financing is None
    withholding.pass_by("investors", "invest_view", "value", is_withheld=is_shut)
    with line.row:
        report_offer.offer(choice, terms, hurdle=hurdle, loan=loan, correlation=correlation)
    title = once(invest_titles.of, view, about, project, financing, chosen.table)
    headline.state(title)
    if view == "value" or project is None or not is_projected():  # other views have the whole window
        once(invest_views.figures, about, project)
    if is_shut:
        withholding.state()
    elif view == "basis" and project is not None and is_projected():
        invest_views.basis_in_hall(about, project, financing, room.below(title))
    elif view == "dangers":
        invest_dangers.show_view(about, project, chosen, choice.name if kind == investing.SYNERGY else "")
    else:
        once(invest_views.view, view, about, project, financing, room.below(title))
    once(invest_views.notes, about, project, has_loan=view == "loan" and loan.share > 0)
    if project is None and kind == investing.SYNERGY:  # missing data are entered there
        navigation.link("synergy", _("Synergy details"), icon=":material/handshake:", synergy=choice.name)


explore()
