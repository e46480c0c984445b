"""The controls of the investors' page: what is looked at, what is asked of it, and the loan."""

from collections.abc import Callable

import streamlit as st

from isdata import planning, synergies
from isdata.figures.parkmap import words
from isdata.measures import Register, Terms
from isdata.measures import words as wording
from isdata.planning import Aim
from isdata.reports import Choice, Loan
from isdata.scenarios import Scenario
from pages.common import address, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy, plan_limits

HURDLES = [str(years) for years in (1, 1.5, 2, 3, 4, 5, 7, 10)]
SHARES = [str(share) for share in range(0, 101, 10)]
INTERESTS = [str(half / 2) for half in range(31)]
INFLATIONS = [str(half / 2) for half in range(17)]
YEARS = [str(years) for years in range(1, 21)]
INFLATION = "loan_inflation"
NETWORK, PLAN, MEASURE, SYNERGY = "network", "plan", "measure", "synergy"


def choose_kind(register: Register, park_id: str) -> str:
    """Let the reader choose what is looked at; single measures and synergies are for the facilitator."""
    has_measures = bool(len(register.measures))
    kinds = {NETWORK: _("The whole network"), PLAN: _("A plan at a budget")} if has_measures else {}
    if role.sees_all():
        kinds |= {MEASURE: _("One measure")} if has_measures else {}
        kinds |= {SYNERGY: _("One synergy")} if len(_synergies(park_id)) else {}
    if not kinds:
        show.nothing(
            _("There is nothing to invest in yet: no measure and no synergy is recorded for this park.")
        )
    return address.one_of(_("Look at"), kinds, key="invest_in")


def choose(kind: str, register: Register, chosen: Register, park_id: str, shown: Scenario | None) -> Choice:
    """Let the reader choose the undertaking of a kind.

    Parameters
    ----------
    kind : str
        As from `choose_kind`.
    register, chosen : Register
        All measures of the park, and those in the scope.
    shown : Scenario or None
        What they are seen in.
    """
    scene = None if shown is None else shown.scenario_id
    if kind == SYNERGY:
        return Choice("synergy", name=_choose_synergy(park_id))
    if kind == MEASURE:
        return Choice("measure", name=_choose_measure(register), scenario=scene)
    scope = st.session_state.invest_scope
    if kind == PLAN:
        limits = plan_limits.choose_budget(chosen, shown)
        aim = Aim() if shown is None else planning.aimed(Aim(), shown)
        return Choice("plan", limits=limits, aim=aim, scope=scope, scenario=scene)
    options = {"all": _("All of them"), "economic": _("Economic ones only")}
    only = address.one_of(
        _("Which of them"),
        options,
        key="invest_only",
        help=_("Economic: the internal rate of return is above what the network asks for."),
    )
    return Choice("economic" if only == "economic" else "all", scope=scope, scenario=scene)


def _synergies(park_id: str) -> dict[str, str]:
    known = ask(synergies.synergies, parks=[park_id], names_all=role.sees_all())
    return {row["synergy_id"]: words.synergy_name(row, reader()) for row in known.to_dict("records")}


def _choose_synergy(park_id: str) -> str:
    names = _synergies(park_id)
    address.remembered("synergy", names, next(iter(names)))
    st.selectbox(
        _("Synergy"), list(names), format_func=names.__getitem__, key="synergy", persist_state="session"
    )
    address.keep("synergy")
    return st.session_state.synergy


def _choose_measure(register: Register) -> str:
    read = reader()
    rows = register.measures.sort_values("investment", ascending=False).reset_index().to_dict("records")
    names = {
        str(
            row["measure_id"]
        ): f"{wording.measure_words(row, read)} · {read.name(row['company_en'], row['company_zh'])}"
        for row in rows
    }
    address.remembered("measure", names, next(iter(names)))
    st.selectbox(
        _("Measure"), list(names), format_func=names.__getitem__, key="measure", persist_state="session"
    )
    address.keep("measure")
    return st.session_state.measure


def choose_terms(kind: str, register: Register, hurdle_rate: float, shown: Scenario | None) -> Terms:
    """Let the reader choose the discount rate and, for measures, prices and horizon."""
    if kind == SYNERGY:
        return Terms(discount_rate=energy.choose_rate(None), hurdle_rate=hurdle_rate)
    given = energy.choose_terms(register, hurdle_rate, shown=shown)
    return energy.in_scenario(given, register, shown)


def choose_hurdle() -> float:
    """Let the reader choose the payback asked for. [yr]"""
    address.remembered("hurdle", HURDLES, "3")
    st.select_slider(
        _("Payback asked for"),
        HURDLES,
        format_func=lambda years: _("{years} years", years=reader().number(float(years))),
        key="hurdle",
        persist_state="session",
    )
    address.keep("hurdle")
    return float(st.session_state.hurdle)


def loan(terms: Terms) -> Loan:
    """Return the loan as the controls of `choose_loan` stand, also where they are not drawn.

    An inflation that the terms count with is that of the loan, too.
    """
    value = {
        "loan": address.remembered("loan", SHARES, "70"),
        "interest": address.remembered("interest", INTERESTS, str(100 * Loan.interest)),
        "term": address.remembered("term", YEARS, str(Loan.term)),
        INFLATION: address.remembered(INFLATION, INFLATIONS, str(100 * Loan.inflation)),
        "repayment": address.remembered("repayment", ("annuity", "linear"), "annuity"),
    }
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


def _graces(term: int) -> list[str]:
    return [str(years) for years in range(min(term, 6))]


def choose_loan(terms: Terms) -> None:
    """Draw the controls of the loan; `loan` returns what they say."""
    now = loan(terms)
    read = reader()
    years = lambda count: ngettext("{count} year", "{count} years", int(count))  # noqa: E731
    percent = lambda share: read.percent(float(share) / 100, digits=1)  # noqa: E731
    with st.container(horizontal=True, gap="large"):
        _slider(
            "loan", SHARES, _("Loan pays of what is to be paid"), lambda share: read.percent(int(share) / 100)
        )
        _slider("interest", INTERESTS, _("Interest, nominal"), percent)
        _slider("term", YEARS, _("Repaid over"), years)
        if now.term > 1:
            _slider(
                "grace",
                _graces(now.term),
                _("Years of grace"),
                years,
                _("Years at the beginning in which only interest is paid."),
            )
        if not terms.inflation:
            _slider(
                INFLATION,
                INFLATIONS,
                _("Inflation"),
                percent,
                _(
                    "Interest is quoted in nominal money, all else here is real; at this inflation the cash flow is "
                    "carried over to the money that serves the loan."
                ),
            )
    kinds = {"annuity": _("Equal debt service"), "linear": _("Equal repayments")}
    st.segmented_control(
        _("Repayment"),
        list(kinds),
        format_func=kinds.__getitem__,
        required=True,
        key="repayment",
        persist_state="session",
    )


def _slider(
    key: str, options: list[str], label: str, words: Callable[[str], str], explanation: str | None = None
) -> None:
    st.select_slider(
        label, options, format_func=words, key=key, persist_state="session", help=explanation, width=240
    )
