"""Charts of the feasibility sheet."""

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.output.figures import risks, synergy_sheet


@pytest.mark.parametrize(
    ("amounts", "words", "chinese"),
    [
        ([0.0, 200.0, 200.0], "Avoided disposal", "避免的处置费"),
        ([0.0, -200.0, -200.0], "Lost sale", "减少的销售额"),
        ([0.0, -50.0, 200.0], "Avoided disposal or lost sale", "避免的处置费或减少的销售额"),
    ],
)
def test_what_a_by_product_earned_before_is_no_avoided_disposal(
    amounts: list[float], words: str, chinese: str
) -> None:
    years = pd.DataFrame(
        {
            "year": [0, 1, 2],
            "avoided_disposal": amounts,
            "investment": [-100.0, 0.0, 0.0],
            "discounted": [-100.0, 0.0, 90.0],
        }
    )

    for language, expected in (("en", words), ("zh", chinese)):
        chart = synergy_sheet.by_year(years, i18n.reader(language), "CNY")
        assert chart is not None
        assert expected in chart.to_dict(validate=False)["layer"][0]["encoding"]["color"]["scale"]["domain"]


def test_the_cumulative_sum_states_its_last_value() -> None:
    years = pd.DataFrame(
        {
            "year": [0, 1, 2],
            "avoided_purchase": [0.0, 80e6, 80e6],
            "investment": [-100e6, 0.0, 0.0],
            "discounted": [-100e6, -25e6, 45e6],
        }
    )
    drawn = synergy_sheet.by_year(years, i18n.reader("en"), "CNY")
    assert drawn is not None
    rows = [row for rows in drawn.to_dict(validate=False)["datasets"].values() for row in rows]
    assert [row["label"] for row in rows if "label" in row] == ["-100", "80", "80", "45"]


def test_small_parts_are_one_item() -> None:
    """The legend once listed parts that were too thin to be seen."""
    years = pd.DataFrame(
        {
            "year": [0, 1],
            "avoided_purchase": [0.0, 200e6],
            "handling": [0.0, -2e6],
            "running": [0.0, -3e6],
            "investment": [-100e6, 0.0],
            "discounted": [-100e6, 80e6],
        }
    )

    chart = synergy_sheet.by_year(years, i18n.reader("en"), "CNY")

    assert chart is not None
    drawn = chart.to_dict(validate=False)
    legend = drawn["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert "Other items" in legend
    assert "Handling" not in legend


def test_the_net_amount_of_equal_years_is_stated_once_where_the_line_is_farthest() -> None:
    """Nine equal amounts once crowded the bars, and later the line crossed their label."""
    years = pd.DataFrame(
        {
            "year": [0, 1, 2, 3, 4, 5],
            "avoided_purchase": [0.0, 159e6, 204e6, 204e6, 204e6, 204e6],
            "investment": [-160e6, 0.0, 0.0, 0.0, 0.0, 0.0],
            "discounted": [-160e6, -1e6, 203e6, 407e6, 611e6, 815e6],
        }
    )

    chart = synergy_sheet.by_year(years, i18n.reader("en"), "CNY")

    assert chart is not None
    drawn = chart.to_dict(validate=False)
    rows = [row for rows in drawn["datasets"].values() for row in rows if "top" in row]
    labels = {row["year"]: (row["label"], row["top"]) for row in rows}
    assert labels == {0: ("-160", 0), 1: ("159", 159), 4: ("204 per year from year 2", 204)}


def test_parts_that_nearly_cancel_out_are_drawn_as_one_gain() -> None:
    """Bars of 20 million up and down had hidden a gain of 1.3 million."""
    years = pd.DataFrame(
        {
            "year": [0, 1],
            "avoided_purchase": [0.0, 20e6],
            "avoided_disposal": [0.0, -18.7e6],
            "investment": [-3e6, 0.0],
            "discounted": [-3e6, -1.8e6],
        }
    )

    drawn = synergy_sheet.by_year(years, i18n.reader("en"), "CNY")

    assert drawn is not None
    legend = drawn.to_dict(validate=False)["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert legend == ["Total annual gain", "Investment", "Cumulative, discounted"]


def test_a_risk_has_the_grade_of_its_field() -> None:
    """By hand: 2 × 2 is below 5, 3 × 3 below 10, 2 × 5 is 10."""
    fields = [(2, 2), (1, 5), (3, 3), (2, 5), (5, 5)]

    grades = [risks.grade(*field) for field in fields]

    assert grades == ["low", "medium", "medium", "high", "high"]
