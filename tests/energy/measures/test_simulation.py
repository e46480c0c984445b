"""Uncertain inputs give a spread around the plan; certain ones give the plan."""

import numpy as np
import pandas as pd
import pytest

from isdata.energy import measures
from isdata.energy.measures import Register, Terms

FACTORS = np.array([0.5, 1.0, 2.0])


def sure(register: Register) -> Register:
    """Return measures that declare no uncertainty at all."""
    return Register(
        register.measures.assign(uncertainty=0.0, uncertainty_investment=0.0), register.savings, "CNY"
    )


TERMS = (
    Terms(),
    Terms(horizon=15),
    Terms(has_growth=True, degradation=0.02),
    Terms(horizon=7, tax_rate=0.25, inflation=0.03, degradation=0.01),
)


@pytest.mark.parametrize("terms", TERMS)
def test_without_uncertainty_every_future_is_the_plan(register: Register, terms: Terms) -> None:
    """The horizon counts too; before, each measure counted with its own life whatever was asked."""
    result = measures.simulate(sure(register), terms, hurdle=3.0, price_share=0.0, draws=50)
    appraised = measures.appraise(register, terms)

    for percentile in (10, 50, 90):
        assert result.measures[f"npv_p{percentile}"].tolist() == pytest.approx(
            appraised["npv"].tolist(), nan_ok=True
        )
    assert result.tornado.empty
    assert result.measures.loc["three", "chance_hurdle"] == 1
    assert result.measures.loc["planned", "chance_hurdle"] == 0


def test_uncertain_prices_alone_drive_the_value_and_are_named_by_carrier(register: Register) -> None:
    result = measures.simulate(
        sure(register), Terms(), hurdle=3.0, price_share=0.5, price_correlation=0.0, draws=2_000
    )

    assert list(result.tornado["driver"]) == ["electricity", "steam"]
    assert result.total["npv_p10"] < result.total["npv_p50"] < result.total["npv_p90"]


def test_a_price_path_meets_what_an_appraisal_at_that_price_says(register: Register) -> None:
    for terms in (Terms(), Terms(horizon=15, has_growth=True)):
        paths = measures.price_paths(register, terms, FACTORS).set_index(["resource_id", "factor"])
        doubled = measures.totals(
            register, Terms(horizon=terms.horizon, has_growth=terms.has_growth, price_factor=2)
        )
        steam = measures.totals(
            register,
            Terms(horizon=terms.horizon, has_growth=terms.has_growth, carrier_factors={"steam": 0.5}),
        )

        for name in ("npv", "annual_saving", "payback"):
            assert paths.loc[("all", 2.0), name] == pytest.approx(doubled[name])
            assert paths.loc[("steam", 0.5), name] == pytest.approx(steam[name])


def test_an_empty_choice_is_simulated_to_nothing(register: Register) -> None:
    result = measures.simulate(register.only(pd.Index([])), Terms(), hurdle=3.0, draws=10)

    assert result.measures.empty


def test_errors_that_move_together_do_not_cancel_out(register: Register) -> None:
    """Two equal measures that err together spread as one of twice the size; independent ones by 1 / √2 of that."""
    one = register.only(pd.Index(["three"])).measures
    twins = pd.concat([one.rename({"three": name}) for name in ("a", "b")]).rename_axis("measure_id")
    saved = register.savings[register.savings["measure_id"] == "three"]
    both = Register(twins, pd.concat([saved.assign(measure_id=name) for name in ("a", "b")]), "CNY")

    def spread(chosen: Register, correlation: float) -> float:
        found = measures.simulate(
            chosen, Terms(), hurdle=3.0, price_share=0.0, measure_correlation=correlation, draws=4_000
        )
        return float(np.std(found.npv))

    alone = spread(both.only(pd.Index(["a"])), 0.0)
    assert spread(both, 1.0) == pytest.approx(2 * alone, rel=0.01)
    assert spread(both, 0.0) == pytest.approx(2**0.5 * alone, rel=0.03)
    assert spread(both, 0.0) < spread(both, 0.5) < spread(both, 1.0)
