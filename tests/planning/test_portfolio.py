"""The best plan is the best: against brute force, published optima and results worked out by hand."""

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isdata import finance, measures, planning
from isdata.measures import Register, Terms
from isdata.planning import Aim, Candidates, Limits
from tests.conftest import ROOT

NONE = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2", "co2_life"])


def things(
    rows: dict[str, tuple],
    *,
    needs: tuple = (),
    excludes: tuple = (),
    overlaps: tuple = (),
    shares: tuple = (),
) -> Candidates:
    """Return candidates: id to (cost, npv, tonnes, company); pairs that share costs with what they save."""
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["cost", "npv", "co2", "company_id"])
    table = table.assign(
        co2_life=table["co2"], payback=table["cost"] / (table["cost"] + table["npv"]).clip(lower=1e-9) * 5
    )
    lost = pd.DataFrame(overlaps, columns=["measure_id", "other_id", "npv", "co2"]) if overlaps else NONE
    lost = lost.assign(co2_life=lost["co2"], saved=0.0)
    if shares:
        spared = pd.DataFrame(shares, columns=["measure_id", "other_id", "saved"])
        lost = pd.concat(
            [lost, spared.assign(npv=-spared["saved"], co2=0.0, co2_life=0.0)], ignore_index=True
        )
    return Candidates(table, list(needs), list(excludes), lost)


def golden() -> Candidates:
    """Return five measures (cost, saving, life) at 8 %: A 50/30/5, B 50/28/15, C 40/18/15, D 60/25/15, E 30/20/3."""
    rows = {"A": (50, 30, 5), "B": (50, 28, 15), "C": (40, 18, 15), "D": (60, 25, 15), "E": (30, 20, 3)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["cost", "saving", "life"]).astype(float)
    npv = table["saving"] * finance.present_value_factor(0.08, table["life"]) - table["cost"]
    measured = table.assign(
        npv=npv, co2=1.0, co2_life=1.0, payback=table["cost"] / table["saving"], company_id="C1"
    )
    return Candidates(measured[["cost", "npv", "co2", "co2_life", "payback", "company_id"]], [], [], NONE)


def test_a_budget_of_100_takes_b_and_c_and_the_rule_of_thumb_takes_less() -> None:
    plan = planning.choose(golden(), Limits(budget=100))
    rule = planning.greedy(golden(), Limits(budget=100))

    assert plan.chosen == ["B", "C"]
    assert plan.npv == pytest.approx(303.7, abs=0.05)
    assert rule.chosen == ["A", "E"]
    assert rule.npv == pytest.approx(91.3, abs=0.05)


def test_the_rule_of_thumb_waits_for_the_money_of_later_years() -> None:
    """100 a year: E and A at once (80), B in the second year with what is left (20 + 100 - 50), C too."""
    rule = planning.greedy(golden(), Limits(by_year=(100.0, 100.0)), discount_rate=0.0)

    assert rule.measures["year"].dropna().to_dict() == {"A": 0, "B": 1, "C": 1, "E": 0}
    assert rule.npv == pytest.approx(golden().measures["npv"][["A", "B", "C", "E"]].sum())


def test_the_rule_of_thumb_keeps_what_companies_may_spend_and_takes_along_what_is_needed() -> None:
    candidates = things(
        {"a": (50.0, 90.0, 1.0, "X"), "b": (40.0, 60.0, 1.0, "X"), "c": (40.0, 10.0, 1.0, "Y")},
        needs=(("a", "c"),),
    )

    assert planning.greedy(candidates, Limits(by_company={"X": 60.0})).chosen == ["a", "c"]


def problems(path: Path) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, float]]:
    """Return value, weights, limits and optimum of each problem of the file."""
    numbers = iter(float(word) for word in path.read_text().split())
    found = []
    for _ in range(int(next(numbers))):
        things, limits, best = int(next(numbers)), int(next(numbers)), next(numbers)
        value = np.array([next(numbers) for _ in range(things)])
        weights = np.array([next(numbers) for _ in range(things * limits)]).reshape(limits, things)
        found.append((value, weights, np.array([next(numbers) for _ in range(limits)]), best))
    return found


def test_the_seven_published_optima_are_reproduced(shared_data: Path) -> None:
    for value, weights, limits, best in problems(shared_data / "knapsack" / "mknap1.txt"):
        choice = planning.Program(value, csr_array(weights), limits).solve()

        assert choice.value == pytest.approx(best, rel=1e-9)
        assert choice.gap <= 1e-6
        assert (weights @ choice.taken <= limits + 1e-9).all()


def test_the_solver_writes_nothing_to_the_output_of_a_command() -> None:
    """It greets once a process; here a new one asks for a solver twice."""
    code = "from isdata.solver import silent; silent().run(); print('done'); silent().run()"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout == "done\n"


AMOUNT = st.integers(0, 60).map(float)
THING = st.tuples(
    AMOUNT, st.integers(-30, 90).map(float), st.integers(0, 20).map(float), st.sampled_from("XY")
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Candidates, Limits]:
    """Draw candidates with relations, and limits."""
    rows = {f"m{n}": thing for n, thing in enumerate(draw(st.lists(THING, min_size=1, max_size=7)))}
    pair = st.tuples(st.sampled_from(sorted(rows)), st.sampled_from(sorted(rows))).filter(
        lambda p: p[0] != p[1]
    )
    pairs = st.lists(pair, max_size=2, unique=True) if len(rows) > 1 else st.just([])
    lost = [
        (*each, draw(st.integers(-5, 20).map(float)), draw(st.integers(0, 5).map(float)))
        for each in draw(pairs)
    ]
    shares = []
    for one, other in draw(pairs):
        most = int(min(rows[one][0], rows[other][0]))
        if all(other != known for _, known, _ in shares) and most:
            shares.append((one, other, float(draw(st.integers(1, most)))))
    limits = Limits(
        budget=draw(st.none() | st.integers(0, 150).map(float)),
        by_company=draw(st.dictionaries(st.sampled_from("XY"), st.integers(0, 90).map(float), max_size=2)),
        co2_floor=draw(st.none() | st.integers(0, 40).map(float)),
        taken=frozenset(draw(st.sets(st.sampled_from(sorted(rows)), max_size=1))),
        dropped=frozenset(draw(st.sets(st.sampled_from(sorted(rows)), max_size=1))),
    )
    related = {"needs": tuple(draw(pairs)), "excludes": tuple(draw(pairs))}
    return things(rows, **related, overlaps=tuple(lost), shares=tuple(shares)), limits


def worth(candidates: Candidates, taken: set[str]) -> tuple[float, float, float]:
    """Return npv, cost and tonnes of a set, by their definition."""
    own, lost = candidates.measures.loc[sorted(taken)], candidates.overlaps
    lost = lost.assign(saved=candidates.saved)
    both = lost[lost["measure_id"].isin(taken) & lost["other_id"].isin(taken)]
    return (
        own["npv"].sum() - both["npv"].sum(),
        own["cost"].sum() - both["saved"].sum(),
        own["co2"].sum() - both["co2"].sum(),
    )


def keeps(candidates: Candidates, limits: Limits, taken: set[str]) -> bool:
    """Whether a set keeps every limit, by its definition."""
    _, cost, tonnes = worth(candidates, taken)
    spent = candidates.measures.loc[sorted(taken)].groupby("company_id")["cost"].sum()
    owner = candidates.measures["company_id"]
    for one, other, saved in zip(
        candidates.overlaps["measure_id"], candidates.overlaps["other_id"], candidates.saved, strict=True
    ):
        if {one, other} <= taken:
            for name in (one, other):
                spent[owner[name]] -= saved / 2
    return (
        (limits.budget is None or cost <= limits.budget)
        and all(spent.get(company, 0) <= money for company, money in limits.by_company.items())
        and (limits.co2_floor is None or tonnes >= limits.co2_floor)
        and limits.taken <= taken
        and not limits.dropped & taken
        and all(one not in taken or other in taken for one, other in candidates.needs)
        and not any({one, other} <= taken for one, other in candidates.excludes)
    )


@settings(max_examples=60)
@given(plans(), st.sampled_from(["npv", "co2", "both"]))
def test_no_other_set_within_the_limits_is_worth_more(
    drawn: tuple[Candidates, Limits], objective: str
) -> None:
    candidates, limits = drawn
    aim = Aim(objective=objective, co2_price=3.0)
    plan = planning.choose(candidates, limits, aim)
    ids = list(candidates.measures.index)
    sets = [set(each) for size in range(len(ids) + 1) for each in itertools.combinations(ids, size)]
    possible = [worth(candidates, taken) for taken in sets if keeps(candidates, limits, taken)]
    value = {"npv": lambda w: w[0], "co2": lambda w: w[2], "both": lambda w: w[0] + 3 * w[2]}[objective]

    assert plan.is_feasible == bool(possible)
    if possible:
        assert keeps(candidates, limits, set(plan.chosen))
        assert (plan.npv, plan.cost, plan.co2) == pytest.approx(worth(candidates, set(plan.chosen)))
        assert value((plan.npv, plan.cost, plan.co2)) == pytest.approx(max(map(value, possible)), abs=1e-6)


def test_what_collides_is_named_and_nothing_else() -> None:
    candidates = things({"a": (50.0, 10.0, 5.0, "X"), "b": (50.0, 10.0, 5.0, "X")}, needs=(("a", "b"),))

    assert planning.collisions(candidates, Limits(budget=100, co2_floor=10)) == []
    assert planning.collisions(candidates, Limits(budget=60, co2_floor=10)) == ["budget", "co2_floor"]
    assert planning.collisions(
        candidates, Limits(budget=500, taken=frozenset("a"), dropped=frozenset("b"))
    ) == [
        "dropped",
        "taken a",
        "needs",
    ]


def test_money_of_a_year_that_is_not_spent_is_kept_for_the_next() -> None:
    """60 cannot be paid from the first year's 50, but from both years' 100; the other 40 follow then too."""
    candidates = things({"big": (60.0, 100.0, 1.0, "X"), "small": (40.0, 50.0, 1.0, "X")})
    plan = planning.choose(candidates, Limits(by_year=(50.0, 50.0)), Aim(discount_rate=0.0))
    years = plan.measures["year"].to_dict()

    assert plan.chosen == ["big", "small"]
    assert years["big"] == 1
    assert planning.choose(candidates, Limits(by_year=(60.0, 0.0))).chosen == ["big"]


def test_what_is_needed_stands_no_later_than_what_needs_it() -> None:
    candidates = things(
        {"first": (50.0, 5.0, 0.0, "X"), "second": (50.0, 100.0, 0.0, "X")}, needs=(("second", "first"),)
    )
    plan = planning.choose(candidates, Limits(by_year=(60.0, 40.0)))

    assert plan.chosen == ["first", "second"]
    assert plan.measures["year"].to_dict() == {"first": 0, "second": 1}


def test_a_later_year_is_worth_less() -> None:
    candidates = things({"only": (50.0, 108.0, 0.0, "X")})

    assert planning.choose(candidates, Limits(by_year=(0.0, 50.0))).npv == pytest.approx(100.0)


def test_a_settled_measure_is_done_in_some_year() -> None:
    candidates = things({"poor": (50.0, -10.0, 0.0, "X"), "rich": (50.0, 90.0, 0.0, "X")})
    plan = planning.choose(candidates, Limits(by_year=(50.0, 50.0), taken=frozenset(["poor"])))

    assert plan.chosen == ["poor", "rich"]
    assert plan.measures.loc["rich", "year"] == 0


def test_measures_that_pay_back_after_the_hurdle_are_left_out() -> None:
    assert planning.choose(golden(), Limits(budget=100, hurdle=2.0)).chosen == ["A", "B"]


def test_every_reason_has_its_case() -> None:
    candidates = things(
        {
            "good": (50.0, 90.0, 1.0, "X"),
            "rival": (40.0, 60.0, 1.0, "X"),
            "loss": (10.0, -5.0, 1.0, "X"),
            "dear": (96.0, 80.0, 1.0, "X"),
            "needy": (5.0, 5.0, 1.0, "X"),
            "settled": (5.0, -1.0, 1.0, "X"),
            "barred": (1.0, 50.0, 1.0, "X"),
        },
        needs=(("needy", "loss"),),
        excludes=(("good", "rival"),),
    )
    limits = Limits(budget=100, taken=frozenset(["settled"]), dropped=frozenset(["barred"]))
    model = planning.Model(candidates, limits)
    table = planning.reasons(model, model.solve())

    assert table["reason"].to_dict() == {
        "good": "worth",
        "rival": "excluded",
        "loss": "loss",
        "dear": "displaced",
        "needy": "need",
        "settled": "taken",
        "barred": "dropped",
    }
    assert table.loc["good", "marginal"] == pytest.approx(90.0 - 60.0)
    # With the loss of 5 comes "needy", worth 5.
    assert table.loc["loss", "marginal"] == pytest.approx(0.0)
    assert np.isnan(table.loc["dear", "marginal"])


def test_more_money_is_spent_on_the_next_best() -> None:
    plan = planning.more_money(golden(), Limits(budget=90), Aim(), 60)

    assert plan.chosen == ["B", "C", "D"]


def test_front_by_budget_never_falls_and_ends_where_all_that_gains_is_bought() -> None:
    front = planning.by_budget(golden(), Limits(), points=12)

    assert front["npv"].is_monotonic_increasing
    assert front["npv"].iloc[0] == 0
    assert front["npv"].iloc[-1] == pytest.approx(golden().measures["npv"].clip(lower=0).sum())
    assert (front["cost"] <= front["budget"] + 1e-9).all()


def test_front_of_money_and_tonnes_holds_no_plan_that_another_beats() -> None:
    candidates = things(
        {"rich": (50.0, 90.0, 1.0, "X"), "clean": (50.0, 20.0, 30.0, "X"), "both": (60.0, 60.0, 20.0, "X")}
    )
    front = planning.by_co2(candidates, Limits(budget=60), points=20)

    assert front["npv"].tolist() == pytest.approx([90, 60, 20])
    assert front["co2"].tolist() == pytest.approx([1, 20, 30])


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(-20, 60), st.integers(1, 40)), min_size=2, max_size=6),
    st.integers(0, 90),
    st.sampled_from([1, 2]),
)
def test_front_of_money_and_tonnes_holds_every_plan_that_none_beats(rows, budget, years) -> None:
    found = things({f"M{n}": (float(c), float(v), float(t), "X") for n, (c, v, t) in enumerate(rows)})
    limits = Limits(budget=budget) if years == 1 else Limits(by_year=(budget / 2, budget / 2))
    front = planning.by_co2(found, limits, aim=Aim(discount_rate=0.0))
    sums = {
        (sum(rows[n][1] for n in chosen), sum(rows[n][2] for n in chosen))
        for size in range(len(rows) + 1)
        for chosen in itertools.combinations(range(len(rows)), size)
        if sum(rows[n][0] for n in chosen) <= budget
    }
    unbeaten = {(v, t) for v, t in sums if not any((a >= v and b >= t) and (a, b) != (v, t) for a, b in sums)}

    assert len(unbeaten) < planning.POINTS
    assert {(round(v), round(t)) for v, t in zip(front["npv"], front["co2"], strict=True)} == unbeaten


def test_reasons_hold_with_budgets_by_year_and_a_floor() -> None:
    model = planning.Model(golden(), Limits(by_year=(60.0, 40.0), co2_floor=2.0), Aim(discount_rate=0.0))
    table = planning.reasons(model, model.solve())

    # All the money is 100 by the second year: the plan is {B, C} as with one budget, two tonnes kept.
    assert table.index[table["is_chosen"]].tolist() == ["B", "C"]
    npv = golden().measures["npv"]
    # Without B, D (60) is paid in the first year in its place and C in the second.
    assert table.loc["B", "marginal"] == pytest.approx(npv["B"] - npv["D"])
    # No time at all: reasons stay, figures are missing.
    hasty = planning.reasons(model, model.solve(), longest=0.0)
    assert hasty["reason"].tolist() == table["reason"].tolist()
    assert hasty["marginal"].isna().all()


def test_nothing_to_choose_from_is_an_empty_plan() -> None:
    empty = Candidates(golden().measures.iloc[:0], [], [], NONE)

    assert planning.choose(empty, Limits(budget=10)).chosen == []
    assert planning.by_budget(empty, Limits())["npv"].tolist() == [0.0] * planning.POINTS


def test_candidates_leave_out_what_cannot_be_valued(register: Register) -> None:
    relations = pd.DataFrame(
        [("three", "planned", "overlaps", 0.25), ("three", "unpriced", "needs", 0.0)],
        columns=["measure_id", "other_id", "relation", "overlap"],
    )
    found = planning.candidates(register, relations, Terms())

    assert "unpriced" not in found.measures.index
    assert found.needs == []
    assert found.overlaps["npv"].tolist() == pytest.approx(
        [0.25 * 6_800 * finance.present_value_factor(0.08, 10)]
    )
    assert found.measures.loc["euro", "cost"] == pytest.approx(7_500)


def test_the_whole_sample_is_worth_what_its_package_is(parks) -> None:
    # Of what lies ahead, some measures exclude each other.
    stored = measures.in_scope(measures.register(parks, park_id="chengdu"), "achieved")
    relations = measures.relations(parks, park_id="chengdu")
    found = planning.candidates(stored, relations, Terms())
    everything = planning.choose(found, Limits(taken=frozenset(found.measures.index)))
    package = measures.totals(measures.packaged(stored, relations), Terms())

    assert everything.npv == pytest.approx(package["npv"])
    assert everything.co2 == pytest.approx(package["co2_saving"])
