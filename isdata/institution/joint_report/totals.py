"""Sums of the joint report, suppressed where they or their differences would disclose fewer than three companies.

This applies to differences of sums of one year and of different years.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from isdata.data.disclosure import DisclosedSums
from isdata.data.disclosure.sums import FEWEST
from isdata.data.i18n import N_
from isdata.institution.joint_report.checks import doubtful_entries, in_report_unit
from isdata.institution.joint_report.sheets import ITEMS


class Total(NamedTuple):
    """A sum over items: its disclosure number, name, and the items with their signs."""

    disclosure: str
    name: str
    parts: Mapping[str, float]


# Number of earlier years whose sums count as published. Assumption of this product: older figures of a company reveal little
# about it today.
YEARS = 2
# Factor of each figure (company, item) in a sum, by the sum.
Sums = dict[str, dict[tuple[str, str], float]]

# Sums of several items, in the order in which they are published.
TOTALS: Mapping[str, Total] = {
    "energy": Total(
        "302-1",
        N_("Energy consumption, net of energy sold"),
        {"fuel_used": 1.0, "electricity_bought": 1.0, "heat_bought": 1.0, "energy_sold": -1.0},
    ),
    "water_consumed": Total(
        "303-5", N_("Water consumption"), {"water_withdrawn": 1.0, "water_discharged": -1.0}
    ),
    "waste": Total("306-3", N_("Waste generated"), {"waste_recovered": 1.0, "waste_disposed": 1.0}),
}


def report_totals(sheets: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Sums of each item, totals over items, and sums of each item over small and over large companies.

    A sum of fewer than three companies is suppressed. So is a sum that would disclose figures of one or two companies in
    combination with sums published before it (complementary suppression, `DisclosedSums`). The order is: totals over items,
    sums of items, parts of small and large companies.

    The figures of a company change little from year to year. So the sums of the two years before count as published, as if
    they were sums of the same figures: a sum with one or two companies more or fewer would disclose the figures of these.
    The sum over the companies of the earlier sum is published in its place, if that is allowed.

    Parameters
    ----------
    sheets : DataFrame
        As `sheets` returns.
    earlier : DataFrame
        As `earlier_figures` returns.

    Returns
    -------
    DataFrame
        sum (item, key of `TOTALS`, or item with ":sme" or ":large"), disclosure, value [unit] (missing where suppressed or
        unknown), unit, companies (that report), covered (companies in the sum), factors (factor of each figure in the sum by
        company and item; of all reported figures where it is suppressed), is_suppressed, is_provisional (a figure in it
        failed the checks).
    """
    known: dict[int, Sums] = {}
    for ago in sorted({int(each) for each in earlier["years_ago"]}, reverse=True):
        rows = earlier[earlier["years_ago"] == ago]
        before = [known[each] for each in known if each <= ago + YEARS]
        known[ago] = _published(_year(rows, before))
    table = _year(sheets, [known[each] for each in known if each <= YEARS])
    failed = set(doubtful_entries(sheets).itertuples(index=False, name=None))
    # A figure that failed stays in the sum: without it, the difference from the year before would disclose it.
    return table.assign(is_provisional=[not failed.isdisjoint(factors) for factors in table["factors"]])


def _published(table: pd.DataFrame) -> Sums:
    """Published sums of a year."""
    shown = table[~table["is_suppressed"]]
    return {name: factors for name, factors in zip(shown["sum"], shown["factors"], strict=True) if factors}


def _year(sheets: pd.DataFrame, before: Sequence[Sums]) -> pd.DataFrame:
    """Sums of a year beside those published for the years before it, the newest last."""
    rows = sheets.assign(amount=in_report_unit(sheets)).dropna(subset="amount")
    rows.index = pd.Index(list(zip(rows["company_id"], rows["item"], strict=True)), dtype=object)
    figures = dict.fromkeys(
        [*rows.index, *(one for sums in before for each in sums.values() for one in each)]
    )
    published = DisclosedSums(
        pd.Series([one[0] for one in figures], index=pd.Index(list(figures), dtype=object))
    )
    former: Sums = {}
    for sums in before:
        former |= sums
        for factors in sums.values():
            published.publish(factors)
    return pd.DataFrame(
        [
            _sum(name, total, rows[which & rows["item"].isin(total.parts)], former.get(name, {}), published)
            for name, total, which in _asked(rows)
        ]
    )


def _asked(rows: pd.DataFrame) -> Iterator[tuple[str, Total, pd.Series]]:
    """Sums in the order of publication, each with the rows that may belong to it."""
    every = pd.Series(True, index=rows.index)
    is_sme = rows["is_sme"].fillna(False).astype(bool)
    for name, total in TOTALS.items():
        yield name, total, every
    for part, which in (("", every), (":sme", is_sme), (":large", ~is_sme)):
        for item, about in ITEMS.iterrows():
            yield f"{item}{part}", Total(about["disclosure"], "", {str(item): 1.0}), which


def _sum(
    name: str,
    total: Total,
    rows: pd.DataFrame,
    former: Mapping[tuple[str, str], float],
    published: DisclosedSums,
) -> dict[str, object]:
    """A sum over all rows; if that is not allowed, over the rows of the earlier sum; else suppressed."""
    shown = next(
        (
            own
            for own in (rows, rows[rows.index.isin(list(former))])
            if own["company_id"].nunique() >= FEWEST and published.publish(_factors(own, total))
        ),
        None,
    )
    covered = rows if shown is None else shown
    factors = _factors(covered, total)
    value = math.nan if shown is None else float((shown["amount"] * list(factors.values())).sum())
    return {
        "sum": name,
        "disclosure": total.disclosure,
        "value": value,
        "unit": ITEMS.loc[next(iter(total.parts)), "unit"],
        "companies": rows["company_id"].nunique(),
        "covered": covered["company_id"].nunique(),
        "factors": factors,
        "is_suppressed": bool(len(rows) and shown is None),
    }


def _factors(rows: pd.DataFrame, total: Total) -> dict[tuple[str, str], float]:
    return {figure: total.parts[item] for figure, item in zip(rows.index, rows["item"], strict=True)}
