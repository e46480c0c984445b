"""Sentences on payments and gains of the partners of a synergy, for its page and for documents."""

import math
from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.symbiosis import assessment

NOT_BY_PRICE = N_("With several partners, shares follow each contribution, not the agreed price.")
_CENT = 0.01
# Loss of each partner at a price: on every unit, or only including its investment.
_LOSSES = {
    "provider": (
        N_("The provider loses {gap} per {unit} at this price."),
        N_("At this price the provider does not recover its costs: NPV {npv}."),
    ),
    "receiver": (
        N_("The receiver loses {gap} per {unit} at this price."),
        N_("At this price the receiver does not recover its costs: NPV {npv}."),
    ),
}


def per_unit(price: float, currency: str, unit: str, reader: Reader) -> dict[str, str]:
    """Values for a sentence on a price: its amount without sign, and the unit."""
    return {"price": reader.money(abs(float(price)), currency), "unit": reader.unit(unit)}


def agreed(
    made: assessment.Sheet, price: float, currency: str, unit: str, reader: Reader
) -> tuple[str, bool]:
    """Sentence on the agreed price and the partners that lose at it (yearly or over the lifetime), and True if any does."""
    if math.isnan(price):
        return "", False
    band, text, details = made.band, reader.text, per_unit(price, currency, unit, reader)
    sentence = text(
        N_("Agreed price: the provider pays {price} per {unit}.")
        if price < 0
        else N_("Agreed price: the receiver pays {price} per {unit}."),
        **details,
    )
    gaps = {"provider": band["floor"] - price, "receiver": price - band["ceiling"]}
    lost = []
    for party, gap in gaps.items():
        each, never = _LOSSES[party]
        npv = float(made.parties["npv"][party])
        if gap > 1e-9:
            lost.append(text(each, gap=reader.money(gap, currency), unit=reader.unit(unit)))
        elif npv < -_CENT:
            lost.append(text(never, npv=reader.money(npv, currency)))
    return reader.sentences([sentence, *lost]), bool(lost)


def verdict(band: pd.Series, currency: str, unit: str, reader: Reader) -> str:
    """Equal-gain price, or the shortfall; empty if an end of the band is unknown."""
    if not band["outcome"]:
        return ""
    if band["outcome"] == "subsidy":
        return reader.text(
            N_("At current costs, no price suits both partners: the gap is {lacking} per {unit}."),
            lacking=reader.money(band["lacking"], currency),
            unit=reader.unit(unit),
        )
    return reader.text(
        N_("Equal-gain price: the provider pays {price} per {unit}.")
        if band["equal_gain"] < 0
        else N_("Equal-gain price: the receiver pays {price} per {unit}."),
        **per_unit(band["equal_gain"], currency, unit, reader),
    )


def known_end(band: pd.Series, currency: str, unit: str, reader: Reader) -> str:
    """The known end of the band if the other one is unknown."""
    if band["floor"] == 0:
        return reader.text(N_("Any price above zero covers the present costs of the provider."))
    ends = {
        "floor": N_("Provider's minimum: {price} per {unit}."),
        "ceiling": N_("Receiver's maximum: {price} per {unit}."),
    }
    sentences = [
        reader.text(message, price=reader.money(band[end], currency), unit=reader.unit(unit))
        for end, message in ends.items()
        if not math.isnan(band[end])
    ]
    return reader.sentences(sentences)


def investment_recovery_prices(made: assessment.Sheet, currency: str, unit: str, reader: Reader) -> str:
    """Prices at which both recover their investment; empty if there is no investment or it is unknown."""
    band, text = made.lasting, reader.text
    is_same = all(math.isclose(band[end], made.band[end]) for end in ("floor", "ceiling"))
    if not band["outcome"] or is_same:
        return ""
    if band["outcome"] == "subsidy":
        return text(
            N_(
                "No price recovers the costs of both: the gap is {lacking} per {unit} over the lifetime, "
                "or a grant of {grant}."
            ),
            lacking=reader.money(band["lacking"], currency),
            unit=reader.unit(unit),
            grant=reader.money(-float(made.appraisal["npv"]), currency),
        )
    between = text(
        N_("Both recover their costs at prices between {least} and {most} per {unit}."),
        least=reader.money(band["floor"], currency),
        most=reader.money(band["ceiling"], currency),
        unit=reader.unit(unit),
    )
    return reader.sentences([between, equal_npv_price(band["equal_gain"], currency, unit, reader)])


def equal_npv_price(price: float, currency: str, unit: str, reader: Reader) -> str:
    """Price of equal NPV and its payer."""
    return reader.text(
        N_("Equal-NPV price: the provider pays {price} per {unit}.")
        if price < 0
        else N_("Equal-NPV price: the receiver pays {price} per {unit}."),
        **per_unit(price, currency, unit, reader),
    )


def treating_receivers(partners: pd.DataFrame, reader: Reader) -> str:
    """Sentence on who is the receiver of prices where no partner has this role; empty where one has it.

    Parameters
    ----------
    partners : DataFrame
        role, name_en, name_zh.
    """
    others = partners[partners["role"] != "provider"]
    names = [name for name in reader.names(others) if name]
    if not names or (partners["role"] == "receiver").any():
        return ""
    return reader.text(N_("The receiver here is {names}, which treats it."), names=reader.listed(names))


def maximum_investment(
    made: assessment.Sheet, assumptions: pd.DataFrame, currency: str, reader: Reader
) -> str:
    """Maximum investment if the cost is unknown; empty if it is known."""
    if "investment" not in made.unknown or not made.most["life"] > 0:
        return ""
    asked = first_year(assumptions)
    return reader.text(
        N_(
            "The investment cost is unknown. Up to {quick} pays back within {hurdle}; up to {most} has a "
            "positive NPV at {rate}."
        ),
        quick=reader.money(made.most["hurdle"], currency),
        hurdle=reader.text(N_("{years} years"), years=reader.number(asked["hurdle"])),
        most=reader.money(made.most["life"], currency),
        rate=reader.percent(asked["discount_rate"], digits=1),
    )


def basis(made: assessment.Sheet, assumptions: pd.DataFrame, reader: Reader) -> str:
    """Price on which the gains of provider and receiver are based."""
    asked = first_year(assumptions)
    if not math.isnan(asked["price"]):
        return reader.text(N_("At the agreed price."))
    if not math.isnan(asked["annual_saving"]) or math.isnan(made.price):
        return reader.text(N_("Price unknown: the gain is divided equally."))
    if made.lasting["outcome"]:
        return reader.text(N_("At the price with equal NPV for both."))
    return reader.text(N_("At the equal-gain price."))


def first_year(assumptions: pd.DataFrame) -> dict[str, float]:
    """Assumptions of the first year by name."""
    values = assumptions["value"].astype(float)
    rows = zip(assumptions["assumption"], assumptions["from_year"], values, strict=True)
    return {str(name): float(value) for name, year, value in rows if year == 1}


def conventions(assumptions: pd.DataFrame, reader: Reader) -> list[str]:
    """Sentences on who bears costs stated for neither partner; empty without such costs."""
    asked, text = first_year(assumptions), reader.text
    sentences = {
        text(N_("The receiver pays the treatment with its investment, and the other running cost.")): (
            "treatment",
            "investment_treatment",
            "running",
        ),
        text(N_("Investment not yet allocated is divided equally.")): ("investment_open",),
    }
    return [sentence for sentence, names in sentences.items() if any(asked[name] > 0 for name in names)]


def unallocated(shares: assessment.Shares, currency: str, reader: Reader) -> str:
    """Sentence on the investment not yet allocated to a partner; empty if all of it is allocated."""
    if not shares.common > 0:
        return ""
    return reader.text(
        N_(
            "{money} of the investment is not yet allocated. It is paid from the gain here; what a partner invests and when "
            "that pays back is unknown until it is allocated."
        ),
        money=reader.money(shares.common, currency),
    )


def raised_shares(split: assessment.Split, names: Mapping[str, str], reader: Reader) -> str:
    """Companies that receive more than their Shapley value so that none loses; empty without any."""
    if not split.raised:
        return ""
    return reader.text(
        N_(
            "By Shapley values these would lose by taking part: {firms}. They receive what they gain alone, and the "
            "others give up equal amounts."
        ),
        firms=reader.listed(names[firm] for firm in split.raised),
    )


def gain_by_year(made: assessment.Sheet, assumptions: pd.DataFrame, currency: str, reader: Reader) -> str:
    """Basis of the yearly gain (an average if the years differ); empty if it is unknown."""
    row, text = made.appraisal, reader.text
    if pd.isna(row["annual_gain"]):
        return ""
    rate = reader.percent(first_year(assumptions)["discount_rate"], digits=1)
    sentence = text(N_("Gain per year: average over the lifetime, discounted at {rate}."), rate=rate)
    words = [reader.money(net, currency) for net in made.years["net"].iloc[1:]]
    if words[0] == words[-1]:
        return sentence
    message = N_("It is {first} in the first year and {last} in the last.")
    return reader.sentences([sentence, text(message, first=words[0], last=words[-1])])
