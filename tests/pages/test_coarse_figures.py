"""Presented views of a small park, where figures are rounded to one step."""

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
