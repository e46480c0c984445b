"""What was published of a network, and what do the stored measures give beside it?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from isdata import contracts, units
from isdata.errors import UnitError

# What a claim in a unit of this kind, naming one of these words, is about; a claim has no field for it.
_SUBJECTS = (
    ("mass", ("co2", "carbon", "co₂"), "co2_saving"),
    ("energy", ("energy", "electric", "sav"), "energy_saving"),
    ("money", ("invest",), "investment"),
    ("money", ("sav", "cost"), "annual_saving"),
    ("measures", ("measure",), "measures"),
    ("share", ("",), "share"),
)
_UNITS = {"co2_saving": "t", "energy_saving": "MWh", "share": "1"}


def beside_claims(
    claims: pd.DataFrame, totals: pd.Series, categories: pd.DataFrame, currency: str
) -> pd.DataFrame:
    """Return each claim with the figure that the stored measures give for it.

    Parameters
    ----------
    claims : DataFrame
        Columns of `claim_of_park.sql`.
    totals : Series
        As `totals` returns.
    categories : DataFrame
        As `by_category` returns.
    currency : str
        Of the money in `totals`.

    Returns
    -------
    DataFrame
        `claims` with subject ("measures", "investment", "annual_saving", "energy_saving", "co2_saving", "share" or
        missing), categories (those that a share names) and here, the stored measures' figure in the claim's unit,
        missing where it cannot be compared.
    """
    rows = []
    for claim in claims.to_dict("records"):
        subject = _subject(claim)
        named = _named_categories(claim) if subject == "share" else ()
        if subject == "share":
            figure = (
                categories.loc[categories["category"].isin(named), "share"].sum() if named else float("nan")
            )
        else:
            figure = float(totals[subject]) if subject else float("nan")
        here = figure * _factor(subject, currency, claim["unit"])
        rows.append(claim | {"subject": subject, "categories": named, "here": here})
    return pd.DataFrame(rows, columns=[*claims.columns, "subject", "categories", "here"])


@dataclass(frozen=True)
class Rest:
    """The share of the saving that no claim names: at most so much as published, and here. [-]"""

    most: float
    here: float


def unnamed_rest(table: pd.DataFrame) -> Rest | None:
    """Return what the claimed shares leave over; None where no share is claimed.

    Parameters
    ----------
    table : DataFrame
        As `beside_claims` returns.
    """
    shares = table[(table["subject"] == "share") & table["here"].notna()]
    if shares.empty:
        return None
    per_unit = shares["unit"].map(lambda unit: units.factor(unit, "1"))
    return Rest(
        most=max(0.0, 1 - float((shares["value"] * per_unit).sum())),
        here=max(0.0, 1 - float((shares["here"] * per_unit).sum())),
    )


def _words(claim: Mapping[str, object]) -> str:
    return " ".join(
        str(claim[name]).lower() for name in ("name_en", "name_zh") if isinstance(claim[name], str)
    )


def _subject(claim: Mapping[str, object]) -> str | None:
    kind, words = _kind(str(claim["unit"])), _words(claim)
    return next(
        (
            subject
            for unit, names, subject in _SUBJECTS
            if unit == kind and any(name in words for name in names)
        ),
        None,
    )


def _kind(unit: str) -> str:
    amount = unit.split("/", 1)[0].strip()
    if amount in ("measures", "measure"):
        return "measures"
    try:
        return units.kind(amount)
    except UnitError:
        return ""


def _named_categories(claim: Mapping[str, object]) -> tuple[str, ...]:
    """Return the categories whose own words the claim names: "Electrical drives" by "drives"."""
    words = _words(claim)
    return tuple(
        category
        for category, label in contracts.choices("measure_category").items()
        if category != "other" and _key_word(label.en) in words
    )


def _key_word(label: str) -> str:
    short = re.sub(r"^electrical | machines$| measures$", "", label.lower())
    return short[:11]


def _factor(subject: str | None, currency: str, target: str) -> float:
    if subject == "measures":
        return 1.0
    try:
        return units.factor(_UNITS.get(subject or "", currency), target.split("/", 1)[0])
    except UnitError:
        return float("nan")
