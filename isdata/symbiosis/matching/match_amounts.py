"""Amounts of matches in the unit in which both companies declared them, as on the other pages."""

from collections.abc import Mapping

from isdata.data.i18n import Reader


def of_match(match: Mapping, amount: float) -> tuple[float, str]:
    """Amount of a match in the declared unit, and this unit; in the unit of comparison if none is common to both sides.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`.
    amount : float
        [match unit]
    """
    declared = match.get("declared_unit")
    if isinstance(declared, str):  # not of an undisclosed company
        return amount / match["per_declared_unit"], declared
    return amount, str(match["unit"])


def addition(match: Mapping, reader: Reader) -> str:
    """Amount of a match, and in the unit of comparison, in which its prices are; empty if it was declared in it."""
    quantity, unit = of_match(match, match["quantity"])
    if match["is_hidden"] or unit == match["unit"] or not quantity > 0:
        return ""
    compared = reader.brief_amount(match["quantity"], str(match["unit"]))
    return f"{reader.brief_amount(quantity, unit)} = {compared}"
