"""Supply and service run together: the cost of all, and the fair share of each."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.symbiosis import assessment

OPTION = assessment.Option(fixed=100.0, unit=2.0, reference=50.0, scale=1.0)


def firms(*amounts: float, today: float = np.nan) -> pd.DataFrame:
    names = [f"f{number}" for number in range(len(amounts))]
    return pd.DataFrame({"amount": list(amounts), "today": today}, index=names)


def test_a_fixed_cost_is_shared_evenly_and_the_running_cost_by_use() -> None:
    """Three plants for 100 each become one: each saves two thirds of 100, whatever it takes."""
    found = assessment.shared(firms(10, 20, 30), OPTION)

    assert (found.alone, found.together) == (420, 220)
    assert found.firms["alone"].tolist() == [120, 140, 160]
    assert found.firms["share"].tolist() == pytest.approx([120 - 200 / 3, 140 - 200 / 3, 160 - 200 / 3])
    assert found.split.is_stable
    assert found.pays


def test_who_pays_less_today_than_its_use_would_cost_makes_it_worse() -> None:
    table = firms(10, 20, 30)
    table.loc["f2", "today"] = 20.0  # its use alone costs 60
    found = assessment.shared(table, OPTION)

    assert found.together - found.alone == -60  # 220 against 280
    assert not found.split.is_stable  # the other two would save 100 without it
    assert found.split.objecting[0][0] == ("f0", "f1")


@pytest.mark.parametrize(("paid", "is_near"), [(1.0, True), (0.95, True), (0.7, False), (1.5, False)])
def test_an_estimated_saving_stands_for_the_known_one_within_a_fifth(paid: float, is_near: bool) -> None:
    """Also where the bills of two companies lie apart from the estimate and their sum does not."""
    estimated = assessment.shared(firms(10, 20, 30), OPTION)
    bills = paid * estimated.firms["alone"]
    known = assessment.shared(firms(10, 20, 30).assign(today=bills), OPTION)
    moved = assessment.shared(firms(10, 20, 30).assign(today=[180.0, 140.0, 100.0]), OPTION)

    assert estimated.is_estimated
    assert not known.is_estimated
    assert assessment.agrees_with_bills(estimated, known) == is_near
    assert moved.alone == estimated.alone
    assert not assessment.agrees_with_bills(estimated, moved)


def test_who_lessens_the_saving_of_the_others_pays_what_it_pays_alone() -> None:
    """Two plants for 100 each become one, so the two save 100; the use of the third costs 40 more than it pays today.

    Shapley values: 100/6 + 60/3 = 110/3 for each of the two, and (60 - 100)/3 = -40/3 for the third. It is raised to 0,
    and each of the two gives up 20/3.
    """
    table = firms(10, 20, 30)
    table.loc["f2", "today"] = 20.0
    found = assessment.shared(table, OPTION)

    assert found.split.raised == ("f2",)
    assert found.firms["saving"].tolist() == pytest.approx([30, 30, 0])
    assert found.firms["share"].sum() == pytest.approx(found.together)


def test_firms_that_want_nothing_take_no_part() -> None:
    assert assessment.shared(firms(10, 0), OPTION).firms.index.tolist() == ["f0"]
    assert assessment.shared(firms(), OPTION).together == 0


@given(st.lists(st.floats(1, 1000), min_size=2, max_size=5), st.floats(0.5, 1.0), st.floats(0, 500))
def test_shares_pay_for_the_plant_and_nobody_pays_more_than_alone(
    amounts: list, scale: float, fixed: float
) -> None:
    option = assessment.Option(fixed=fixed, unit=3.0, reference=100.0, scale=scale)
    found = assessment.shared(firms(*amounts), option)

    assert found.firms["share"].sum() == pytest.approx(found.together)
    assert (found.firms["share"] <= found.firms["alone"] * (1 + 1e-9)).all()
    assert found.split.is_stable  # a concave cost leaves nobody a reason to go


@settings(max_examples=60)
@given(
    st.sampled_from([0.0, 1.0, 1e4, 1e6]), st.floats(0.01, 500), st.floats(1, 1e6), st.sampled_from([0.6, 0.85, 0.985, 1.0]),
    st.floats(0.01, 1000),
)  # fmt: skip
def test_from_the_amount_shown_an_option_costs_no_more(
    fixed: float, unit: float, reference: float, scale: float, price: float
) -> None:
    option = assessment.Option(fixed, unit, reference, scale)
    least = option.break_even_amount(price)

    if np.isnan(least):
        assert option.cost(reference) >= price * reference
        return
    assert option.cost(1.01 * least) <= price * 1.01 * least * (1 + 1e-6)
    assert least < reference * 1e-6 or option.cost(0.99 * least) >= price * 0.99 * least * (1 - 1e-6)


def test_a_joint_plant_pays_back_what_it_costs_more_than_the_plants_it_replaces() -> None:
    """Plants for 100 at 50 units, scale 0.5: 200 for 200 units together, 2 x 141.4 apart.

    Running cost 1 a unit. With bills of 150 each, nothing is replaced: 200 over 300 - 200 a year.
    """
    plant = assessment.Option(0.0, 1.0, 50.0, investment=100.0, investment_scale=0.5, annuity=0.1)
    own = assessment.shared(firms(100, 100), plant)
    paid = assessment.shared(firms(100, 100, today=150.0), plant)

    assert own.investment == paid.investment == 200
    assert own.together == pytest.approx(200 + 20)
    assert own.alone == pytest.approx(200 + 0.1 * 2 * 100 * 2**0.5)
    assert own.payback == np.inf  # runs at the same cost
    assert paid.payback == pytest.approx(2.0)
    assert paid.firms["share"].tolist() == pytest.approx([110, 110])
    part = firms(100, 100)
    part.loc["f0", "today"] = 150.0  # the other builds a plant of its own for 141.4
    assert assessment.shared(part, plant).payback == pytest.approx((200 - 100 * 2**0.5) / 50)


def test_a_joint_plant_removes_a_share_of_what_enters_it() -> None:
    found = assessment.shared(firms(10, 20), OPTION)

    assert found.removed(400.0, 50.0) == pytest.approx(6.0)  # 30 units of 0.4 t, half of it
