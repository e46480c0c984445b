"""The page of meters: what was saved, and for guests only meters of companies that are shown in full."""

import pytest

from tests.pages.conftest import Opened, control

PAGE = "pages/network/meters.py"


def test_the_saving_is_that_of_the_tiny_park(open_page: Opened) -> None:
    """The mean month of 2012 is 100.5 MWh, without drivers; half a year of 90 saves 63."""
    app = open_page(PAGE, role="facilitator")
    cards = {metric.label: metric.value for metric in app.metric}

    assert cards["Saved"] == "63.0 MWh"
    assert cards["Share"] == "10.4%"
    # 63 of the 603 MWh of half a year, not of the baseline period that the next card names.
    assert "of 603 MWh in 2013" in [each.value for each in app.caption]
    assert any("No output or degree days" in info.value for info in app.info)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_guest_is_not_offered_meters_of_hidden_companies(open_page: Opened, language: str) -> None:
    app = open_page(PAGE, role="guest", language=language)

    assert len(control(app, "meter").options) == 1
    assert "Secret" not in str(control(app, "meter").options)
    assert "机密" not in str(control(app, "meter").options)


def test_without_an_open_meter_a_guest_sees_the_metered_saving_of_the_network(open_page: Opened) -> None:
    """The page held a notice only."""
    app = open_page(PAGE, data="samples", park="dayawan", role="guest")

    assert app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    title = app.subheader[0].value.replace("\\", "")
    assert title == "Metered saving of the network: 0.7% in 2024; single meters are not disclosed"
