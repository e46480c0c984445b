"""Cases, sensitivities and loans of a measure that can be computed by hand.

30,000 invested, 15 MWh at 700 = 10,500 saved a year for ten years; at 8 % a year is worth 6.710081.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.decisions.planning import Limits
from isdata.energy.measures import Terms
from isdata.errors import HiddenError, NotFoundError
from isdata.output import reports
from isdata.output.reports import charts, statements, tables
from isdata.output.reports.subject import Kind
from tests.output.reports.conftest import MEASURE, subject

FACTOR = 6.710081


def test_worst_and_best_take_every_input_at_its_end(project: reports.Project) -> None:
    """Worst: 1.3 times the investment, 0.6 of the saving at prices / 1.3; best: 0.9, 1.1 and 1.3."""
    cases = project.cases

    assert cases["npv"].astype(float).tolist() == pytest.approx(
        [10_500 * 0.6 / 1.3 * FACTOR - 39_000, 10_500 * FACTOR - 30_000, 10_500 * 1.43 * FACTOR - 27_000]
    )
    assert cases.loc["likely", "payback"] == pytest.approx(30_000 / 10_500)
    assert cases.loc["worst", "payback"] == pytest.approx(39_000 / (10_500 * 0.6 / 1.3))
    assert np.isinf(cases.loc["worst", "discounted_payback"])


def test_one_input_at_a_time_and_where_nothing_is_left(project: reports.Project) -> None:
    rows = project.sensitivities.set_index("input")
    worth = 10_500 * FACTOR

    assert rows.loc["investment", "high"] == pytest.approx(worth - 36_000)
    assert rows.loc["saving", "low"] == pytest.approx(0.8 * worth - 30_000)
    assert rows.loc["price", "low"] == pytest.approx(rows.loc["saving", "low"])
    assert rows.loc["investment", "break_even"] == pytest.approx(worth / 30_000 - 1)
    assert rows.loc["saving", "break_even"] == pytest.approx(30_000 / worth - 1)
    assert rows.loc["discount_rate", "break_even"] == pytest.approx(float(project.totals["irr"]) / 0.08 - 1)
    # Eight years in place of ten, at 8 %: 5.746639.
    assert rows.loc["lifetime", "low"] == pytest.approx(10_500 * 5.746639 - 30_000)


def test_a_loan_by_hand(project: reports.Project) -> None:
    """70 % of 30,000 at 5 % over five years: 21,000 * 0.230975 = 4,850.47 a year."""
    made = reports.financed(project, reports.Loan(share=0.7, interest=0.05, term=5, inflation=0.0))

    assert made.principal == 21_000
    assert made.minimum == pytest.approx(10_500 / 4_850.47, rel=1e-5)
    assert made.average == pytest.approx(made.minimum)
    assert made.llcr == pytest.approx(made.minimum)
    assert made.equity[:2].tolist() == pytest.approx([-9_000, 10_500 - 4_850.47], rel=1e-5)
    assert made.equity[6] == 10_500
    # Every year moves with the saving: below 1.2 where the saving is below 1.2 * 4,850.47.
    low = project.simulation.annual_saving < 1.2 * 4_850.47
    assert made.chance_below == low.mean() > 0


def test_inflation_lifts_the_cash_flow_but_not_the_debt_service(project: reports.Project) -> None:
    loan = reports.Loan(share=0.7, interest=0.05, term=5, inflation=0.02)
    made = reports.financed(project, loan)

    assert made.schedule["cash_available"].tolist() == pytest.approx([10_500 * 1.02**t for t in range(1, 6)])
    assert made.schedule["debt_service"].nunique() <= 2  # the last year pays what rounding left


@pytest.mark.parametrize("repayment", ["annuity", "linear"])
def test_the_largest_loan_is_just_covered(project: reports.Project, repayment: str) -> None:
    loan: dict[str, Any] = {"interest": 0.09, "term": 3, "repayment": repayment, "inflation": 0.0}
    most = reports.financed(project, reports.Loan(share=0.5, **loan)).most_share

    assert 0 < most < 1
    assert reports.financed(project, reports.Loan(share=most, **loan)).minimum == pytest.approx(
        reports.LEAST_COVER
    )


def test_a_loan_that_outlives_the_measure_is_not_covered(project: reports.Project) -> None:
    made = reports.financed(project, reports.Loan(term=12))

    assert made.minimum == 0
    assert made.most_share == 0
    assert made.chance_below == 1


def test_without_a_loan_no_ratio_is_shown(project: reports.Project) -> None:
    made = reports.financed(project, reports.Loan(share=0))

    assert np.isnan([made.minimum, made.average, made.llcr, made.chance_below]).all()
    assert made.equity_irr_real == pytest.approx(float(project.totals["irr"]))
    assert made.equity_irr == pytest.approx(1.02 * (1 + made.equity_irr_real) - 1)


def test_a_guest_gets_no_money_of_one_measure(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(HiddenError):
        subject(tiny, MEASURE, viewer=GUEST)


@pytest.mark.parametrize("kind", ["measure", "synergy"])
def test_an_unknown_thing_is_named_with_those_known(tiny: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    with pytest.raises(NotFoundError, match=r"Available: (M1|SY1, SY2)"):
        subject(tiny, reports.Choice(kind, name="X"), viewer=FACILITATOR)


def test_a_plan_takes_what_the_budget_pays(tiny: duckdb.DuckDBPyConnection) -> None:
    enough = reports.Choice("plan", limits=Limits(budget=30_000), scope="all")
    too_little = reports.Choice("plan", limits=Limits(budget=29_999), scope="all")

    bought = subject(tiny, enough, viewer=FACILITATOR).register
    assert bought is not None
    assert list(bought.measures.index) == ["M1"]
    assert subject(tiny, too_little, viewer=FACILITATOR).register is None


def test_a_synergy_is_valued_like_a_measure(tiny: duckdb.DuckDBPyConnection) -> None:
    """1,000 for 250 a year over five years at 8 %: 250 * 3.992710 - 1,000."""
    tiny.execute(
        "update synergy set investment = 1000, annual_saving = 250, lifetime = 5, currency = 'CNY' "
        "where synergy_id = 'SY1'"
    )
    about = subject(tiny, reports.Choice("synergy", name="SY1"), viewer=FACILITATOR)
    made = reports.valued(about, Terms(), draws=500)
    assert made is not None
    assert made.totals["npv"] == pytest.approx(-1.8225, abs=1e-3)
    assert "price" not in set(made.sensitivities["input"])


def test_interest_is_nominal_and_the_cash_flow_real(project: reports.Project) -> None:
    """4.5 % nominal at 2 % of inflation is 1.045 / 1.02 - 1 beyond it: as dear as a real loan in real money."""
    nominal = reports.financed(project, reports.Loan(share=0.7, term=1))
    real = reports.Loan(share=0.7, term=1, interest=1.045 / 1.02 - 1, inflation=0.0)

    assert nominal.loan.real_interest == pytest.approx(real.interest)
    assert nominal.llcr == pytest.approx(reports.financed(project, real).llcr)
    assert nominal.equity_irr_real == pytest.approx(reports.financed(project, real).equity_irr)


def test_a_year_is_short_less_often_than_it_is_below_what_lenders_ask(project: reports.Project) -> None:
    """Due: 30,000 at 5 % over four years, 8,460.36 a year; short where the saving is below that."""
    made = reports.financed(project, reports.Loan(share=1, interest=0.05, term=4, inflation=0.0))

    assert made.chance_short == (project.simulation.annual_saving < 8_460.36).mean() > 0
    assert made.chance_short < made.chance_below


def test_measures_of_a_later_year_of_a_plan_come_later(tiny: duckdb.DuckDBPyConnection) -> None:
    """Nothing in the first year, 30,000 in the second: the whole is moved by a year, and worth 1 / 1.08 of it."""
    choice = reports.Choice("plan", limits=Limits(by_year=(0.0, 30_000.0)), scope="all")
    about = subject(tiny, choice, viewer=FACILITATOR)
    made = reports.valued(about, Terms(), draws=100)

    assert made is not None
    assert choice.budget == 30_000
    assert made.yearly["net"].tolist()[:3] == pytest.approx([0, -30_000, 10_500])
    assert made.totals["npv"] == pytest.approx((10_500 * FACTOR - 30_000) / 1.08)
    assert made.net_investment_by_year.to_dict() == {2: 30_000}
    summary, annex = (
        repr(reports.REPORTS[name].make(about, made, i18n.reader("en"), day=dt.date(2026, 1, 1)).blocks)
        for name in ("summary", "valuation")
    )
    assert "30 k CNY in year 2" in summary
    assert "Year of the plan" in annex


def test_tax_and_nominal_money_are_carried_through(tiny: duckdb.DuckDBPyConnection) -> None:
    """30 % of tax on 10,500 less 3,000 written off: 8,250 a year left; stated in real money for the loan."""
    terms = Terms(tax_rate=0.3, inflation=0.0, is_nominal=True)
    made = reports.valued(subject(tiny, MEASURE, viewer=FACILITATOR), terms, draws=200)
    assert made is not None

    assert made.yearly["net"].tolist()[:2] == pytest.approx([-30_000, 8_250])
    assert made.cases.loc["likely", "npv"] == pytest.approx(8_250 * FACTOR - 30_000)
    assert made.cases.loc["likely", "npv"] == pytest.approx(float(made.totals["npv"]))
    rows = made.sensitivities.set_index("input")
    # A fifth more saved is 2,100 a year before tax, 1,470 after it.
    assert rows.loc["saving", "high"] == pytest.approx((8_250 + 1_470) * FACTOR - 30_000)


def test_a_nominal_view_does_not_inflate_the_loan_twice(tiny: duckdb.DuckDBPyConnection) -> None:
    nominal = Terms(inflation=0.02, is_nominal=True)
    made = reports.valued(subject(tiny, MEASURE, viewer=FACILITATOR), nominal, draws=200)
    assert made is not None

    loan = reports.financed(made, reports.Loan(inflation=0.02))
    assert loan.schedule["cash_available"].tolist()[:2] == pytest.approx([10_500 * 1.02, 10_500 * 1.02**2])


def test_a_subsidy_is_named_between_investment_and_year_0(tiny: duckdb.DuckDBPyConnection) -> None:
    """30,000 less 5,000 of subsidy is 25,000, as year 0 has it."""
    tiny.execute("update measure set incentive = 5000 where measure_id = 'M1'")
    register = subject(tiny, MEASURE, viewer=FACILITATOR).register
    assert register is not None
    made = reports.project(register, Terms(), draws=100)
    reader = i18n.reader("en")
    table = tables.cases(made, reader)
    lines = {table.columns[0].text(row): table.columns[2].text(row) for row in range(table.rows)}

    assert lines["Investment [k CNY]"] == "30.0"
    assert lines["less subsidy [k CNY]"] == "-5.00"
    assert lines["Net investment [k CNY]"] == "25.0"
    assert made.yearly["paid"].iloc[0] == -25_000
    presented = tables.cases(made, replace(reader, is_large=True))
    first = presented.columns[0].text(0), presented.columns[2].text(0)
    assert first == ("Net investment [k CNY]", "25.0")  # as the payback below it
    assert (
        "less 5,000 CNY of subsidy: net investment 25 k CNY"
        in statements.key_figures(made, reader).figures[0].note
    )
    assert tables.cash_flow(made, reader).caption.endswith("less subsidy")


def test_without_a_subsidy_nothing_is_taken_off(project: reports.Project) -> None:
    table = tables.cases(project, i18n.reader("en"))

    assert [table.columns[0].text(row) for row in range(2)] == [
        "Investment [k CNY]",
        "Annual saving [k CNY]",
    ]


def test_no_cell_of_a_case_counts_in_another_unit_than_its_heading(project: reports.Project) -> None:
    for made in (tables.cases(project, i18n.reader("zh")), tables.chances(project, i18n.reader("zh"))):
        cells = [column.text(row) for column in made.columns[1:] for row in range(made.rows)]
        assert not [cell for cell in cells if "元" in cell or "万" in cell]


def test_savings_of_a_resource_in_several_units_are_not_added(
    tiny: duckdb.DuckDBPyConnection, project: reports.Project
) -> None:
    about = subject(tiny, MEASURE, viewer=FACILITATOR)
    water = {
        "kind": "water",
        "resource_id": "fresh_water",
        "resource_en": "Fresh water",
        "resource_zh": "新鲜水",
    }
    rows = pd.DataFrame([water | {"saved": 300.0, "unit": "m³"}, water | {"saved": 5.0, "unit": "t"}])
    register = replace(project.register, savings=pd.concat([project.register.savings, rows]))

    stated = statements.effects(about, replace(project, register=register), i18n.reader("en"))

    assert stated[-2:] == ["Fresh water saved: 300 m³ per year", "Fresh water saved: 5 t per year"]


def test_savings_by_resource_lead_to_the_annual_saving(project: reports.Project) -> None:
    """15 MWh at 700 less running costs of 1,500: the table ended with 10,500 beside an annual saving of 9,000."""
    costly = replace(project.register, measures=project.register.measures.assign(running_cost=1500.0))
    made = tables.carriers(reports.project(costly, Terms(), draws=10), i18n.reader("en"))
    plain = tables.carriers(project, i18n.reader("en"))
    assert made
    assert plain

    assert list(made.columns[0].values)[1:] == ["Other savings less running costs", "Annual saving, total"]
    assert list(made.columns[2].values) == [10_500.0, -1500.0, 9000.0]
    assert list(plain.columns[2].values) == [10_500.0]


def test_the_title_of_the_cash_flow_states_its_last_year_if_later_ones_are_withheld(
    project: reports.Project,
) -> None:
    """A curve that ended at 12 stood below an NPV of 54."""
    titles = [charts.cash_curve(each, i18n.reader("en")).caption for each in (project, project.limited(6))]

    assert titles == [
        "Cumulative cash flow, discount rate 8%",
        "Cumulative cash flow until year 5, discount rate 8%",
    ]
