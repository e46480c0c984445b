"""Plans over years: losses count from the later year on, rows add up, and reports and independent models agree."""

import itertools

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Candidates, Limits, Model, Portfolio
from isdata.decisions.planning.request import Request, measures_and_candidates
from isdata.decisions.planning.returns import delayed_to_their_year
from isdata.decisions.planning.service import answer
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.engines import finance
from isdata.output import reports
from tests.decisions.planning.things import things as made

MONEY = (8e6, 5e6)
RATE = 0.08


def in_years(chosen: Portfolio) -> dict[str, int]:
    return {name: int(year) for name, year in chosen.measures["year"].dropna().items()}


def independent_optimum(found: Candidates, money: tuple[float, ...], rate: float) -> float:
    """The optimum by another formulation: a variable a year for "both are done by then", the loss paid from there on.

    Losses of the sample's few pairs have no end here: none of its plans below lets the first of a pair follow the second.
    """
    table, pairs, years = found.measures, found.overlaps.reset_index(drop=True), len(money)
    size, count = len(table), len(found.overlaps)
    place = {name: number for number, name in enumerate(table.index)}
    later = (1 + rate) ** -np.arange(years)
    values = np.concatenate([np.outer(later, table["npv"]).ravel(), -np.outer(later, pairs["npv"]).ravel()])
    rows: list[tuple[dict[int, float], float]] = []
    for year in range(years):
        spent = {
            at * size + place[name]: cost for name, cost in table["cost"].items() for at in range(year + 1)
        }
        rows.append((spent, float(sum(money[: year + 1]))))
        for one, other in found.needs:
            row = {at * size + place[one]: 1.0 for at in range(year + 1)}
            rows.append((row | {at * size + place[other]: -1.0 for at in range(year + 1)}, 0.0))
        for number, (one, other) in enumerate(zip(pairs["measure_id"], pairs["other_id"], strict=True)):
            # What is done by a year, less 1, is at most whether both are counted by then.
            done = {at * size + place[name]: 1.0 for name in (one, other) for at in range(year + 1)}
            counted = {years * size + at * count + number: -1.0 for at in range(year + 1)}
            rows.append((done | counted, 1.0))
            if pairs["npv"][number] < 0:
                for name in (one, other):
                    by_then = {at * size + place[name]: -1.0 for at in range(year + 1)}
                    rows.append((by_then | dict.fromkeys(counted, 1.0), 0.0))
    rows += [({year * size + at: 1.0 for year in range(years)}, 1.0) for at in range(size)]
    for one, other in found.excludes:
        rows.append(({year * size + place[name]: 1.0 for name in (one, other) for year in range(years)}, 1.0))
    matrix = np.zeros((len(rows), len(values)))
    for number, (row, _bound) in enumerate(rows):
        matrix[number, list(row)] = list(row.values())
    solved = milp(
        -values,
        constraints=LinearConstraint(matrix, ub=[bound for _, bound in rows]),
        integrality=np.ones(len(values)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 1e-9},
    )
    return float(-solved.fun)


def asked(limits: Limits, terms: Terms | None = None) -> Request:
    return Request("chengdu", "ahead", terms or Terms(), limits, Aim())


@pytest.mark.parametrize(
    ("terms", "chosen", "npv"),
    [
        (Terms(), 15, 32_349_434),
        (Terms(carrier_factors={"electricity": 2.0}), 16, 60_539_126),
    ],
    ids=["as stored", "electricity doubled"],
)
def test_eight_and_five_million_are_spent_as_an_independent_model_does(
    parks: duckdb.DuckDBPyConnection, terms: Terms, chosen: int, npv: float
) -> None:
    _, found = measures_and_candidates(parks, park_id="chengdu", scope="ahead", terms=terms)
    plan = planning.choose(found, Limits(by_year=MONEY))

    assert (len(plan.chosen), len(found.measures)) == (chosen, 26)
    assert plan.npv == pytest.approx(npv, abs=1)
    # The pairs that share costs are done in the order in which they do.
    assert independent_optimum(found, MONEY, RATE) == pytest.approx(plan.npv, rel=1e-9)


def test_what_an_overlap_takes_is_discounted_to_the_later_of_the_two_years(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """M224 in the first year takes 5 % of what M211 saves from the second year on: 146,946 / 1.08."""
    _, found = measures_and_candidates(parks, park_id="chengdu", scope="ahead", terms=Terms())
    plan = planning.choose(found, Limits(by_year=MONEY))
    lost = found.overlaps.set_index(["measure_id", "other_id"])["npv"]["CD-M224", "CD-M211"]

    assert (in_years(plan)["CD-M224"], in_years(plan)["CD-M211"]) == (0, 1)
    assert lost == pytest.approx(146_946, abs=1)
    alone = found.measures["npv"]["CD-M211"]
    assert plan.contributions["npv"]["CD-M211"] == pytest.approx((alone - lost) / 1.08)


def test_one_million_more_brings_1_779_million(parks: duckdb.DuckDBPyConnection) -> None:
    found = answer(parks, request=asked(Limits(by_year=MONEY)), viewer=FACILITATOR)

    assert found.more is not None
    assert found.more.npv - found.plan.npv == pytest.approx(1_779_119, abs=1)
    assert found.plan.gap <= planning.EXACT


def test_the_report_pays_back_where_its_cash_flow_crosses_zero(parks: duckdb.DuckDBPyConnection) -> None:
    """-2,109,800 after year 2 and 4,130,540 after year 3: 2 + 2,109,800 / 6,240,340."""
    choice = reports.Choice("plan", limits=Limits(by_year=MONEY))
    _, project = reports.report_subject(
        parks, park_id="chengdu", choice=choice, terms=Terms(), viewer=FACILITATOR, draws=500
    )

    assert project is not None
    assert project.totals["npv"] == pytest.approx(32_349_434, abs=1)
    assert project.yearly["cumulative"][2:4].tolist() == pytest.approx([-2_109_800, 4_130_540], abs=1)
    assert project.totals["payback"] == pytest.approx(2 + 2_109_800 / 6_240_340, abs=1e-4)
    assert project.cases.loc["likely", "payback"] == project.totals["payback"]
    # The simulations ask the same question: the middle one lies beside the stated number, not below 2.2 years.
    assert project.simulation.total["payback_p50"] == pytest.approx(2.34, abs=0.1)


@pytest.mark.parametrize("growth", [False, True])
def test_the_rows_of_any_plan_and_its_report_add_up_to_the_plan(
    parks: duckdb.DuckDBPyConnection, growth: bool
) -> None:
    """Whichever years measures are done in, and whichever comes first of two that overlap or share a cost."""
    terms = Terms(has_growth=growth)
    stored, found = measures_and_candidates(parks, park_id="chengdu", scope="ahead", terms=terms)
    relations = measures.relations(parks, park_id="chengdu")
    model = Model(found, Limits(by_year=(1e9,) * 4))
    random, late_receivers = np.random.default_rng(1), 0
    for _ in range(6):
        grid = np.zeros((4, len(found.measures)), dtype=bool)
        grid[random.integers(0, 4, grid.shape[1]), np.arange(grid.shape[1])] = (
            random.random(grid.shape[1]) < 0.8
        )
        plan = model.portfolio(model.described(grid.ravel()))
        own = delayed_to_their_year(stored.only(pd.Index(plan.chosen)), plan.measures["year"])
        together = measures.packaged(own, relations)
        sums, each = measures.totals(together, terms), measures.appraise(together, terms)
        late_receivers += together.early is not None

        assert plan.contributions.sum()[["npv", "cost", "co2"]].tolist() == pytest.approx(
            [plan.npv, plan.cost, plan.co2]
        )
        assert sums["npv"] == pytest.approx(plan.npv)
        assert sums["co2_saving"] == pytest.approx(plan.co2)
        paid = together.measures["investment"] - together.measures["incentive"]
        assert paid.to_dict() == pytest.approx(plan.contributions["cost"][plan.chosen].to_dict())
        assert each["npv"].to_dict() == pytest.approx(plan.contributions["npv"][plan.chosen].to_dict())
    assert late_receivers


def test_what_is_taken_later_is_saved_until_then(small: duckdb.DuckDBPyConnection) -> None:
    """ "three" saves 80,000 a year for ten years; 25 % of it goes once "habit" is done, two years later."""
    relations = pd.DataFrame(
        [("habit", "three", "overlaps", 0.25)], columns=["measure_id", "other_id", "relation", "overlap"]
    )
    stored = measures.register(small, park_id="small", viewer=FACILITATOR).only(pd.Index(["three", "habit"]))
    waiting = delayed_to_their_year(stored, pd.Series({"three": 0, "habit": 2}))
    together = measures.totals(measures.packaged(waiting, relations), Terms())
    factor = finance.present_value_factor
    expected = -240_000 + 80_000 * (0.75 * factor(RATE, 10) + 0.25 * factor(RATE, 2))

    assert together["npv"] == pytest.approx(expected + 6_800 * factor(RATE, 10) / 1.08**2)


def by_hand(found: Candidates, years: dict[str, int], rate: float) -> float:
    """Worth of measures in given years, by its definition: without cash flows a loss has no end."""

    def later(year):
        return (1 + rate) ** -year

    worth = sum(found.measures["npv"][name] * later(year) for name, year in years.items())
    for row, saved in zip(found.overlaps.to_dict("records"), found.saved, strict=True):
        one, other = row["measure_id"], row["other_id"]
        if one in years and other in years and (not saved or years[one] <= years[other]):
            worth -= row["npv"] * later(max(years[one], years[other]))
    return worth


def is_paid(found: Candidates, years: dict[str, int], limits: Limits) -> bool:
    """Whether the money of each year pays for what is done in it, with what is left of the years before."""
    kept = 0.0
    for year, money in enumerate(limits.by_year):
        spent = sum(found.measures["cost"][name] for name, at in years.items() if at == year)
        for (one, other), saved in zip(
            found.overlaps[["measure_id", "other_id"]].to_numpy(), found.saved, strict=True
        ):
            spent -= saved * (years.get(other) == year and years.get(one, 9) <= year)
        kept = (kept if limits.carries_over else 0.0) + money - spent
        if kept < -1e-9:
            return False
    return True


ROW = st.tuples(st.integers(1, 40), st.integers(-20, 60), st.integers(0, 20))
PAIR = st.tuples(st.sampled_from(["M0", "M1"]), st.sampled_from(["M1", "M2"])).filter(
    lambda pair: pair[0] != pair[1]
)


@settings(max_examples=8)
@given(
    st.lists(ROW, min_size=3, max_size=4),
    st.lists(st.integers(0, 50), min_size=2, max_size=3),
    PAIR,
    PAIR,
    st.integers(-10, 40),
    st.booleans(),
)
def test_no_other_way_to_spread_measures_over_years_is_worth_more(
    rows: list[tuple[int, int, int]],
    money: list[int],
    takes: tuple[str, str],
    shares: tuple[str, str],
    lost: int,
    carries_over: bool,
) -> None:
    named = {f"M{n}": (float(cost), float(npv), float(co2), "X") for n, (cost, npv, co2) in enumerate(rows)}
    spared = min(named[shares[1]][0], 5.0)
    found = made(named, overlaps=((*takes, float(lost), 1.0),), shares=((*shares, spared),))
    limits = Limits(by_year=tuple(float(each) for each in money), carries_over=carries_over)
    plan = planning.choose(found, limits, Aim(discount_rate=RATE))
    ways = itertools.product([None, *range(len(money))], repeat=len(named))
    every = [{name: year for name, year in zip(named, way, strict=True) if year is not None} for way in ways]
    best = max(by_hand(found, years, RATE) for years in every if is_paid(found, years, limits))

    assert is_paid(found, in_years(plan), limits)
    assert plan.npv == pytest.approx(by_hand(found, in_years(plan), RATE), abs=1e-6)
    assert plan.npv == pytest.approx(best, abs=1e-6)


def test_money_of_a_year_lapses_where_it_is_not_carried_over() -> None:
    """60 cannot be paid from 50 a year, though both years together have 100; the other 40 can."""
    found = made({"big": (60.0, 100.0, 1.0, "X"), "small": (40.0, 50.0, 1.0, "X")})
    kept, lapsing = (Limits(by_year=(50.0, 50.0), carries_over=kept) for kept in (True, False))

    assert in_years(planning.choose(found, kept, Aim(discount_rate=0.0)))["big"] == 1
    assert in_years(planning.choose(found, lapsing)) == {"small": 0}
    assert in_years(planning.greedy(found, lapsing)) == {"small": 0}
    assert set(in_years(planning.greedy(found, kept))) == {"big", "small"}
