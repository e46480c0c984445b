"""Losses of the synergy network by company."""

from dataclasses import replace

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import resilience


@pytest.mark.parametrize("count", [1, 3, 12, 40])
def test_losses_fit_a_screen_whatever_the_number_of_companies(count: int) -> None:
    rows = pd.DataFrame({"company": [f"C{number}" for number in range(count)], "first": 0.5, "lasting": 0.4})

    chart = resilience.losses(rows.assign(words="40%"), replace(reader("en"), is_large=True)).to_dict()

    assert chart["height"] <= 560  # below title and legend, of 1,080


@pytest.mark.parametrize(("count", "height"), [(5, 200), (15, 345)])
def test_the_bars_of_few_companies_are_higher(count: int, height: int) -> None:
    """Five thin bars left half of a desk blank."""
    rows = pd.DataFrame({"company": [f"C{number}" for number in range(count)], "first": 0.5, "lasting": 0.4})

    chart = resilience.losses(rows.assign(words="40%"), reader("en")).to_dict()

    assert str(height) in str(chart["height"])
