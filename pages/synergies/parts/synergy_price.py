"""Between which prices a synergy serves both, before and after what each invests."""

import math

import pandas as pd
import streamlit as st

from isdata import judging
from isdata.figures import matches
from pages.common import controls, show
from pages.common.language import _, reader
from pages.synergies.parts import synergy_words


def show_price(made: judging.Sheet, told: pd.DataFrame, currency: str, unit: str) -> None:
    """Show the price band of a synergy with the agreed price, and what it becomes once investments are in it.

    Parameters
    ----------
    made : judging.Sheet
    told : DataFrame
        Its assumptions.
    currency, unit : str
        Of the synergy.
    """
    agreed = told.drop_duplicates("assumption").set_index("assumption").loc["price", "value"]
    _agreed(float(agreed), made.band, currency, unit)
    if not made.band["outcome"]:
        _half_known(made.band, currency, unit)
        return
    st.markdown(show.plain(_verdict(made.band, currency, unit)))
    st.altair_chart(
        matches.price_band(
            {**made.band.to_dict(), "agreed": agreed},
            reader(),
            reader().choice("currency", currency),
            unit,
            is_large=controls.is_projected(),
        ),
        alt=_("Least price for the giver, most for the taker, and the price at which both gain the same"),
    )
    _lasting(made, currency, unit)


def _verdict(band: pd.Series, currency: str, unit: str) -> str:
    if band["outcome"] == "subsidy":
        return _(
            "There is no price that serves both: {lacking} per {unit} is lacking.",
            lacking=reader().money(band["lacking"], currency),
            unit=unit,
        )
    return synergy_words.price(band["equal_gain"], currency, unit)


def _agreed(price: float, band: pd.Series, currency: str, unit: str) -> None:
    """Tell the agreed price, and who loses at it."""
    if math.isnan(price):
        return
    read = reader()
    told = {"price": read.money(abs(price), currency), "unit": unit}
    said = (
        _("Agreed: the giver pays the taker {price} per {unit}.", **told)
        if price < 0
        else _("Agreed: the taker pays the giver {price} per {unit}.", **told)
    )
    if price < band["floor"]:
        gap = read.money(band["floor"] - price, currency)
        said += " " + _("The giver loses {gap} on each {unit} at this price.", gap=gap, unit=unit)
    elif price > band["ceiling"]:
        gap = read.money(price - band["ceiling"], currency)
        said += " " + _("The taker loses {gap} on each {unit} at this price.", gap=gap, unit=unit)
    else:
        st.markdown(show.plain(said))
        return
    st.warning(show.plain(said), icon=":material/balance:")


def _half_known(band: pd.Series, currency: str, unit: str) -> None:
    """Tell the end of the band that is known, and what is missing for the other."""
    read = reader()
    if not math.isnan(band["floor"]):
        least = read.money(band["floor"], currency)
        st.markdown(
            show.plain(_("Least that the giver can accept: {price} per {unit}.", price=least, unit=unit))
        )
    if not math.isnan(band["ceiling"]):
        most = read.money(band["ceiling"], currency)
        st.markdown(show.plain(_("Most that the taker can pay: {price} per {unit}.", price=most, unit=unit)))
    st.caption(
        _(
            "For a price band, both must tell what they pay today: the giver for disposal, the taker for what is "
            "replaced."
        )
    )


def _lasting(made: judging.Sheet, currency: str, unit: str) -> None:
    """Tell which prices also earn back what each invests."""
    read, lasting = reader(), made.lasting
    is_same = math.isclose(lasting["floor"], made.band["floor"]) and math.isclose(
        lasting["ceiling"], made.band["ceiling"]
    )
    if not lasting["outcome"] or is_same:
        return
    if lasting["outcome"] == "subsidy":
        st.markdown(
            show.plain(
                _(
                    "No price earns back what both invest and pay to run it: {lacking} per {unit} is lacking over its life, "
                    "or a grant of {grant}.",
                    lacking=read.money(lasting["lacking"], currency),
                    unit=unit,
                    grant=read.money(-float(made.appraisal["npv"]), currency),
                )
            )
        )
        return
    st.markdown(
        show.plain(
            _(
                "Both also earn back what they invest and pay to run it between {least} and {most} per {unit}.",
                least=read.money(lasting["floor"], currency),
                most=read.money(lasting["ceiling"], currency),
                unit=unit,
            )
            + " "
            + synergy_words.worth_the_same(lasting["equal_gain"], currency, unit)
        )
    )
