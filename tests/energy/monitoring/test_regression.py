"""Baselines by hand: least squares, its statistics, and the interval of a sum of months."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from isdata.energy import monitoring

# Twelve months at outputs 1 to 6, twice each; consumption 10 + 2 · output, one above and one below.
# Slope 2 and constant 10, because the residuals are +1 and -1 at each output.
# Σe² = 12, s² = 12 / 10, mean 17; Σ(y - ȳ)² = 12 + 4 · 2 · 17.5 = 152.
OUTPUT = np.repeat(np.arange(1.0, 7.0), 2)
READ = 10 + 2 * OUTPUT + np.tile([1.0, -1.0], 6)


def fitted() -> monitoring.Regression:
    found = monitoring.fit(READ, OUTPUT[:, np.newaxis], ["output"])
    assert found is not None
    return found


def test_the_line_and_its_statistics_are_those_computed_by_hand() -> None:
    found = fitted()

    assert found.coefficients == pytest.approx([10, 2])
    assert found.variance == pytest.approx(1.2)
    assert found.r_squared == pytest.approx(1 - 12 / 152)
    assert found.cv_rmse == pytest.approx(np.sqrt(1.2) / 17)
    assert found.nmbe == pytest.approx(0, abs=1e-12)
    # Neighbours differ in sign: eleven products of -1 over twelve of 1.
    assert found.autocorrelation == pytest.approx(-11 / 12)


# NIST StRD, Longley: employment by price index, output, unemployed, forces, population and year. Its columns are almost
# dependent, so that an unstable computation loses all digits.
LONGLEY = """
60323 83.0 234289 2356 1590 107608 1947; 61122 88.5 259426 2325 1456 108632 1948; 60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950; 63221 96.2 328975 2099 3099 112075 1951; 63639 98.1 346999 1932 3594 113270 1952
64989 99.0 365385 1870 3547 115094 1953; 63761 100.0 363112 3578 3350 116219 1954; 66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956; 68169 108.4 442769 2936 2798 120445 1957; 66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959; 69564 114.2 502601 3931 2514 125368 1960; 69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962
"""
COEFFICIENTS = [-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
                -0.0511041056535807, 1829.15146461355]  # fmt: skip
ERRORS = [890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675,
          0.22607320006937, 455.478499142212]  # fmt: skip


def test_coefficients_and_their_errors_are_those_that_nist_certifies() -> None:
    rows = np.array([line.split() for line in LONGLEY.replace("\n", ";").split(";") if line], dtype=float)
    found = monitoring.fit(rows[:, 0], rows[:, 1:], list("abcdef"))

    assert found is not None
    assert found.coefficients == pytest.approx(COEFFICIENTS, rel=1e-6)
    assert np.sqrt(found.variance * np.diag(found.inverse)) == pytest.approx(ERRORS, rel=1e-6)
    assert found.r_squared == pytest.approx(0.995479004577296, rel=1e-9)


def test_the_interval_of_two_months_at_the_mean_is_that_computed_by_hand() -> None:
    """At the mean output a sum of m months has variance s² (m + m²/n)."""
    expected = stats.t.ppf(0.975, 10) * np.sqrt(1.2 * (2 + 4 / 12))

    assert fitted().half_width(np.full((2, 1), 3.5), 0.95) == pytest.approx(expected)


def test_months_that_follow_each_other_alike_widen_the_interval() -> None:
    """Residuals +1 in the first half, -1 in the second: ρ = (11 - 2) / 12, and n / n' = (1 + ρ) / (1 - ρ) = 7."""
    found = monitoring.fit(np.repeat([11.0, 9.0], 6), np.empty((12, 0)), [])
    assert found is not None
    expected = stats.t.ppf(0.975, 11) * np.sqrt(12 / 11 * 7 * (1 + 1 / 12))

    assert found.autocorrelation == pytest.approx(0.75)
    assert found.half_width(np.empty((1, 0)), 0.95) == pytest.approx(expected)


def test_a_driver_that_never_changes_shows_no_line() -> None:
    assert monitoring.fit(READ, np.ones((12, 1)), ["constant"]) is None


@given(st.integers(0, 2**32 - 1), st.integers(12, 36), st.floats(0.01, 100))
def test_the_mean_bias_of_least_squares_is_zero_and_counting_in_another_unit_changes_no_share(
    seed: int, count: int, factor: float
) -> None:
    values = np.random.default_rng(seed).uniform(1, 1e6, count)
    drivers = np.arange(count, dtype=float)[:, np.newaxis]
    one, other = monitoring.fit(values, drivers, ["x"]), monitoring.fit(values * factor, drivers, ["x"])

    assert one is not None
    assert other is not None
    assert one.nmbe == pytest.approx(0, abs=1e-6)
    assert other.cv_rmse == pytest.approx(one.cv_rmse, rel=1e-6, abs=1e-9)


def months(count: int) -> pd.DatetimeIndex:
    return pd.date_range("2022-01-01", periods=count, freq="MS")


def test_the_form_of_a_baseline_is_chosen_by_what_explains_it() -> None:
    """Output explains, noise does not, and a slope that would save with more output is no baseline."""
    noise = np.random.default_rng(5).normal(size=12)
    drivers = pd.DataFrame({"output": OUTPUT, "noise": noise, "reverse": -OUTPUT}, index=months(12))
    found = monitoring.choose(pd.Series(READ, months(12)), drivers)

    assert found is not None
    assert found.drivers == ("output",)


def test_without_a_driver_the_baseline_is_the_mean_month() -> None:
    gone = pd.DataFrame({"output": [np.nan, *OUTPUT[1:]]}, index=months(12))
    found = monitoring.choose(pd.Series(READ, months(12)), gone)

    assert found is not None
    assert (found.drivers, found.coefficients.tolist()) == ((), [pytest.approx(17)])


def test_eleven_months_are_no_baseline() -> None:
    assert monitoring.choose(pd.Series(READ[:11], months(11)), pd.DataFrame(index=months(11))) is None
