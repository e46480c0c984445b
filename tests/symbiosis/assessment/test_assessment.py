"""Price band, fair shares and the feasibility sheet, by hand and by identities."""

import dataclasses
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.engines import finance
from isdata.symbiosis import assessment


def test_a_band_by_hand() -> None:
    band = assessment.price_band(
        handling=10,
        avoided_disposal=60,
        virgin_price=100,
        substitution=0.8,
        adaptation=15,
        quality_risk=5,
        transport=20,
    ).iloc[0]

    assert band["floor"] == -50  # 10 − 60
    assert band["ceiling"] == 40  # 80 − 15 − 5 − 20
    assert band["equal_gain"] == -5
    assert band["outcome"] == "gate_fee"


def test_where_the_floor_lies_above_the_ceiling_the_gap_is_shown() -> None:
    band = assessment.price_band(handling=100, virgin_price=70).iloc[0]

    assert (band["outcome"], band["lacking"]) == ("subsidy", 30)


def test_a_price_that_both_gain_at_is_a_deal_and_an_unknown_cost_no_verdict() -> None:
    bands = assessment.price_band(handling=pd.Series([20.0, 20.0]), virgin_price=pd.Series([50.0, math.nan]))

    assert bands["outcome"].tolist() == ["deal", ""]


MONEY = st.integers(-1000, 1000)


@given(MONEY, MONEY, MONEY, MONEY)
def test_at_the_equal_gain_price_both_gain_the_same(
    handling: int, disposal: int, virgin: int, way: int
) -> None:
    band = assessment.price_band(
        handling=handling, avoided_disposal=disposal, virgin_price=virgin, transport=way
    ).iloc[0]

    assert band["equal_gain"] - band["floor"] == pytest.approx(band["ceiling"] - band["equal_gain"])


def test_two_firms_share_what_they_gain_on_top() -> None:
    assert assessment.split_between_two(100, 20, 0) == (60, 40)


def test_shapley_of_two_is_the_closed_form() -> None:
    worth = {frozenset("a"): 20.0, frozenset("b"): 0.0, frozenset("ab"): 100.0}

    assert assessment.shapley("ab", worth.__getitem__).shares == {"a": 60.0, "b": 40.0}


def test_a_glove_game_by_hand() -> None:
    """Two have a left glove, one a right: a pair is worth 6. The right one gets 4, the others 1 each."""
    split = assessment.shapley("lmr", lambda group: 6.0 if "r" in group and len(group) > 1 else 0.0)

    assert split.shares == pytest.approx({"l": 1, "m": 1, "r": 4})
    # One left glove and the right one make 6 on their own and are given 5: they would object.
    assert not split.is_stable
    assert split.objecting[0][1] == pytest.approx(1)


def test_twelve_firms_are_exact_and_thirteen_are_drawn() -> None:
    def worth(group: frozenset[str]) -> float:
        return float(len(group) ** 2)

    exact = assessment.shapley([f"f{i}" for i in range(12)], worth)
    drawn = assessment.shapley([f"f{i}" for i in range(13)], worth)

    assert exact.is_exact
    assert exact.shares == pytest.approx(dict.fromkeys(exact.shares, 12.0))
    assert not drawn.is_exact
    assert sum(drawn.shares.values()) == pytest.approx(169)


class _Counted(dict[str, float]):
    """Amounts by company that count how often one is read."""

    reads = 0

    def __getitem__(self, name: str) -> float:
        self.reads += 1
        return super().__getitem__(name)


def test_drawn_orders_of_a_shared_plant_add_one_company_at_a_time() -> None:
    """The gains of a growing group are those of the group, without a new sum over all its companies."""
    names = [f"f{i}" for i in range(30)]
    demands = _Counted({name: 1.0 + i for i, name in enumerate(names)})
    alone = {name: 40.0 + i for i, name in enumerate(names)}
    plant = assessment.shared_cost(demands, cost=lambda amount: 20.0 * amount**0.5, alone=alone)

    found = assessment.shapley(names, plant)
    assert demands.reads < 25_000  # 20,000 steps, and the groups that may object
    assert not found.is_exact
    assert found.shares == pytest.approx(assessment.shapley(names, lambda group: plant(group)).shares)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=5), st.data())
def test_shares_add_up_and_a_firm_that_adds_nothing_gets_nothing(own: list[int], data: st.DataObject) -> None:
    names = [f"f{i}" for i in range(len(own))]
    bonus = data.draw(st.integers(0, 100))

    def worth(group: frozenset[str]) -> float:
        without_last = group - {names[-1]}
        return sum(own[names.index(name)] for name in without_last) + bonus * (
            len(without_last) == len(names) - 1
        )

    split = assessment.shapley(names, worth)

    assert sum(split.shares.values()) == pytest.approx(worth(frozenset(names)))
    assert split.shares[names[-1]] == pytest.approx(0)
    assert split.is_stable


def test_a_shared_plant_pays_only_for_enough_firms() -> None:
    value = assessment.shared_cost(
        {"a": 10, "b": 10}, cost=lambda amount: 100 + amount, alone={"a": 80, "b": 80}
    )

    assert value(frozenset("a")) == 0  # 80 − 100 − 10 < 0
    assert value(frozenset("ab")) == 40  # 160 − 100 − 20


CASE = assessment.Case(
    volume=(100.0, 200.0),
    unit="t",
    lifetime=3,
    avoided_disposal=50,
    avoided_purchase=30,
    treatment=10,
    transport=5,
    running=500,
    investment={"provider": 3000, "receiver": 9000},
    landfill=1.0,
)


def test_the_sheet_by_hand() -> None:
    years = assessment.sheet(CASE, discount_rate=0.0).years

    # 65 a tonne less 500 a year: 6,000 in the first year, 12,500 after
    assert years["net"].tolist() == [-12_000, 6_000, 12_500, 12_500]
    assert years["volume"].tolist() == [0, 100, 200, 200]
    assert years["landfill"].tolist() == [0, 100, 200, 200]
    assert years["discounted"].iloc[-1] == pytest.approx(19_000)


def test_payback_and_value_follow_the_years() -> None:
    made = assessment.sheet(CASE, discount_rate=0.08)
    flow = made.years["net"].to_numpy()

    assert made.appraisal["payback"] == pytest.approx(1 + 6000 / 12500)
    assert made.appraisal["npv"] == pytest.approx(finance.npv(0.08, flow))
    assert made.appraisal["irr_status"] == "one"


def test_what_the_parties_gain_adds_up_to_what_the_synergy_gains() -> None:
    made = assessment.sheet(CASE)

    # An average over the life: the first year's is less.
    assert made.parties["gain"].sum() == pytest.approx(made.appraisal["annual_gain"])
    assert made.appraisal["annual_gain"] > made.years["net"].iloc[1]
    assert made.parties["npv"].sum() == pytest.approx(made.appraisal["npv"])
    assert made.parties["npv"]["provider"] == pytest.approx(made.parties["npv"]["receiver"])


def test_another_price_moves_the_gain_and_not_the_sum() -> None:
    fair = assessment.sheet(CASE)
    dear = assessment.sheet(dataclasses.replace(CASE, price=fair.price + 10))

    amount = finance.annuity(finance.npv(0.08, [0.0, *CASE.volumes]), 0.08, CASE.lifetime)
    assert dear.parties["gain"]["provider"] - fair.parties["gain"]["provider"] == pytest.approx(10 * amount)
    assert dear.appraisal["npv"] == pytest.approx(fair.appraisal["npv"])


def test_without_investment_payback_is_immediate_and_without_gain_it_is_never() -> None:
    free = assessment.sheet(assessment.Case(10, "t", avoided_disposal=1))
    loss = assessment.sheet(assessment.Case(10, "t", treatment=1, investment={"receiver": 5}))

    assert free.appraisal["payback"] == finance.IMMEDIATE
    assert loss.appraisal["payback"] == finance.NEVER
    assert loss.appraisal["irr_status"] == "none"


MATCH = {
    "supply_cost": 100.0, "demand_cost": 60.0, "gain": 150.0, "treatment_cost": 0.0, "treatment_electricity": 0.0, "similarity": 1.0, "quantity": 10.0,
    "unit": "t", "demand_kind": "material", "investment": 0.0, "distance": 2.0, "factor": 1.0,
    "supply_current_route": "landfill",
}  # fmt: skip


def test_the_transport_of_a_match_is_what_is_missing_from_its_gain() -> None:
    case = assessment.case_of(MATCH)

    assert case.transport == 10  # 100 + 60 − 150
    assert case.unknown == ()


@pytest.mark.parametrize("missing", ["gain", "demand_cost", "supply_cost"])
def test_what_a_match_does_not_show_is_not_taken_for_nothing(missing: str) -> None:
    case = assessment.case_of(MATCH | {missing: math.nan})

    assert math.isnan(case.transport)
    assert "transport" in assessment.sheet(case, draws=2).unknown


def test_a_distance_that_nobody_knows_stays_so() -> None:
    assert math.isnan(assessment.case_of(MATCH | {"distance": math.nan, "gain": math.nan}).distance)


def test_a_gain_is_known_before_anybody_knows_what_it_costs_to_build() -> None:
    """100 a year over 5 years without interest: 500 may be invested, 300 of it comes back in 3 years."""
    made = assessment.sheet(
        assessment.Case(10, "t", lifetime=5, avoided_disposal=10, investment={"open": math.nan}),
        discount_rate=0.0,
    )

    assert made.appraisal["annual_saving"] == 100
    assert math.isnan(made.appraisal["npv"])
    assert made.most.to_dict() == {"life": 500, "hurdle": 300}


def test_a_gain_whose_price_nobody_knows_is_halved() -> None:
    made = assessment.sheet(
        assessment.Case(
            10, "t", lifetime=1, avoided_disposal=math.nan, avoided_purchase=8, investment={"receiver": 20}
        ),
        discount_rate=0.0,
    )

    assert math.isnan(made.price)
    assert made.parties["gain"].to_dict() == {"provider": 40, "receiver": 40}
    assert made.parties["npv"].to_dict() == {"provider": 40, "receiver": 20}


def test_a_price_that_earns_back_what_each_invests_by_hand() -> None:
    """1,000 t over 5 years at 8 %: a = 3.99271, W = 3,992.71 t; 20,000 a year is 20 a tonne for the receiver.

    Provider: −100 + 30,000 / 3,992.71 = −92.486. Receiver: 60 − 40 − 20 − 90,000 / 3,992.71 = −22.541.
    """
    case = assessment.Case(
        1000, "t", lifetime=5, avoided_disposal=100, avoided_purchase=60, treatment=40, running=20_000,
        investment={"provider": 30_000, "receiver": 90_000},
    )  # fmt: skip
    made = assessment.sheet(case)

    assert made.appraisal["npv"] == pytest.approx(279_271, abs=1)  # −120,000 + 100,000 · 3.99271
    assert (made.band["floor"], made.band["ceiling"]) == (-100, 20)
    assert made.lasting["floor"] == pytest.approx(-92.486, abs=1e-3)
    assert made.lasting["ceiling"] == pytest.approx(-22.541, abs=1e-3)
    assert made.price == made.lasting["equal_gain"]
    assert made.parties["npv"].to_list() == pytest.approx([279_271 / 2] * 2, abs=1)


def test_what_no_price_earns_back_is_the_value_that_is_lacking() -> None:
    case = assessment.Case(
        (100.0, 50.0),
        "t",
        lifetime=3,
        avoided_disposal=30,
        handling=10,
        investment={"open": 9000},
        running=10,
    )
    made = assessment.sheet(case)
    weight = 100 / 1.08 + 50 / 1.08**2 + 50 / 1.08**3

    assert made.lasting["outcome"] == "subsidy"
    assert made.lasting["lacking"] * weight == pytest.approx(-float(made.appraisal["npv"]))


def test_an_agreed_price_below_the_floor_costs_the_provider() -> None:
    made = assessment.sheet(assessment.Case(10, "t", handling=5, avoided_purchase=20, price=2))

    assert made.parties["gain"].to_dict() == pytest.approx({"provider": -30, "receiver": 180})
