"""The best allocation: by hand, against every other one, and what scarce supplies are worth."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data import disclosure
from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis.allocation import exact_allocation, offers, shadow_prices
from tests.symbiosis.conftest import Found


def ways(*rows: tuple, **columns: object) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["supply", "demand", "supply_amount", "demand_amount", "gain"])
    return table.assign(**({"factor": 1.0, "least": 0.0, "fixed": 0.0} | columns))


def test_the_best_first_would_lose() -> None:
    """a→x gains most for a tonne, but only a can serve y: 10·9 + 10·8 beats 10·10 (and nothing for b)."""
    table = ways(("a", "x", 10, 10, 10.0), ("a", "y", 10, 10, 8.0), ("b", "x", 10, 10, 9.0))

    best = exact_allocation.allocate(table)

    assert best.quantities.tolist() == [0, 10, 10]
    assert (best.value, best.bound) == (170, 170)
    assert exact_allocation.in_order(table) == 100


def test_a_scarce_supply_is_worth_what_one_more_tonne_would_bring() -> None:
    table = ways(("a", "x", 10, 30, 5.0), ("b", "x", 40, 30, 3.0))

    best = exact_allocation.allocate(table)

    assert best.supplies["marginal_value"].to_dict() == pytest.approx({"a": 2, "b": 0})  # it displaces b
    assert best.demands["marginal_value"].to_dict() == pytest.approx({"x": 3})


def test_what_would_help_most_comes_first_in_the_unit_of_its_side() -> None:
    """x wants 30: one more kg of it brings 3, one more tonne of a 2 as it displaces b, and b is left over."""
    table = ways(("a", "x", 10, 30, 5.0), ("b", "x", 40, 30, 3.0), given_unit="t", unit="kg")
    best = exact_allocation.allocate(table)

    shown = shadow_prices.scarce_streams(table, best)[["side", "amount", "stream_unit", "marginal_value"]]
    assert shown.to_dict("split")["data"] == [["demand", 30, "kg", 3], ["supply", 10, "t", 2]]
    assert shadow_prices.count_unused_supplies(best) == 1
    used = shadow_prices.moved(table.assign(fixed=[45.0, 0.0]), best)
    assert used[["supply", "quantity", "net"]].to_dict("split")["data"] == [["b", 20, 60], ["a", 10, 5]]


def test_a_yield_is_counted_on_the_side_of_the_supply() -> None:
    """100 t give 75 t of what is wanted; 60 t wanted use 80 t."""
    best = exact_allocation.allocate(ways(("a", "x", 100, 60, 5.0), factor=0.75))

    assert best.supplies["used"].tolist() == [80]
    assert best.demands["used"].tolist() == [60]


def test_a_dirty_supply_goes_along_as_far_as_a_clean_one_dilutes_it() -> None:
    """10 % chloride and 1 % are blended to 4 %: of 60 t clean, 30 t dirty can go along."""
    table = ways(("dirty", "x", 100, 200, 8.0), ("clean", "x", 60, 200, 2.0))
    blends = pd.DataFrame({"candidate": [0, 1], "substance": "chloride", "excess": [0.06, -0.03]})

    best = exact_allocation.allocate(table, blends=blends)

    assert best.quantities.tolist() == pytest.approx([30, 60])
    assert best.supplies.loc["clean", "marginal_value"] == pytest.approx(2 + 0.5 * 8)


def test_below_the_least_amount_nothing_moves_and_a_fixed_cost_must_be_earned() -> None:
    assert exact_allocation.allocate(ways(("a", "x", 5, 9, 4.0), least=6.0)).quantities.tolist() == [0]
    assert exact_allocation.allocate(ways(("a", "x", 5, 9, 4.0), fixed=21.0)).value == 0
    assert exact_allocation.allocate(ways(("a", "x", 5, 9, 4.0), fixed=19.0)).value == pytest.approx(1)


def test_nothing_can_be_allocated_of_nothing() -> None:
    assert exact_allocation.allocate(ways()).value == 0


AMOUNT = st.integers(0, 3)
WAY = st.tuples(st.integers(-2, 6), st.integers(0, 2), st.integers(0, 4))  # gain, least, fixed


@settings(max_examples=30)
@given(st.tuples(AMOUNT, AMOUNT), st.tuples(AMOUNT, AMOUNT), st.tuples(WAY, WAY, WAY, WAY))
def test_no_other_allocation_gains_more(supplies: tuple, demands: tuple, ends: tuple) -> None:
    """With whole amounts an optimum is whole, so every one can be tried."""
    rows = [
        (f"s{i}", f"d{j}", supplies[i], demands[j], float(ends[2 * i + j][0])) for i in (0, 1) for j in (0, 1)
    ]
    least, fixed = (np.array([float(end[place]) for end in ends]) for place in (1, 2))
    gain = np.array([row[4] for row in rows])

    best = exact_allocation.allocate(ways(*rows, least=least, fixed=fixed))

    def worth(flows: tuple) -> float:
        flow = np.array(flows).reshape(2, 2)
        is_kept = (flow.sum(axis=1) <= supplies).all() and (flow.sum(axis=0) <= demands).all()
        used = flow.ravel() > 0
        is_kept = is_kept and (flow.ravel()[used] >= least[used]).all()
        return float(gain @ flow.ravel() - fixed[used].sum()) if is_kept else -np.inf

    assert best.value == pytest.approx(max(map(worth, itertools.product(range(4), repeat=4))), abs=1e-6)
    assert best.value <= best.bound + 1e-6


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(-5, 9)), min_size=1, max_size=12),
    st.lists(st.integers(1, 100), min_size=10, max_size=10),
)
def test_the_flow_and_the_linear_program_agree(pairs: list, amounts: list) -> None:
    table = ways(*[(i, j, amounts[i], amounts[5 + j], gain) for i, j, gain in pairs])
    table = table.drop_duplicates(["supply", "demand"])
    flow, program = exact_allocation.allocate(table), exact_allocation.by_program(table)

    assert flow.value == pytest.approx(program.value, rel=1e-6, abs=1e-5)
    assert flow.bound == pytest.approx(flow.value, rel=1e-6, abs=1e-5)
    # Strong duality: of one more unit at each end at once, less is gained than of each alone, or as much.
    shown = sum((side["amount"] * side["marginal_value"]).sum() for side in (flow.supplies, flow.demands))
    assert shown <= flow.value * (1 + 1e-6) + 1e-5


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-2, 9), st.integers(1, 4)),
        min_size=1,
        max_size=9,
    ),
    st.lists(st.integers(1, 6), min_size=8, max_size=8),
    st.booleans(),
)
def test_a_marginal_value_is_what_one_more_unit_brings(pairs: list, amounts: list, is_limited: bool) -> None:
    """Amounts being whole, the gain bends only at whole amounts: one more unit states it exactly."""

    def best(amounts: list) -> exact_allocation.Allocation:
        table = ways(
            *[(f"s{i}", f"d{j}", amounts[i], amounts[4 + j], float(gain)) for i, j, gain, _ in pairs]
        )
        most = [float(most) if is_limited else np.inf for *_, most in pairs]
        return exact_allocation.allocate(table.assign(most=most).drop_duplicates(["supply", "demand"]))

    now = best(amounts)
    for side, streams, first in (("s", now.supplies, 0), ("d", now.demands, 4)):
        for name, worth in streams["marginal_value"].items():
            place = first + int(str(name).removeprefix(side))
            more = best([amount + (at == place) for at, amount in enumerate(amounts)])

            assert worth == pytest.approx(more.value - now.value, abs=1e-5)


def test_matches_become_candidates_with_their_treatment_and_composition(found: Found, pairs) -> None:
    pairs.execute(
        "insert into stream_composition values ('SAND', 'Cl', 0.06, null), ('AGGR', 'Cl', 0.02, null)"
    )
    pairs.execute("update treatment set investment = 671008")
    table = found().reset_index(drop=True)

    ready = offers.candidates(table)
    blended = offers.blends(ready, disclosure.ask(pairs, "match_compositions", FACILITATOR))

    still = ready.loc[ready["supply"] == "THIN"].iloc[0]
    assert (still["supply_amount"], still["factor"], still["demand_amount"]) == (45, 0.8, 40)
    assert still["fixed"] == pytest.approx(100_000, rel=1e-4)  # 671,008 at 8 % over ten years
    sand = ready.index[ready["supply"] == "SAND"][0]
    assert blended.to_dict("records") == [
        {"candidate": sand, "substance": "Cl", "excess": pytest.approx(0.04)}
    ]
    best = exact_allocation.allocate(ready, blends=blended)
    assert best.quantities[sand] == 0  # nothing dilutes it
    assert best.value > 0
