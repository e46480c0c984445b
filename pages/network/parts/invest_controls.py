"""Controls of the investors page: subject, requirements, and loan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Aim
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.output.figures.parkmap import presentation
from isdata.output.reports import Choice, Loan
from isdata.scenarios import Scenario
from isdata.symbiosis import assessment, synergies
from pages.common import address, empty_view, pick, role
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy, energy_terms, plan_budget

INFLATION = "loan_inflation"
# Options and default by key. [%], [%/yr], [yr], [%/yr]
LOAN: dict[str, tuple[list[str], str]] = {
    "loan": ([str(share) for share in range(0, 101, 10)], "70"),
    "interest": ([str(half / 2) for half in range(31)], str(100 * Loan.interest)),
    "term": ([str(years) for years in range(1, 21)], str(Loan.term)),
    INFLATION: ([str(half / 2) for half in range(17)], str(100 * Loan.inflation)),
    "repayment": (["annuity", "linear"], "annuity"),
}
NETWORK, PLAN, MEASURE, SYNERGY = "network", "plan", "measure", "synergy"


@dataclass(frozen=True)
class Settings:
    """Subject and terms of the appraisal: values of the controls.

    Attributes
    ----------
    kind : str
        Kind of subject, one of `kinds`.
    scope : str
        Scope of the measures; empty for a single measure or synergy.
    chosen : DisclosedMeasures
        Measures in the scope.
    choice : Choice
    terms : Terms
    hurdle : float
        Required payback. [yr]
    correlation : float
        Of the errors of measures. [-]
    """

    kind: str
    scope: str
    chosen: DisclosedMeasures
    choice: Choice
    terms: Terms
    hurdle: float
    correlation: float

    @cached_property
    def loan(self) -> Loan:
        """Loan according to its controls, even if they are not drawn."""
        return loan(self.terms)


def kinds(found: DisclosedMeasures, park_id: str) -> dict[str, str]:
    """Labels of the subjects; guests see the whole network only, since a plan's budget would disclose costs."""
    has_measures = bool(len(found))
    known = {NETWORK: _("Whole network")} if has_measures else {}
    if role.may_change():
        known |= {PLAN: _("Plan for a budget"), MEASURE: _("Single measure")} if has_measures else {}
        known |= {SYNERGY: _("Synergy details")} if len(_synergies(park_id)) else {}
    return known


def stop_without_subject(found: DisclosedMeasures, park_id: str) -> None:
    """End the page if there is no measure, and no synergy of which gain and investment are known."""
    if len(found):
        return
    rows = ask(synergies.synergies, parks=[park_id], viewer=role.viewer()).to_dict("records")
    if any(_is_appraisable(row) for row in rows):
        return
    empty_view.stop(
        _("No measure or synergy can be appraised yet"),
        _("Enter a measure, or the gain and investment of a synergy under “Synergy details”."),
        table="measure",
        related="energy",
        content=[
            _("Net present value, payback and cash flow of a network, plan, measure or synergy"),
            _("Loan cover, risks and a report for investors"),
        ],
    )


def _is_appraisable(synergy: Mapping[str, Any]) -> bool:
    """Return True if gain and investment of a synergy are known, also if this reader may not see them."""
    known = ask(assessment.assumptions, synergy=str(synergy["synergy_id"]), viewer=FACILITATOR)
    case = assessment.case_of_synergy(known, unit=str(synergy["unit"]))
    return case.has_gain and case.has_investment


def choose_kind(found: DisclosedMeasures, park_id: str, shown: Scenario | None) -> str:
    """Let the user choose the subject; by default the plan if a scenario sets its budget."""
    known = kinds(found, park_id)
    if not known:
        empty_view.stop(
            _("No measures or synergies are recorded for this park yet."), table="measure", related="energy"
        )
    default = PLAN if PLAN in known and plan_budget.sets_budget(shown) else None
    return pick.one_of(_("Subject"), known, key="invest_in", default=default)


def choose(
    kind: str,
    found: DisclosedMeasures,
    scoped: tuple[str, DisclosedMeasures],
    park_id: str,
    shown: Scenario | None,
) -> Choice:
    """Let the user choose the undertaking of a kind.

    Parameters
    ----------
    kind : str
        As returned by `choose_kind`.
    found : DisclosedMeasures
        All measures of the park.
    scoped : (str, DisclosedMeasures)
        Scope, and the measures in it.
    shown : Scenario or None
        Scenario applied to them.
    """
    scene = None if shown is None else shown.scenario_id
    if kind == SYNERGY:
        return Choice("synergy", name=pick.from_dropdown(_("Synergy"), _synergies(park_id), key="synergy"))
    if kind == MEASURE:
        return Choice("measure", name=_choose_measure(found), scenario=scene)
    scope, chosen = scoped
    if kind == PLAN:
        limits = plan_budget.choose(chosen, shown, scope)
        aim = Aim() if shown is None else planning.objective_in_scenario(Aim(), shown)
        return Choice("plan", limits=limits, aim=aim, scope=scope, scenario=scene)
    options = {"all": _("All measures"), "economic": _("Profitable only")}
    only = pick.one_of(
        _("Measures included"),
        options,
        key="invest_only",
        help=_("Profitable: internal rate of return above the network's requirement."),
    )
    return Choice("economic" if only == "economic" else "all", scope=scope, scenario=scene)


def _synergies(park_id: str) -> dict[str, str]:
    known = ask(synergies.synergies, parks=[park_id], viewer=role.viewer())
    return {row["synergy_id"]: presentation.synergy_name(row, reader()) for row in known.to_dict("records")}


def _choose_measure(found: DisclosedMeasures) -> str:
    dearest = found.table.sort_values("investment", ascending=False)
    return pick.from_dropdown(_("Measure"), energy.measure_names(dearest), key="measure")


def choose_terms(kind: str, found: DisclosedMeasures, hurdle_rate: float, shown: Scenario | None) -> Terms:
    """Let the user choose the discount rate and, for measures, prices and horizon."""
    if kind == SYNERGY:
        return Terms(discount_rate=energy_terms.choose_rate(None), hurdle_rate=hurdle_rate)
    given = energy.choose_terms(found, hurdle_rate, shown=shown)
    return energy.in_scenario(given, found, shown)


def loan(terms: Terms) -> Loan:
    """Loan according to the controls of `choose_loan`, even if they are not drawn.

    Inflation in the terms applies to the loan too.
    """
    value = {key: address.remembered(key, *how) for key, how in LOAN.items()}
    value["grace"] = address.remembered("grace", _graces(int(value["term"] or 1)), "0")
    for key in value:
        address.keep(key)
    number = {name: float(text or 0) for name, text in value.items() if name != "repayment"}
    return Loan(
        share=number["loan"] / 100,
        interest=number["interest"] / 100,
        term=int(number["term"]),
        grace=int(number["grace"]),
        repayment="linear" if value["repayment"] == "linear" else "annuity",
        inflation=terms.inflation or number[INFLATION] / 100,
    )


def loan_words(terms: Terms) -> str:
    """Text of the loan for the selection line."""
    now, read = loan(terms), reader()
    return _(
        "loan {share} at {rate} over {years}",
        share=read.percent(now.share),
        rate=read.percent(now.interest, digits=1),
        years=ngettext("{count} year", "{count} years", now.term),
    )


def _graces(term: int) -> list[str]:
    return [str(years) for years in range(min(term, 6))]


def choose_loan(terms: Terms) -> None:
    """Draw the controls of the loan; `loan` returns their values."""
    now = loan(terms)

    def years(count):
        return ngettext("{count} year", "{count} years", int(count))

    def percent(share):
        return reader().percent(float(share) / 100, digits=1)

    with st.container(horizontal=True, gap="medium"):

        def whole(share):
            return reader().percent(int(share) / 100)

        _slider("loan", _("Loan share of the net investment"), whole)
        _slider("interest", _("Nominal interest rate"), percent)
        _slider("term", _("Loan term"), years)
        if now.term > 1:
            pick.on_slider(
                _("Years of grace"),
                _graces(now.term),
                key="grace",
                default="0",
                words=years,
                width=240,
                help=_("Initial years with interest payments only."),
            )
        if not terms.inflation:
            carried = _(
                "Interest is nominal; all other values are real. Cash flows are converted to nominal at "
                "this inflation for the loan."
            )
            _slider(INFLATION, _("Inflation"), percent, carried)
    kinds = {"annuity": _("Annuity"), "linear": _("Equal principal payments")}
    pick.one_of(_("Repayment"), kinds, key="repayment")


def _slider(key: str, label: str, words: Callable[[str], str], explanation: str | None = None) -> None:
    options, first = LOAN[key]
    pick.on_slider(label, options, key=key, default=first, words=words, width=240, help=explanation)
