"""Complementary suppression: amounts left out so that no site balance reveals the amount of an undisclosed company."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from isdata.data import units

# Unit for comparing the flows of each kind.
_BASE = {"material": "t", "water": "m³", "energy": "GJ"}
_MEASURED = ["quantity", "unit", "kind", "content", "content_unit"]


class Gaps(NamedTuple):
    """Amounts that must not be published.

    Attributes
    ----------
    flows : set of str
        flow_id of flows whose amounts must not be published.
    offers : set of (str, str)
        Site and resource of supplies and demands whose amounts must not be published.
    """

    flows: set[str]
    offers: set[tuple[str, str]]


def balance_gaps(flows: pd.DataFrame, offered: pd.DataFrame, hidden_sites: set[str]) -> Gaps:
    """Amounts of flows between disclosed sites, or from and to outside the park, that must be left out.

    Inputs and outputs of a site nearly balance, so a single unpublished flow could be derived from all others. At every
    site with a flow to or from an undisclosed company, some of the site's own exchanges with the outside are therefore
    left out as well. For each kind, their sum in each year is at least the amount of the undisclosed companies at this
    site. The smallest sufficient number of exchanges is chosen. It is the same set in all years, so that no amount can
    be derived from another year. Exchanges that are also published as a supply or demand are chosen last, and their
    amounts are left out there, too. If even all exchanges together are smaller, all amounts of that kind are left out,
    and the site's partners are treated in the same way.

    Parameters
    ----------
    flows : DataFrame
        flow_id, provider_id, receiver_id (site; missing outside the park), resource_id, destination, year, kind, quantity,
        unit, content [t or GJ/content_unit], content_unit (of the resource; missing if unknown).
    offered : DataFrame
        site_id, resource_id, kind of published supplies and demands; their amounts may equal those of a flow to the
        outside.
    hidden_sites : set of str
        Sites of undisclosed companies.

    Returns
    -------
    Gaps
        Flows of undisclosed companies are not included.
    """
    ends = _by_site(flows, offered, hidden_sites)
    known = {
        (str(rows["site_id"].iloc[0]), str(rows["kind"].iloc[0])): rows
        for _name, rows in ends.groupby(["site_id", "kind"])
    }
    waiting = [name for name, rows in known.items() if rows["is_hidden"].any()]
    left_out, whole, offers = set[str](), set[tuple[str, str]](), set[tuple[str, str]]()
    while waiting:
        name = waiting.pop()
        if name in whole:
            continue
        rows = known[name]
        chosen = _covering(rows, left_out)
        if chosen is None:
            whole.add(name)
        gone = rows[~rows["is_hidden"] if chosen is None else rows["exchange"].isin(chosen)]
        offers |= {(name[0], resource) for resource in gone.loc[gone["is_offered"], "resource_id"]}
        partners = gone.loc[~gone["flow_id"].isin(left_out), "partner"].dropna().unique()
        left_out |= set(gone["flow_id"])
        waiting += [(partner, name[1]) for partner in partners]
    at_whole = [pair in whole for pair in zip(offered["site_id"], offered["kind"], strict=True)]
    pairs = offered.loc[at_whole, ["site_id", "resource_id"]].itertuples(index=False, name=None)
    return Gaps(left_out, offers | set(pairs))


def _covering(rows: pd.DataFrame, left_out: set[str]) -> set[int] | None:
    """Smallest set of exchanges with the outside whose sum is at least the unpublished amount of a site in every year.

    Parameters
    ----------
    rows : DataFrame
        As returned by `_by_site`, for one site and kind.
    left_out : set of str
        Flows that are already left out.

    Returns
    -------
    set of int or None
        Numbers of the exchanges; None if all of them together are smaller.
    """
    is_open = rows["partner"].notna() & (rows["is_hidden"] | rows["flow_id"].isin(left_out))
    needed = rows[is_open].groupby("year")["size"].sum(min_count=1, skipna=False)
    outside = rows[rows["partner"].isna() & (rows["size"] > 0)]
    before = set(outside.loc[outside["flow_id"].isin(left_out), "exchange"])
    for own in (outside[~outside["is_offered"]], outside):
        chosen: set[int] | None = before
        sizes = own.pivot_table(
            index="exchange", columns="year", values="size", aggfunc="sum", fill_value=0.0
        )
        for year, need in needed.sort_values(ascending=False, na_position="first").items():
            if chosen is not None:
                of_year = sizes[year] if year in sizes else pd.Series(dtype=float)
                chosen = _fewest(of_year, need, chosen)
        if chosen is not None:
            return chosen
    return None


def _fewest(sizes: pd.Series, need: float, chosen: set[int]) -> set[int] | None:
    """Add the smallest number of exchanges to `chosen` so that the sum reaches `need`; None if all together are smaller.

    Among sets of equal size, the one with the smallest excess is chosen. At least one exchange is chosen, even if the
    unpublished amount is unknown.
    """
    covered = float(sizes.reindex(list(chosen)).sum())
    free = sizes.drop(index=list(chosen), errors="ignore").sort_values(ascending=False)
    found = set(chosen)
    while not (covered > 0 and covered >= need):
        lacking = free[free >= need - covered]
        if free.empty or np.isnan(need):
            return None
        name = lacking.index[-1] if len(lacking) else free.index[0]
        found.add(name)
        covered += float(free.pop(name))
    return found


def _by_site(flows: pd.DataFrame, offered: pd.DataFrame, hidden_sites: set[str]) -> pd.DataFrame:
    """Flows by disclosed site: the other site as partner, the size in the unit of the kind, and the exchange number.

    Flows of one resource between the same partners, with the same destination, are one exchange in all years.
    """
    balanced = flows[flows["kind"].isin(_BASE)]
    parts = [
        balanced.assign(site_id=balanced[one], partner=balanced[other])
        for one, other in (("provider_id", "receiver_id"), ("receiver_id", "provider_id"))
    ]
    ends = pd.concat(parts, ignore_index=True).dropna(subset="site_id")
    ends = ends[~ends["site_id"].isin(hidden_sites)]
    same = ["provider_id", "receiver_id", "resource_id", "destination"]
    pairs = set(zip(offered["site_id"], offered["resource_id"], strict=True))
    return ends.assign(
        exchange=ends.groupby(same, dropna=False).ngroup(),
        is_hidden=ends["partner"].isin(hidden_sites),
        size=[_size(*row) for row in ends[_MEASURED].itertuples(index=False)],
        is_offered=[pair in pairs for pair in zip(ends["site_id"], ends["resource_id"], strict=True)],
    )


def _size(quantity: float, unit: str, kind: str, content: float, content_unit: str | None) -> float:
    """Amount in the unit of its kind: 0 if it is not known at all; missing if it cannot be converted."""
    if pd.isna(quantity):
        return 0.0
    if units.kind(unit) == units.kind(_BASE[kind]):
        return float(quantity) * units.factor(unit, _BASE[kind])
    if pd.isna(content) or not content_unit or units.kind(unit) != units.kind(content_unit):
        return np.nan
    return float(quantity) * units.factor(unit, content_unit) * float(content)
