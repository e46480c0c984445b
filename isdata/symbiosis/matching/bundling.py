"""Other offers or requests that, combined with one below a partner's minimum, reach it."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_, Reader
from isdata.symbiosis.matching import constraints, match_amounts

_OTHER = {"demand": "supply", "supply": "demand"}
_MOST = 5  # number of companies that are named
_NONE = {
    "demand": N_(
        "No other supply of {resource} in the park suits this receiver; {missing} per year is lacking."
    ),
    "supply": N_(
        "No other demand for {resource} in the park suits this provider; {missing} per year is lacking."
    ),
}
_ENOUGH = {
    "demand": N_("Same resource: {offers}. Together with this supply {total} per year: sufficient."),
    "supply": N_("Also required by: {offers}. Together with this demand {total} per year: sufficient."),
}
_SHORT = {
    "demand": N_(
        "Same resource: {offers}. Together with this supply {total} per year; {missing} is lacking."
    ),
    "supply": N_(
        "Also required by: {offers}. Together with this demand {total} per year; {missing} is lacking."
    ),
}


def partners(match: Mapping, found: Matches) -> pd.DataFrame:
    """Other matches of the partner whose minimum a match does not reach, of the same resource, the largest first.

    Matches blocked by any other constraint are left out, as are those that a guest may not see.

    Parameters
    ----------
    match : mapping
        One row of `matches_of_streams`.
    found : Matches
        All matches of the park.
    """
    side = constraints.below_minimum_of(match)
    if side is None or match["is_hidden"]:
        return found.iloc[:0]
    other = _OTHER[side]
    stream, resource = f"{other}_stream_id", f"{other}_resource_id"
    is_alike = _of_partner(match, found, side) & (
        (found[resource] == match[resource])
        & (found["unit"] == match["unit"])
        & ~found["is_hidden"].astype(bool)
    )
    is_alike &= found["blocked"].isin([0, constraints.bit_of("quantity")])
    return found.loc[is_alike].sort_values("quantity", ascending=False).drop_duplicates(stream)


def _of_partner(match: Mapping, found: Matches, side: str) -> pd.Series:
    """Return True for each match that is another one of the stream on a side of a match."""
    stream = f"{_OTHER[side]}_stream_id"
    return (found[f"{side}_stream_id"] == match[f"{side}_stream_id"]) & (found[stream] != match[stream])


def words(match: Mapping, found: Matches, reader: Reader) -> str:
    """Partners to combine with a match below a minimum, and the amount still missing.

    Empty if it reaches the minimum.

    Also empty if this reader sees no other partner and undisclosed companies may offer or require the
    resource.

    Parameters
    ----------
    match, found : mapping, Matches
        As in `partners`.
    reader : Reader
    """
    side = constraints.below_minimum_of(match)
    if side is None or match["is_hidden"] or not int(match["blocked"]) & constraints.bit_of("quantity"):
        return ""
    other = _OTHER[side]
    rows = partners(match, found)
    total = float(match["quantity"]) + float(rows["quantity"].sum())
    missing = float(match[f"{side}_least"]) - total
    details = {"total": _amount(match, total, reader), "missing": _amount(match, max(missing, 0.0), reader)}
    if rows.empty and found.loc[_of_partner(match, found, side), "is_hidden"].any():
        return ""
    if rows.empty:
        names = (match[f"{other}_resource_en"], match[f"{other}_resource_zh"])
        return reader.text(_NONE[side], resource=reader.name(*names), **details)
    companies = reader.names(rows, f"{other}_company")
    amounts = [_amount(match, amount, reader) for amount in rows["quantity"]]
    offers = [f"{company} {amount}" for company, amount in zip(companies, amounts, strict=True)]
    listed = reader.listed([*offers[:_MOST], *(["…"] if len(offers) > _MOST else [])])
    return reader.text((_SHORT if missing > 0 else _ENOUGH)[side], offers=listed, **details)


def _amount(match: Mapping, amount: float, reader: Reader) -> str:
    """An amount in the unit of the match in which it was declared."""
    return reader.amount(*match_amounts.of_match(match, amount))
