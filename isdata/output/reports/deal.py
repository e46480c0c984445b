"""What the partners of a synergy pay each other and gain, in sentences: for its page and for documents."""

import math

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.symbiosis import assessment

NOT_BY_PRICE = N_("The shares of several partners follow what each adds, not the agreed price.")
_CENT = 0.01
# What each loses at a price: on every unit, or only once its investment counts.
_LOSSES = {
    "giver": (
        N_("The giver loses {gap} on each {unit} at this price."),
        N_(
            "At this price the giver does not earn back what it invests and pays to run it: its net present value is {npv}."
        ),
    ),
    "taker": (
        N_("The taker loses {gap} on each {unit} at this price."),
        N_(
            "At this price the taker does not earn back what it invests and pays to run it: its net present value is {npv}."
        ),
    ),
}


def per_unit(price: float, currency: str, unit: str, reader: Reader) -> dict[str, str]:
    """Return the details of a sentence on a price: its amount without the sign, and the unit."""
    return {"price": reader.money(abs(float(price)), currency), "unit": unit}


def agreed(
    made: assessment.Sheet, price: float, currency: str, unit: str, reader: Reader
) -> tuple[str, bool]:
    """Return the agreed price with who loses at it, a year or over the life, and whether anybody does; else nothing."""
    if math.isnan(price):
        return "", False
    band, text, told = made.band, reader.text, per_unit(price, currency, unit, reader)
    said = text(
        N_("Agreed: the giver pays the taker {price} per {unit}.")
        if price < 0
        else N_("Agreed: the taker pays the giver {price} per {unit}."),
        **told,
    )
    gaps = {"giver": band["floor"] - price, "taker": price - band["ceiling"]}
    lost = []
    for party, gap in gaps.items():
        each, never = _LOSSES[party]
        npv = float(made.parties["npv"][party])
        if gap > 1e-9:
            lost.append(text(each, gap=reader.money(gap, currency), unit=unit))
        elif npv < -_CENT:
            lost.append(text(never, npv=reader.money(npv, currency)))
    return " ".join([said, *lost]), bool(lost)


def verdict(band: pd.Series, currency: str, unit: str, reader: Reader) -> str:
    """Return the price of equal gain, or what is lacking; nothing where an end of the band is not known."""
    if not band["outcome"]:
        return ""
    if band["outcome"] == "subsidy":
        return reader.text(
            N_("There is no price that serves both: {lacking} per {unit} is lacking."),
            lacking=reader.money(band["lacking"], currency),
            unit=unit,
        )
    return reader.text(
        N_("Both gain the same when the giver pays the taker {price} per {unit}.")
        if band["equal_gain"] < 0
        else N_("Both gain the same when the taker pays the giver {price} per {unit}."),
        **per_unit(band["equal_gain"], currency, unit, reader),
    )


def before(band: pd.Series, currency: str, unit: str, reader: Reader) -> str:
    """Return the price of equal gain in a year, where another one counts what is invested; as `verdict` where there is none."""
    if not band["outcome"] or band["outcome"] == "subsidy":
        return verdict(band, currency, unit, reader)
    return reader.text(
        N_("Before investments, both gain the same in a year when the giver pays {price} per {unit}.")
        if band["equal_gain"] < 0
        else N_("Before investments, both gain the same in a year when the taker pays {price} per {unit}."),
        **per_unit(band["equal_gain"], currency, unit, reader),
    )


def wishes(*, asked: float, offered: float, currency: str, unit: str, reader: Reader) -> str:
    """Return which prices giver and taker told that they want, and whether they meet; nothing where neither did."""
    text = reader.text
    told = {name: price for name, price in (("asked", asked), ("offered", offered)) if not math.isnan(price)}
    words = {name: reader.money(price, currency) for name, price in told.items()}
    message = {
        (): "",
        ("asked",): N_("The giver asks {asked} per {unit}."),
        ("offered",): N_("The taker would pay {offered} per {unit}."),
        ("asked", "offered"): N_(
            "The giver asks {asked} per {unit} and the taker would pay {offered}: they meet."
        )
        if asked <= offered
        else N_("The giver asks {asked} per {unit}, the taker would pay {offered}: they are {gap} apart."),
    }[tuple(told)]
    if not message:
        return ""
    gap = {"gap": reader.money(asked - offered, currency)} if "{gap}" in message else {}
    said = text(message, unit=unit, **words, **gap)
    below = text(N_("Below zero the giver pays."))
    return f"{said} {below}" if min(told.values()) < 0 else said


def known_end(band: pd.Series, currency: str, unit: str, reader: Reader) -> str:
    """Return the end of the band that is known where the other is not."""
    ends = {
        "floor": N_("Least that the giver can accept: {price} per {unit}."),
        "ceiling": N_("Most that the taker can pay: {price} per {unit}."),
    }
    said = [
        reader.text(message, price=reader.money(band[end], currency), unit=unit)
        for end, message in ends.items()
        if not math.isnan(band[end])
    ]
    return " ".join(said)


def lasting(made: assessment.Sheet, currency: str, unit: str, reader: Reader) -> str:
    """Return which prices also earn back what each invests; nothing where nobody invests, or it is not known."""
    band, text = made.lasting, reader.text
    is_same = all(math.isclose(band[end], made.band[end]) for end in ("floor", "ceiling"))
    if not band["outcome"] or is_same:
        return ""
    if band["outcome"] == "subsidy":
        return text(
            N_(
                "No price earns back what both invest and pay to run it: {lacking} per {unit} is lacking over its life, "
                "or a grant of {grant}."
            ),
            lacking=reader.money(band["lacking"], currency),
            unit=unit,
            grant=reader.money(-float(made.appraisal["npv"]), currency),
        )
    between = text(
        N_("Both earn back what they invest and pay to run it between {least} and {most} per {unit}."),
        least=reader.money(band["floor"], currency),
        most=reader.money(band["ceiling"], currency),
        unit=unit,
    )
    return f"{between} {worth_the_same(band['equal_gain'], currency, unit, reader)}"


def worth_the_same(price: float, currency: str, unit: str, reader: Reader) -> str:
    """Return at which price it is worth the same to both over its life, and who pays it."""
    return reader.text(
        N_("It is worth the same to both when the giver pays {price} per {unit}.")
        if price < 0
        else N_("It is worth the same to both when the taker pays {price} per {unit}."),
        **per_unit(price, currency, unit, reader),
    )


def most(made: assessment.Sheet, told: pd.DataFrame, currency: str, reader: Reader) -> str:
    """Return how much may be invested where nobody knows yet what it costs; nothing where that is known."""
    if "investment" not in made.unknown or not made.most["life"] > 0:
        return ""
    asked = first(told)
    return reader.text(
        N_(
            "What it costs to build is not known yet. Up to {quick} pays back within {hurdle}; up to {most} is worth it "
            "over its life, at {rate}."
        ),
        quick=reader.money(made.most["hurdle"], currency),
        hurdle=reader.text(N_("{years} years"), years=reader.number(asked["hurdle"])),
        most=reader.money(made.most["life"], currency),
        rate=reader.percent(asked["discount_rate"], digits=1),
    )


def basis(made: assessment.Sheet, told: pd.DataFrame, reader: Reader) -> str:
    """Return at which price giver and taker gain what the sheet says."""
    asked = first(told)
    if not math.isnan(asked["price"]):
        return reader.text(N_("At the agreed price."))
    if not math.isnan(asked["annual_saving"]) or math.isnan(made.price):
        return reader.text(N_("No price is known: the gain is halved."))
    if made.lasting["outcome"]:
        return reader.text(N_("At the price that is worth the same to both."))
    return reader.text(N_("At the price of equal gain."))


def first(told: pd.DataFrame) -> dict[str, float]:
    """Return the assumptions of the first year by name."""
    rows = told.loc[told["from_year"] == 1].set_index("assumption")["value"].astype(float)
    return {str(name): float(value) for name, value in rows.items()}
