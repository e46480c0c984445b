"""The CO2 of a synergy in words, part by part: for its page and for documents."""

import math

import pandas as pd

from isdata import judging
from isdata.i18n import N_, Reader
from isdata.measures.words import between

PARTS = {
    "co2_avoided": N_("CO2 avoided"),
    "co2_of_treatment": N_("CO2 of treatment"),
    "co2_of_transport": N_("CO2 of transport"),
    "co2": N_("CO2 saved"),
}


def by_part(made: judging.Sheet, reader: Reader) -> dict[str, str]:
    """Return what is avoided, emitted and saved in the first year, by name; only what is saved where no part is known."""
    return {
        name: words if math.isnan(tonnes) else reader.text(N_("{amount} a year"), amount=words)
        for name, (tonnes, words) in _amounts(made, reader).items()
    }


def _amounts(made: judging.Sheet, reader: Reader) -> dict[str, tuple[float, str]]:
    first = made.years.iloc[1]
    shown = PARTS if not math.isnan(first["co2"]) else ["co2"]
    tonnes = {name: float(first[name]) for name in shown if name in first}
    unknown = reader.text(N_("not known"))
    return {
        name: (amount, unknown if math.isnan(amount) else reader.amount(float(f"{amount:.3g}"), "t"))
        for name, amount in tonnes.items()
    }


def saved(made: judging.Sheet, reader: Reader) -> str:
    """Return what is saved in the first year, with its parts; nothing where it is not known."""
    told = _amounts(made, reader)
    whole, words = told.pop("co2")
    if math.isnan(whole):
        return ""
    parts = reader.listed(f"{reader.text(PARTS[name])} {amount}" for name, (_, amount) in told.items())
    return (
        reader.text(N_("CO2 saved: {amount} a year ({parts})"), amount=words, parts=parts)
        if parts
        else reader.text(N_("CO2 saved: {amount} a year"), amount=words)
    )


def bounds(spread: pd.Series, reader: Reader) -> str:
    """Return between what the CO2 saved in the first year lies; nothing where it is not known, or certain."""
    low, high = (reader.amount(float(f"{spread[name]:.3g}"), "t") for name in ("p10", "p90"))
    if spread.isna().any() or low == high:
        return ""
    return reader.text(
        N_("CO2 saved in the first year, in 8 of 10 futures: {amount}."), amount=between(low, high, reader)
    )


def left_out(made: judging.Sheet, reader: Reader) -> str:
    """Return what is not taken off the CO2 saved since it is not known; nothing where all is."""
    if not made.co2_left_out:
        return ""
    names = reader.listed(reader.text(PARTS[name]) for name in made.co2_left_out)
    return reader.text(N_("Not known, and so not taken off the CO2 saved: {names}."), names=names)


def advice(made: judging.Sheet, told: pd.DataFrame, reader: Reader) -> list[str]:
    """Return in a sentence each how sure it is, what is not taken off and where its figure is to be found, and that a whole is.

    Parameters
    ----------
    made : judging.Sheet
    told : DataFrame
        Its assumptions.
    """
    whole = told.drop_duplicates("assumption").set_index("assumption").loc["co2"]
    said = [bounds(made.co2, reader), left_out(made, reader)]
    if "co2_of_transport" in made.co2_left_out:
        said.append(
            reader.text(
                N_(
                    "The CO2 of a tonne-kilometre: from the carrier, or published, such as in GB/T 51366-2019, table E.0.1, "
                    "or in the UK conversion factors, “freighting goods”."
                )
            )
        )
    if pd.notna(whole["value"]) and whole["value"]:
        said.append(
            reader.text(
                N_(
                    "The CO2 saved is told as a whole, so nothing is taken off it for treatment and transport. Write down the "
                    "CO2 avoided, and it is counted from its parts."
                )
                if whole["origin"] == "record"
                else N_(
                    "The CO2 saved is told as a whole below, so nothing is taken off it for treatment and transport; empty it "
                    "to count its parts."
                )
            )
        )
    return [sentence for sentence in said if sentence]
