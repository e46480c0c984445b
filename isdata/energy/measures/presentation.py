"""Paybacks, payback classes, categories and measures in the reader's language."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data import applicable, units
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader


def words(years: float, reader: Reader, *, digits: int | None = None) -> str:
    """Payback time in words: "immediate", "never" or a number of years.

    Parameters
    ----------
    digits : int, optional
        Decimals; 1 by default, 2 below a year.
    """
    if np.isnan(years):
        return reader.text(N_("unknown"))
    if years <= 0:
        return reader.text(N_("immediate"))
    if np.isinf(years):
        return reader.text(N_("never"))
    return reader.number(years, digits=(1 if years >= 1 else 2) if digits is None else digits)


def range_text(low: str, high: str, reader: Reader) -> str:
    """Range of two values in words; a single value if both read the same."""
    return low if low == high else reader.text(N_("{low} to {high}"), low=low, high=high)


def payback_between(low: float, high: float, reader: Reader) -> str:
    """Range of a payback with its unit; a single value if both ends read the same.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> [payback_between(*ends, reader("en")) for ends in ((1.2, 3.44), (2, 2), (4, np.inf), (0, 2.5), (np.inf, np.inf))]
    ['1.2 to 3.4 years', '2.0 years', '4.0 years to never', 'immediate to 2.5 years', 'never']
    """
    ends = [words(low, reader), words(high, reader)]
    if 0 < high < np.inf:
        return reader.text(N_("{years} years"), years=range_text(*ends, reader))
    if 0 < low < np.inf:
        ends[0] = reader.text(N_("{years} years"), years=ends[0])
    return range_text(*ends, reader)


def class_words(name: str, reader: Reader) -> str:
    """Payback class in words.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> [class_words(name, reader("zh")) for name in ("0-1", "1-2", "10+", "never")]
    ['不足1年', '1年至不足2年', '10年及以上', '无法回收']
    >>> [class_words(name, reader("en")) for name in ("0-1", "1-2", "10+")]
    ['under 1', '1 to under 2', '10 or more']
    """
    if name == "immediate":
        return reader.text(N_("immediate"))
    if name == "never":
        return reader.text(N_("never"))
    if name.endswith("+"):
        return reader.text(N_("{years} or more"), years=name[:-1])
    low, high = name.split("-")
    if low == "0":
        return reader.text(N_("under {high}"), high=high)
    return reader.text(N_("{low} to under {high}"), low=low, high=high)


def category_words(name: str, reader: Reader) -> str:
    """Category in words; "few" stands for the categories whose sums are withheld."""
    if name == "few":
        return reader.text(N_("Too few companies to disclose"))
    return reader.choice("measure_category", name)


def by_category_words(reader: Reader) -> str:
    """Sentence on the names of measures of undisclosed companies."""
    return reader.text(N_("Measures of undisclosed companies bear the name of their category."))


def company_words(rows: pd.DataFrame, reader: Reader) -> list[str]:
    """Company of each measure, or that it is undisclosed; a synergy that a scenario starts has several.

    Parameters
    ----------
    rows : DataFrame
        name_en, company_en, company_zh, and is_synergy where there are synergies among them.
    """
    undisclosed, several = reader.text(N_("undisclosed")), reader.text(N_("partners of the synergy"))
    names = reader.names(rows, "company", nameless=undisclosed)
    is_synergy = rows["is_synergy"].eq(True) if "is_synergy" in rows else pd.Series(False, index=rows.index)
    return [
        several if is_one else name
        for name, is_one in zip(names, is_synergy & rows["name_en"].notna(), strict=True)
    ]


def measure_words(row: Mapping, reader: Reader) -> str:
    """Measure's name, or its category if the name is undisclosed."""
    return reader.name(row["name_en"], row["name_zh"]) or category_words(row["category"], reader)


def reconciliation_words(
    reconciliation: pd.DataFrame, currency: str, reader: Reader, *, viewer: Viewer
) -> str:
    """Reconciliation of the plain sum of net present values with that of the package, in one sentence.

    Parameters
    ----------
    reconciliation : DataFrame
        As in `Outlook.reconciliation`.
    currency : str
        Currency of its money.
    reader : Reader
        Language and number format.
    viewer : Viewer
        Viewer of the sentence; exclusions concern single companies, so everyone but the facilitator gets one
        figure for exclusions and overlaps together.
    """
    npv, excluded = reconciliation["npv"], int(reconciliation.at["excluded", "measures"])
    money = {name: reader.money(value, currency) for name, value in npv.items()}
    if not excluded:
        return reader.text(
            N_("NPV: plain sum {alone}, less {overlaps} for overlaps and shared costs; combined {package}."),
            **money,
        )
    if not viewer.sees_all:
        return reader.text(
            N_(
                "NPV: plain sum {alone}, less {less} for overlaps, shared costs and measures excluded by others; "
                "combined {package}."
            ),
            less=reader.money(npv["excluded"] + npv["overlaps"], currency),
            **money,
        )
    return reader.plural(
        "NPV: plain sum {alone}, less {excluded} for {count} measure excluded by a more valuable one, less {overlaps} for "
        "overlaps and shared costs; combined {package}.",
        "NPV: plain sum {alone}, less {excluded} for {count} measures excluded by more valuable ones, less {overlaps} for "
        "overlaps and shared costs; combined {package}.",
        excluded,
        **money,
    )


def correlation_share(correlation: float, reader: Reader) -> str:
    """Correlation as a number, with the meaning of its ends."""
    ends = {0.0: N_("0 (independent)"), 1.0: N_("1 (fully correlated)")}
    return reader.text(ends[correlation]) if correlation in ends else reader.number(correlation, digits=2)


def correlation_words(correlation: float, reader: Reader) -> str:
    """Sentence on the correlation of errors between measures."""
    if correlation <= 0:
        return reader.text(
            N_("Errors of different measures are independent: they partly cancel out in the total.")
        )
    if correlation >= 1:
        return reader.text(
            N_("Errors of all measures are fully correlated: they do not cancel out in the total.")
        )
    share = reader.number(correlation, digits=2)
    return reader.text(N_("Errors of different measures have a correlation of {share}."), share=share)


def factor_words(factor: float, reader: Reader) -> str:
    """Factor with its own number of digits, in the reader's format: "× 0.5", "× 2"."""
    digits = len(f"{factor:g}".partition(".")[2])
    return f"× {reader.number(factor, digits=digits)}"


def listed_price_words(row: Mapping, reader: Reader, *, has_origin: bool = True) -> str:
    """Listed price of a resource, with region, year and publisher unless they are stated
    elsewhere.

    Parameters
    ----------
    row : mapping
        Price columns as in `savings.savings`; other_prices as in `by_carrier`, if several prices are used. With
        energy_content [GJ/energy_unit], a price per mass or volume is stated per MWh too.
    reader : Reader
    """
    if pd.isna(row["price"]):
        return reader.text(N_("no price available"))
    price = f"{reader.money(row['price'], row['price_currency'])}/{row['price_unit']}"
    content = row.get("energy_content", math.nan)
    if content > 0 and row["energy_unit"] == row["price_unit"] and units.kind(row["price_unit"]) != "energy":
        per_energy = row["price"] / content * units.factor("MWh", "GJ")
        price = reader.noted(price, f"{reader.money(per_energy, row['price_currency'])}/MWh")
    words = f"{price} · {_origin(row, 'price', reader)}" if has_origin else price
    return _with_others(words, row.get("other_prices", 0), reader)


def co2_factor_words(row: Mapping, reader: Reader, *, has_origin: bool = True) -> str:
    """CO2 factor of a resource, with method, region, year and publisher unless they are stated
    elsewhere.

    Parameters
    ----------
    row : mapping
        Factor columns as in `savings.savings`; other_factors as in `by_carrier`, if several factors are used.
    reader : Reader
    """
    if pd.isna(row["factor"]):
        return reader.text(N_("no factor available"))
    factor = reader.amount(row["factor"], row["factor_unit"], significant=4)
    words = f"{factor} · {_origin(row, 'factor', reader)}" if has_origin else factor
    return _with_others(words, row.get("other_factors", 0), reader)


def origins(rows: pd.DataFrame, kind: str, reader: Reader) -> str:
    """Region, year and publisher of the prices or CO2 factors of resources, each named once.

    Parameters
    ----------
    rows : DataFrame
        As `by_carrier` returns.
    kind : "price" or "factor"
    reader : Reader
    """
    known = rows[rows[kind].notna()]
    words = pd.Series([_origin(row, kind, reader) for row in known.to_dict("records")], dtype=object)
    if words.nunique() < 2:
        return "".join(words.unique())
    names = pd.Series(reader.names(known, "resource"), dtype=object).groupby(words, sort=False)
    return reader.clauses(
        reader.text(N_("{a}: {b}"), a=reader.listed(named), b=origin) for origin, named in names
    )


def _origin(row: Mapping, kind: str, reader: Reader) -> str:
    """Method of a CO2 factor, and region, year and publisher of a price or factor."""
    method = row["factor_method"] if kind == "factor" else None
    parts = [
        reader.choice("factor_method", method) if isinstance(method, str) else "",
        applicable.origin(row, reader, prefix=f"{kind}_"),
    ]
    return " · ".join(filter(None, parts))


def factors_used(carriers: pd.DataFrame, reader: Reader) -> str:
    """Sentence on the CO2 factors that savings are valued with; empty if there are none.

    Parameters
    ----------
    carriers : DataFrame
        As `by_carrier` returns.
    reader : Reader
    """
    words = dict.fromkeys(_factors_named(carriers[carriers["factor"].notna()], reader))
    return reader.text(N_("Factors used: {factors}."), factors=reader.clauses(words)) if words else ""


def factors_by_measure(factors: pd.DataFrame, reader: Reader) -> pd.Series:
    """CO2 factors of each measure in words, by measure_id; measures without any are missing.

    Parameters
    ----------
    factors : DataFrame
        As `carriers.factors_by_measure` returns.
    reader : Reader
    """
    words: dict[str, list[str]] = {}
    for measure_id, name in zip(factors["measure_id"], _factors_named(factors, reader), strict=True):
        words.setdefault(measure_id, []).append(name)
    return pd.Series({name: reader.clauses(named) for name, named in words.items()}, dtype=object)


def _factors_named(rows: pd.DataFrame, reader: Reader) -> list[str]:
    """CO2 factors in words, each with the name of its resource."""
    names = reader.names(rows, "resource")
    return [
        f"{name} {co2_factor_words(row, reader)}"
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]


def _with_others(words: str, others: int, reader: Reader) -> str:
    """Value in words with the number of further values for other years."""
    if not others:
        return words
    more = reader.plural("{count} other for other years", "{count} others for other years", others)
    return f"{words} · {more}"
