"""How certain a sheet is: declared uncertainty in, percentiles and what drives them out."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.symbiosis import assessment

CASE = assessment.Case(
    100.0, "t", lifetime=5, avoided_disposal=50, treatment=10, investment={"receiver": 9000}
)
SURE = {"volume": 0.0, "avoided_disposal": 0.0, "treatment": 0.0, "substitution": 0.0, "investment": 0.0}


def test_without_uncertainty_every_future_is_the_sheet() -> None:
    made = assessment.sheet(dataclasses.replace(CASE, uncertainty=SURE))

    total = made.simulation.total
    assert total["npv_p10"] == pytest.approx(made.appraisal["npv"])
    assert total["npv_p90"] == pytest.approx(made.appraisal["npv"])
    assert total["payback_p50"] == pytest.approx(9000 / 4000)


def test_the_widest_swing_comes_first_and_matches_by_hand() -> None:
    shown = SURE | {"treatment": 50.0, "avoided_disposal": 20.0}
    made = assessment.sheet(dataclasses.replace(CASE, uncertainty=shown), discount_rate=0.0)

    first = made.swings.iloc[0]
    assert first["driver"] == "avoided_disposal"
    # By hand: 5 years · 100 t · 50 a tonne · 20 %, down and up
    assert first["high"] - first["low"] == pytest.approx(2 * 5 * 100 * 50 * 0.2, rel=0.01)
    assert made.simulation.tornado["driver"].iloc[0] == "avoided_disposal"


def test_a_cost_that_grows_lowers_the_value() -> None:
    swings = assessment.sheet(CASE).swings.set_index("driver")

    assert swings.loc["treatment", "low"] > swings.loc["treatment", "high"]
    assert swings.loc["volume", "low"] < swings.loc["volume", "high"]


@given(st.integers(1, 60), st.integers(1, 60))
def test_more_uncertainty_is_never_a_narrower_result(one: int, other: int) -> None:
    low, high = sorted((one, other))
    widths = []
    for share in (low, high):
        case = dataclasses.replace(CASE, uncertainty=SURE | {"avoided_disposal": float(share)})
        total = assessment.sheet(case, draws=200).simulation.total
        widths.append(total["npv_p90"] - total["npv_p10"])

    assert widths[0] <= widths[1] + 1e-6
