"""Investment appraisal: value of a project, loan cover, main value drivers, risks."""

import streamlit as st

from isdata.energy import measures
from isdata.errors import HiddenError
from isdata.output import reports
from pages.common import fragment, navigation, report_offer, role, scenario, screen, selection
from pages.common.controls import is_projected, park_id
from pages.common.data import ask, derive
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline, room, withholding
from pages.network.parts import (
    energy,
    invest_controls,
    invest_risks,
    invest_titles,
    invest_views,
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


def _choose(line: selection.Line, view: str) -> invest_controls.Settings:
    """Controls of the subject and its terms; in separate containers, so that those of one do not move the others."""
    with line.controls:
        kind = invest_controls.choose_kind(stored, park_id(), shown)
    is_set = kind in (invest_controls.NETWORK, invest_controls.PLAN)
    with line.controls:
        with st.container():
            scope, chosen = (
                energy.choose_scope(stored, key="invest_scope", shown=shown) if is_set else ("", stored)
            )
            choice = invest_controls.choose(kind, stored, (scope, chosen), park_id(), shown)
        with st.container():
            terms = invest_controls.choose_terms(kind, stored, measures.hurdle_rate(networks), shown)
        hurdle = energy.choose_hurdle()
        with st.container():
            correlation = energy.choose_correlation() if is_set else 0.0
        with st.container():
            if view == "loan":
                invest_controls.choose_loan(terms)
    return invest_controls.Settings(kind, scope, chosen, choice, terms, hurdle, correlation)


def _state(line: selection.Line, view: str, settings: invest_controls.Settings) -> None:
    """State the values of the controls, which are closed at first."""
    rate = _("discount rate {rate}", rate=reader().percent(settings.terms.discount_rate))
    is_set = settings.kind in (invest_controls.NETWORK, invest_controls.PLAN)
    stated = (
        [energy.scope_words()[settings.scope], *energy.terms_words(settings.chosen, settings.terms)]
        if is_set
        else [rate]
    )
    if settings.kind == invest_controls.NETWORK:
        stated += plan_budget.without_budget(shown)
    if settings.kind == invest_controls.PLAN:
        stated += plan_words.stated(settings.choice.limits, stored.currency)
    lent = invest_controls.loan_words(settings.terms) if view == "loan" else ""
    line.state(invest_controls.kinds(stored, park_id())[settings.kind], *stated, lent)


def _show(
    view: str, settings: invest_controls.Settings, about: reports.Subject, project: reports.Project | None
) -> None:
    """Show the figures and a view of a project; `project` is None for a synergy without the data for an appraisal."""
    financing = derive(reports.disclosed_financing, project, settings.loan)
    is_shut = view == "loan" and project is not None and financing is None
    withholding.pass_by("investors", "invest_view", "value", is_withheld=is_shut)
    title = once(invest_titles.of, view, about, project, financing, settings.chosen.table)
    headline.state(title, is_on_page=True)
    if view == "value" or project is None or not is_projected():  # other views have the whole window
        once(invest_views.figures, about, project)
    if is_shut:
        withholding.state()
    elif view == "basis" and project is not None and is_projected():
        invest_views.basis_in_hall(about, project, financing, room.below(title))
    elif view == "dangers":
        synergy = settings.choice.name if settings.kind == invest_controls.SYNERGY else ""
        invest_risks.show_view(about, project, settings.chosen, synergy)
    else:
        once(invest_views.view, view, about, project, financing, room.below(title))
    once(invest_views.notes, about, project, has_loan=view == "loan" and settings.loan.share > 0)


@fragment.independent_fragment
def explore() -> None:
    """Controls, key figures and the chosen view."""
    invest_controls.stop_without_subject(stored, park_id())
    line = selection.line("investors")
    view = line.view(VIEWS, key="invest_view")
    settings = _choose(line, view)
    _state(line, view, settings)
    try:
        about, project = ask(
            reports.report_subject, park_id=park_id(), choice=settings.choice, terms=settings.terms, viewer=role.viewer(),
            hurdle=settings.hurdle, measure_correlation=settings.correlation,
        )  # fmt: skip
    except HiddenError:
        headline.state(_("The figures of this appraisal are withheld"))
        withholding.state()
        return
    with line.row:
        report_offer.offer(
            settings.choice,
            settings.terms,
            hurdle=settings.hurdle,
            loan=settings.loan,
            correlation=settings.correlation,
        )
    _show(view, settings, about, project)
    if project is None and settings.kind == invest_controls.SYNERGY:  # missing data are entered there
        navigation.link(
            "synergy", _("Synergy details"), icon=":material/handshake:", synergy=settings.choice.name
        )


explore()
screen.screen()  # a phone has a list of the views
