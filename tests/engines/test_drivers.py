"""Which inputs drive an uncertain result: the tornado."""

import numpy as np
import pytest

from isdata.engines.uncertainty import Assumptions, Spread
from isdata.engines.uncertainty import simulation as engine
from tests.engines.test_uncertainty import PARK, PLAN, simulate


def test_the_tornado_names_the_strongest_driver_first():
    tornado = simulate(PARK, Assumptions(prices={"electricity": Spread.within(0.5, "lognormal")})).tornado

    assert tornado["driver"].iloc[0] == "electricity"
    assert tornado["npv"].abs().is_monotonic_decreasing
    by_driver = tornado.set_index("driver")
    # What is saved is worth something, what is paid is not; a payback has the other sign.
    assert (np.sign(by_driver["npv"]) == np.where(by_driver.index == "investment", -1, 1)).all()
    assert (np.sign(by_driver["payback"]) == -np.sign(by_driver["npv"])).all()


def test_a_price_that_moves_with_others_is_no_driver_by_itself():
    """Nothing saves coal; its price is drawn with that of electricity at 0.5."""
    prices = {name: Spread.within(0.5, "lognormal") for name in ("electricity", "coal")}
    tornado = simulate(PARK.assign(coal=0.0), Assumptions(prices=prices)).tornado.set_index("driver")["npv"]

    assert tornado["electricity"] > 0.5
    assert tornado["coal"] == pytest.approx(0.0, abs=0.03)


def test_the_tornado_of_one_driver_is_spearmans_rank_correlation():
    simulation = simulate(PLAN, Assumptions(saving=Spread(1, 1)))
    one_driver = simulation.tornado.set_index("driver").loc["investment"]

    assert one_driver["npv"] == pytest.approx(-1)
    assert one_driver["payback"] == pytest.approx(1)


def test_an_unknown_result_has_unknown_drivers_and_leaves_the_other_result_known():
    drawn = np.random.default_rng(1).standard_normal(500)
    tornado = engine._tornado({"investment": drawn}, np.full(500, np.nan), drawn)

    assert tornado["npv"].isna().all()
    assert tornado["payback"].tolist() == pytest.approx([1.0])
