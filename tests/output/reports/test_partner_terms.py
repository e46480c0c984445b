"""What provider and receiver of a match ask, in a sentence."""

import math

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.output.figures import matches
from isdata.output.reports import match_prices, partner_terms
from isdata.symbiosis import assessment

NOBODY = math.nan


@pytest.mark.parametrize(
    ("asked", "offered", "said"),
    [
        (
            40.0,
            50.0,
            "Provider's stated minimum: 40 CNY per t. Receiver's stated maximum: 50 CNY per t. The stated limits overlap.",
        ),
        (
            50.0,
            50.0,
            "Provider's stated minimum: 50 CNY per t. Receiver's stated maximum: 50 CNY per t. The stated limits overlap.",
        ),
        (
            -20.0,
            30.0,
            "The provider would pay at most 20 CNY per t. Receiver's stated maximum: 30 CNY per t. The stated limits overlap.",
        ),
        (
            50.0,
            -10.0,
            "Provider's stated minimum: 50 CNY per t. The receiver would take it only if paid at least 10 CNY per t. The stated limits are 60 CNY per t apart.",
        ),
        (50.0, NOBODY, "Provider's stated minimum: 50 CNY per t."),
        (NOBODY, 0.0, "The receiver would take it only free of charge."),
        (NOBODY, NOBODY, ""),
    ],
)
def test_what_both_ask_meets_or_lies_apart(asked: float, offered: float, said: str) -> None:
    shown = match_prices.wishes(
        asked=asked, offered=offered, currency="CNY", unit="t", reader=i18n.reader("en")
    )

    assert shown == said


def test_the_band_has_a_row_for_each_price_that_is_shown() -> None:
    band = {
        "floor": -165.0,
        "ceiling": 74.0,
        "equal_gain": -45.5,
        "lacking": 0.0,
        "asked": 20.0,
        "offered": NOBODY,
    }
    drawn = matches.price_band(band, i18n.reader("en"), "CNY", "t", investment="costs").to_dict()

    rows = [row for data in drawn["datasets"].values() for row in data if "words" in row]
    prices = {row["name"]: row["price"] for row in rows}
    assert (prices["Provider's minimum, by costs"], prices["Provider's stated minimum"]) == (-165, 20)
    assert "Receiver's stated maximum" not in {row["name"] for row in rows}


def test_an_agreed_price_that_leaves_one_without_its_investment_is_warned_of() -> None:
    """1,000 t over 5 years at 8 %: a = 3.99271. At 20 the receiver gains 10 a tonne: 39,927 less 90,000 is -50,073."""
    case = assessment.Case(
        1000, "t", lifetime=5, avoided_purchase=30, investment={"receiver": 90_000}, price=20
    )
    said, loses = partner_terms.agreed(assessment.sheet(case, draws=1), 20.0, "CNY", "t", i18n.reader("en"))

    assert loses
    assert "the provider does not" not in said
    assert said.endswith("At this price the receiver does not recover its costs: NPV -50.1 k CNY.")


def test_an_agreed_price_that_serves_both_is_shown_plainly() -> None:
    case = assessment.Case(
        1000, "t", lifetime=5, avoided_purchase=30, investment={"receiver": 9_000}, price=20
    )
    shown = partner_terms.agreed(assessment.sheet(case, draws=1), 20.0, "CNY", "t", i18n.reader("en"))

    assert shown == ("Agreed price: the receiver pays 20 CNY per t.", False)


def test_one_equal_price_counts_what_is_invested() -> None:
    """Half of 30 a year, less half of the 22.54 a tonne that the receiver's 90,000 takes off what it can pay."""
    made = assessment.sheet(
        assessment.Case(1000, "t", lifetime=5, avoided_purchase=30, investment={"receiver": 90_000}), draws=1
    )
    shown = ("CNY", "t", i18n.reader("en"))

    assert "Equal-NPV price: the receiver pays 3.73 CNY per t." in partner_terms.investment_recovery_prices(
        made, *shown
    )


_LIMITS = "The provider would pay at most 20 CNY per t. Receiver's stated maximum: 30 CNY per t. The stated limits overlap."


@pytest.mark.parametrize(
    ("equal_gain", "said"),
    [
        (
            -35.4,
            f"{_LIMITS} By their current costs alone, both would gain equally if the provider paid 35.4 CNY per t, "
            "which is outside these limits. Within the limits, the provider gains more than the receiver.",
        ),
        (
            40.0,
            f"{_LIMITS} By their current costs alone, both would gain equally if the receiver paid 40 CNY per t, "
            "which is outside these limits. Within the limits, the receiver gains more than the provider.",
        ),
        (5.0, "Equal-gain price: the receiver pays 5 CNY per t. The stated limits overlap."),
    ],
)
def test_an_equal_gain_price_outside_the_stated_limits_follows_them_with_the_reason(
    equal_gain: float, said: str
) -> None:
    """The provider asks at least -20 (it pays up to 20), the receiver pays up to 30."""
    band = pd.Series({"outcome": "deal", "equal_gain": equal_gain})
    shown = match_prices.of_match(
        band, asked=-20.0, offered=30.0, currency="CNY", unit="t", reader=i18n.reader("en")
    )

    assert shown == said


def test_limits_apart_contain_no_price() -> None:
    """A price was named as outside limits that nothing lies within, with who gains more within them."""
    band = pd.Series({"outcome": "deal", "equal_gain": -2.46})
    shown = match_prices.of_match(
        band, asked=0.0, offered=-60.0, currency="CNY", unit="t", reader=i18n.reader("en")
    )

    assert shown == (
        "The provider would give it away free of charge. The receiver would take it only if paid at least 60 CNY per t. "
        "The stated limits are 60 CNY per t apart. Equal-gain price: the provider pays 2.46 CNY per t."
    )


def test_without_stated_limits_the_equal_gain_price_stands_alone() -> None:
    band = pd.Series({"outcome": "deal", "equal_gain": -35.4})
    shown = match_prices.of_match(
        band, asked=NOBODY, offered=NOBODY, currency="CNY", unit="t", reader=i18n.reader("en")
    )

    assert shown == "Equal-gain price: the provider pays 35.4 CNY per t."


@pytest.mark.parametrize(
    ("roles", "named"),
    [
        (["provider", "treatment"], "The receiver here is Elm, which treats it."),
        (["provider", "receiver"], ""),
        (["provider", "provider"], ""),
    ],
)
def test_a_partner_that_treats_is_named_where_none_is_a_receiver(roles: list[str], named: str) -> None:
    partners = pd.DataFrame({"role": roles, "name_en": ["Oak", "Elm"], "name_zh": None})

    assert partner_terms.treating_receivers(partners, i18n.reader("en")) == named
