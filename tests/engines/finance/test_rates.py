import math

import numpy as np
import pandas as pd
import pytest

from isdata.engines import finance


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ([-100, 110], 0.10),
        ([-100, 10, 20], -0.5),  # x = 2: -100 + 20 + 80
        ([-1, 200], 199.0),
        ([-100] + [400] * 10, 4 * (1 - 5**-10)),  # r = 4 (1 - (1 + r)**-10), and r is close to 4
        ([100, -120], 0.20),  # a loan
        ([0, 0, -100, 150], 0.50),  # put off by two years
        ([-100, 50, 50, 0, 0], 0.0),
        ([-1e9, 1.1e9], 0.10),
        ([-1e-9, 1.1e-9], 0.10),
    ],
)
def test_one_change_of_sign_has_its_rate(flow, expected):
    assert finance.irr(flow) == pytest.approx(expected, abs=1e-6)
    assert finance.irr_status(flow) == "one"


@pytest.mark.parametrize("flow", [[-10, -5], [10, 5], [0, 0], [5], [-10, 0, 0], [100, -120, 100]])
def test_no_rate_is_none_and_not_a_number(flow):
    # The last has two changes of sign, and yet 100 x² - 120 x + 100 is never zero.
    assert finance.irr_status(flow) == "none"
    assert math.isnan(finance.irr(flow))
    assert len(finance.irr_roots(flow)) == 0


@pytest.mark.parametrize(
    "rates",
    [
        [0.10, 0.20],
        [-0.99, 0.05, 3.0],
        [0.10, 0.1001],  # closer than any grid
        [-0.5, -0.2, 0.0, 0.1, 0.4, 2.0],
        [-0.999999, 150.0],  # beyond any bracket
    ],
)
def test_all_rates_of_a_flow_made_from_them_are_found(rates):
    flow = np.poly([1 + rate for rate in rates])  # worth nothing at exactly these rates

    np.testing.assert_allclose(finance.irr_roots(flow), rates, rtol=1e-5, atol=1e-8)
    assert finance.irr_status(flow) == "several"
    assert math.isnan(finance.irr(flow))


def test_several_changes_of_sign_may_still_have_one_rate():
    # (x - 2)(x² - x + 1) in the growth factor: the second part is never zero.
    flow = np.polymul([1, -2], [1, -1, 1])

    assert finance.irr_status(flow) == "one"
    assert finance.irr(flow) == pytest.approx(1.0)


def test_a_rate_at_which_the_worth_only_touches_zero_is_one():
    assert finance.irr_roots([1, -2, 1]).tolist() == [0.0]
    np.testing.assert_allclose(finance.irr_roots(np.poly([1.1, 1.1])), [0.1], atol=1e-6)
    np.testing.assert_allclose(finance.irr_roots(np.poly([1.3, 1.3, 0.7])), [-0.3, 0.3], atol=1e-6)


@pytest.mark.parametrize("double", np.linspace(0.3, 2.9, 27).round(1))
def test_a_status_counts_a_double_rate_once(double):
    """Rounding splits some of these into two rates or none; whichever, both answers must agree."""
    flow = np.poly([double, double])

    assert finance.irr_status(flow) == "one"
    np.testing.assert_allclose(finance.irr(flow), double - 1, atol=1e-6)
    np.testing.assert_allclose(finance.irr_roots(flow), [double - 1], atol=1e-6)


def test_amounts_of_the_most_unequal_sizes_come_to_an_end():
    # The last three make a rate so close to -100 % that no float can distinguish it.
    np.testing.assert_allclose(finance.irr_roots([1, -3, 2e-300, -1e-300, 1e-300]), [-1, 2])
    assert finance.irr_status([1, -3, 2e-300, -1e-300, 1e-300]) == "several"
    np.testing.assert_allclose(finance.irr_roots([-1, 1e6, -1e-6]), [-1 + 1e-12, 1e6 - 1])


def test_a_scrap_payment_at_the_end_does_not_hide_the_second_rate():
    flow = [-100] + [30] * 15 + [-0.001]

    roots = finance.irr_roots(flow)

    assert finance.irr_status(flow) == "several"
    np.testing.assert_allclose(finance.npv(roots[1], flow), 0, atol=1e-9)


def test_forty_years_of_months_are_solved():
    flow = [-1000] + [10] * 480  # 1 - (1 + r)**-480 = 100 r

    rate = finance.irr(flow)

    assert 10 * finance.present_value_factor(rate, 480) == pytest.approx(1000)


def test_flows_longer_than_a_thousand_years_are_refused():
    with pytest.raises(ValueError, match="1000"):
        finance.irr([-1] + [1] * 1000)
    with pytest.raises(ValueError, match="1000"):
        finance.irr_roots([-1] + [1] * 1000)


def test_every_row_has_its_own_status():
    flows = pd.DataFrame(
        [[-100, 110, 0], [-100, 230, -132], [-1, -1, 0], [-1, math.nan, 3], [-1, math.inf, 0]],
        index=list("abcde"),
    )

    assert finance.irr_status(flows).to_dict() == {"a": "one", "b": "several", "c": "none", "d": "", "e": ""}
    assert finance.irr(flows).notna().to_dict() == {"a": True, "b": False, "c": False, "d": False, "e": False}


def test_many_rows_give_what_each_row_gives():
    """More rows than one task holds, so that the threads' parts are put together."""
    rng = np.random.default_rng(7)
    flows = rng.normal(size=(120_000, 5)).round(1)
    sample = rng.integers(0, len(flows), 200)

    rates, words = finance.irr(flows), finance.irr_status(flows)

    np.testing.assert_array_equal(rates[sample], [finance.irr(flows[row]) for row in sample])
    assert words[sample].tolist() == [finance.irr_status(flows[row]) for row in sample]
    assert set(words) == {"one", "none", "several"}


def test_modified_rate_matches_hand_calculation():
    # Paid: 100 + 20 / 1.05 = 119.05. Received: 60 * 1.08**2 + 90 = 159.98. (159.98 / 119.05)**(1 / 3) - 1
    assert finance.mirr([-100, 60, -20, 90], 0.05, 0.08) == pytest.approx(
        ((60 * 1.08**2 + 90) / (100 + 20 / 1.05**2)) ** (1 / 3) - 1
    )


def test_modified_rate_at_its_edges():
    assert math.isnan(finance.mirr([10, 10], 0.08, 0.08))
    assert math.isnan(finance.mirr([-10], 0.08, 0.08))
    assert finance.mirr([-10, 0], 0.08, 0.08) == -1.0


def test_modified_rate_ends_with_the_life_of_each_measure():
    flows = np.array([[-100.0, 60, 60, 0, 0], [-100, 60, 60, 60, 60]])

    rates = finance.mirr(flows, 0.1, 0.1, lifetime=np.array([2, 4]))

    assert rates[0] == pytest.approx(finance.mirr([-100, 60, 60], 0.1, 0.1))
    assert rates[1] == pytest.approx(finance.mirr(flows[1], 0.1, 0.1))
