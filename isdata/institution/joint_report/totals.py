"""Sums of the joint report, suppressed wherever they or their differences would identify fewer than three companies."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from isdata.data.disclosure import DisclosedSums
from isdata.data.disclosure.sums import FEWEST
from isdata.data.i18n import N_
from isdata.institution.joint_report.checks import in_report_unit
from isdata.institution.joint_report.sheets import ITEMS


class Total(NamedTuple):
    """A sum over items: its disclosure, name, and the items with their signs."""

    disclosure: str
    name: str
    parts: Mapping[str, float]


# Sums of several items, in the order in which they are published.
TOTALS: Mapping[str, Total] = {
    "energy": Total(
        "302-1",
        N_("Energy consumption within the organisations"),
        {"fuel_used": 1.0, "electricity_bought": 1.0, "heat_bought": 1.0, "energy_sold": -1.0},
    ),
    "water_consumed": Total(
        "303-5", N_("Water consumption"), {"water_withdrawn": 1.0, "water_discharged": -1.0}
    ),
    "waste": Total("306-3", N_("Waste generated"), {"waste_recovered": 1.0, "waste_disposed": 1.0}),
}


def report_totals(sheets: pd.DataFrame) -> pd.DataFrame:
    """Sums of each item, of the totals over items, and of each item over small and over large companies.

    A sum of fewer than three companies is suppressed. So is one from which, together with the sums published before it,
    something of one or two companies alone would follow (complementary suppression, `DisclosedSums`): totals over
    items first, then sums of items, then the parts of small and large companies.

    Parameters
    ----------
    sheets : DataFrame
        As `sheets` returns.

    Returns
    -------
    DataFrame
        sum (item, key of `TOTALS`, or item with ":sme" or ":large"), disclosure, value [unit] (missing where suppressed or
        unknown), unit, companies (that contribute), is_suppressed.
    """
    rows = sheets.assign(amount=in_report_unit(sheets)).dropna(subset="amount")
    rows.index = pd.Index([(row["company_id"], row["item"]) for row in rows.to_dict("records")], dtype=object)
    published = DisclosedSums(rows["company_id"])
    asked = {
        name: (total.disclosure, ITEMS.loc[next(iter(total.parts)), "unit"], total.parts, rows)
        for name, total in TOTALS.items()
    }
    for item, item_of in ITEMS.iterrows():
        asked[str(item)] = (item_of["disclosure"], item_of["unit"], {str(item): 1.0}, rows)
    is_sme = rows["is_sme"].fillna(False).astype(bool)
    for item, item_of in ITEMS.iterrows():
        for name, which in (("sme", is_sme), ("large", ~is_sme)):
            asked[f"{item}:{name}"] = (item_of["disclosure"], item_of["unit"], {str(item): 1.0}, rows[which])
    found = [_sum(str(name), *about, published) for name, about in asked.items()]
    return pd.DataFrame(found)


def _sum(
    name: str,
    disclosure: str,
    unit: str,
    parts: Mapping[str, float],
    rows: pd.DataFrame,
    published: DisclosedSums,
) -> dict[str, object]:
    own = rows[rows["item"].isin(parts)]
    factors = own["item"].map(parts).astype(float)
    count = own["company_id"].nunique()
    is_shown = count >= FEWEST and published.publish(dict(zip(own.index, factors, strict=True)))
    value = float((own["amount"] * factors).sum()) if is_shown else math.nan
    return {
        "sum": name,
        "disclosure": disclosure,
        "value": value,
        "unit": unit,
        "companies": count,
        "is_suppressed": bool(count and not is_shown),
    }
