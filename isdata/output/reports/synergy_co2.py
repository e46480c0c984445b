"""CO2 of a synergy as text, by part, for its page and for documents."""

import math

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import range_text
from isdata.output.reports import presentation
from isdata.symbiosis import assessment

PARTS = {
    "co2_avoided": N_("CO2 avoided"),
    "co2_of_treatment": N_("CO2 of treatment"),
    "co2_of_transport": N_("CO2 of transport"),
    "co2": N_("CO2 saved"),
}


def by_part(made: assessment.Sheet, reader: Reader) -> dict[str, str]:
    """CO2 avoided, emitted and saved over the years, by name; only the saving if no part is known."""
    unknown = reader.text(N_("unknown"))
    return {
        name: unknown if math.isnan(tonnes.iloc[1]) else presentation.over_years(tonnes, "t", reader)
        for name, tonnes in _tonnes(made).items()
    }


def _tonnes(made: assessment.Sheet) -> dict[str, pd.Series]:
    """CO2 avoided, emitted and saved by year, to three digits. [t/yr]"""
    shown = PARTS if not math.isnan(made.years["co2"].iloc[1]) else ["co2"]
    return {
        name: made.years[name].map(lambda tonnes: float(f"{tonnes:.3g}"))
        for name in shown
        if name in made.years
    }


def saved(made: assessment.Sheet, reader: Reader) -> str:
    """CO2 saved in the first year with its parts, and later; empty where unknown."""
    tonnes_by_part = _tonnes(made)
    whole, unknown = tonnes_by_part.pop("co2"), reader.text(N_("unknown"))
    if math.isnan(whole.iloc[1]):
        return ""
    firsts = {name: float(tonnes.iloc[1]) for name, tonnes in tonnes_by_part.items()}
    parts = reader.listed(
        f"{reader.text(PARTS[name])} {unknown if math.isnan(first) else reader.amount(first, 't')}"
        for name, first in firsts.items()
    )
    return reader.text(
        N_("CO2 saved: {amount}"), amount=presentation.over_years(whole, "t", reader, aside=parts)
    )


def bounds(spread: pd.Series, reader: Reader) -> str:
    """Range of the CO2 saved in the first year; empty if it is unknown or certain."""
    low, high = (reader.amount(float(f"{spread[name]:.3g}"), "t") for name in ("p10", "p90"))
    if spread.isna().any() or low == high:
        return ""
    return reader.text(
        N_("CO2 saved in the first year, 80% range: {amount}."), amount=range_text(low, high, reader)
    )


def left_out(made: assessment.Sheet, reader: Reader) -> str:
    """Parts not deducted from the CO2 saved because they are unknown; empty if none."""
    if not made.co2_left_out:
        return ""
    names = reader.listed(reader.text(PARTS[name]) for name in made.co2_left_out)
    return reader.text(N_("Unknown, not deducted from the CO2 saved: {names}."), names=names)


def advice(made: assessment.Sheet, assumptions: pd.DataFrame, reader: Reader) -> list[str]:
    """Sentences on its uncertainty, on parts not deducted with the place of their figures, and on complete deduction.

    Parameters
    ----------
    made : assessment.Sheet
    assumptions : DataFrame
        Assumptions of the synergy.
    """
    whole = assumptions.drop_duplicates("assumption").set_index("assumption").loc["co2"]
    sentences = [bounds(made.co2, reader), left_out(made, reader)]
    if "co2_of_transport" in made.co2_left_out:
        sentences.append(
            reader.text(
                N_(
                    "CO2 per tonne-kilometre: from the carrier or published, such as GB/T 51366-2019 "
                    "table E.0.1 or the UK conversion factors (“freighting goods”)."
                )
            )
        )
    if pd.notna(whole["value"]) and whole["value"]:
        sentences.append(
            reader.text(
                N_(
                    "CO2 saved is entered as a total, so treatment and transport are not deducted. Enter "
                    "the CO2 avoided to compute it from its parts."
                )
                if whole["origin"] == "record"
                else N_(
                    "CO2 saved is entered as a total below, so treatment and transport are not deducted. "
                    "Clear it to compute it from its parts."
                )
            )
        )
    return [sentence for sentence in sentences if sentence]
