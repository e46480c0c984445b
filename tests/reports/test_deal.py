"""What giver and taker of a match ask, in a sentence."""

import math

import pytest

from isdata import i18n
from isdata.figures import matches
from isdata.reports import deal

NOBODY = math.nan


@pytest.mark.parametrize(
    ("asked", "offered", "said"),
    [
        (40.0, 50.0, "The giver asks 40 CNY per t and the taker would pay 50 CNY: they meet."),
        (50.0, 50.0, "The giver asks 50 CNY per t and the taker would pay 50 CNY: they meet."),
        (
            50.0,
            -10.0,
            "The giver asks 50 CNY per t, the taker would pay -10 CNY: they are 60 CNY apart. Below zero the giver pays.",
        ),
        (50.0, NOBODY, "The giver asks 50 CNY per t."),
        (NOBODY, 0.0, "The taker would pay 0 CNY per t."),
        (NOBODY, NOBODY, ""),
    ],
)
def test_what_both_ask_meets_or_lies_apart(asked: float, offered: float, said: str) -> None:
    told = deal.wishes(asked=asked, offered=offered, currency="CNY", unit="t", reader=i18n.reader("en"))

    assert told == said


def test_the_band_has_a_row_for_each_price_that_is_told() -> None:
    band = {
        "floor": -165.0,
        "ceiling": 74.0,
        "equal_gain": -45.5,
        "lacking": 0.0,
        "asked": 20.0,
        "offered": NOBODY,
    }
    drawn = matches.price_band(band, i18n.reader("en"), "CNY", "t").to_dict()

    rows = [row for data in drawn["datasets"].values() for row in data if "words" in row]
    assert {row["name"]: row["price"] for row in rows}["The giver asks"] == 20
    assert "The taker would pay" not in {row["name"] for row in rows}
