"""Presented views of a small park, where figures are rounded to one step."""

import math

from pages.common import synergy_totals
from tests.pages.conftest import Opened

KUNSHAN = {"data": "samples", "park": "kunshan", "projector": "true", "lang": "en"}


def test_a_curve_of_single_rounding_steps_is_not_presented(open_page: Opened) -> None:
    """It was a staircase of 5, 10 and 15 M CNY, which no plan follows."""
    hall = open_page("pages/network/plan.py", **KUNSHAN)

    assert not hall.exception
    headings = [each.value for each in hall.subheader]
    assert "Payback of the measures of the plan, shortest first" in headings
    assert "NPV by budget" not in headings
    # The headline stated the range of the NPV above a picture of paybacks.
    assert hall.header[0].value.startswith("4 of 7 measures selected, each with a payback of 1\\.4")


def test_an_expected_value_is_no_more_precise_than_the_amount_beside_it() -> None:
    """Chengdu's map stated 1.145万吨 beside 2.26万吨."""
    assert synergy_totals._alike(11_446.0, 22_600.0) == 11_400.0
    assert synergy_totals._alike(11_446.0, 22_640.0) == 11_446.0
    assert math.isnan(synergy_totals._alike(math.nan, 22_600.0))
