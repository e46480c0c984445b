"""Comparison of published results of a network with those of the stored measures."""

from dataclasses import dataclass

import pandas as pd

from isdata.data import units
from isdata.errors import UnitError

# Unit of each figure of `totals`; money is in the register's currency.
_UNITS = {"co2_saving": "t", "energy_saving": "MWh", "share": "1"}


def beside_claims(
    claims: pd.DataFrame, totals: pd.Series, categories: pd.DataFrame, currency: str
) -> pd.DataFrame:
    """Each claim with the corresponding figure of the stored measures.

    Parameters
    ----------
    claims : DataFrame
        Columns of `claim_of_park.sql`.
    totals : Series
        As `totals` returns.
    categories : DataFrame
        As `by_category` returns.
    currency : str
        Currency of the money in `totals`.

    Returns
    -------
    DataFrame
        `claims` with categories as a tuple, and here, the stored measures' figure in the claim's unit,
        missing if it cannot be compared.
    """
    named = claims["categories"].map(_categories)
    rows = zip(claims["subject"], named, claims["unit"], strict=True)
    here = [
        _figure(subject, names, totals, categories) * _factor(subject, currency, unit)
        for subject, names, unit in rows
    ]
    return claims.assign(categories=named, here=pd.Series(here, index=claims.index, dtype=float))


@dataclass(frozen=True)
class UnclaimedShare:
    """Share of the saving that no claim covers: upper limit as published, and of the stored measures. [-]"""

    most: float
    here: float


def unnamed_rest(table: pd.DataFrame) -> UnclaimedShare | None:
    """Remainder of the claimed shares; None if no share is claimed.

    Parameters
    ----------
    table : DataFrame
        As `beside_claims` returns.
    """
    shares = table[(table["subject"] == "share") & table["here"].notna()]
    if shares.empty:
        return None
    per_unit = shares["unit"].map(lambda unit: units.factor(unit, "1"))
    return UnclaimedShare(
        most=max(0.0, 1 - float((shares["value"] * per_unit).sum())),
        here=max(0.0, 1 - float((shares["here"] * per_unit).sum())),
    )


def _categories(stated: object) -> tuple[str, ...]:
    """Categories named in a claim."""
    return (
        tuple(name.strip() for name in stated.split(";") if name.strip()) if isinstance(stated, str) else ()
    )


def _figure(subject: str, named: tuple[str, ...], totals: pd.Series, categories: pd.DataFrame) -> float:
    """Result of the stored measures for a subject; missing if they do not cover it."""
    if subject == "share":
        return (
            float(categories.loc[categories["category"].isin(named), "share"].sum())
            if named
            else float("nan")
        )
    return float(totals.get(subject, float("nan")))


def _factor(subject: str, currency: str, target: str) -> float:
    if subject in ("measures", "other"):
        return 1.0
    try:
        return units.factor(_UNITS.get(subject, currency), target.split("/", 1)[0])
    except UnitError:
        return float("nan")
