"""Amounts to leave out so that no balance of a disclosed site gives the amount of an undisclosed company."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from isdata.data import units

# The unit in which the flows of a kind are compared.
_BASE = {"material": "t", "water": "m³", "energy": "GJ"}
_MEASURED = ["quantity", "unit", "kind", "content", "content_unit"]


class Gaps(NamedTuple):
    """Amounts that must not be published.

    Attributes
    ----------
    flows : set of str
        Their flow_id.
    offers : set of (str, str)
        Site and resource of supplies and demands whose amounts must not be published either.
    """

    flows: set[str]
    offers: set[tuple[str, str]]


def balance_gaps(flows: pd.DataFrame, offered: pd.DataFrame, hidden_sites: set[str]) -> Gaps:
    """Amounts between disclosed sites, or from and to outside, that must be left out.

    Inputs of a site less its outputs are close to nothing, so a single unpublished flow follows from all others. At every
    site with a flow to or from an undisclosed company, as many of the site's own exchanges with the outside are left out,
    by kind, as are together at least as large in each year as what the undisclosed companies have there: the fewest that
    suffice, and the same in all years, so that no amount follows from that of another year. What is also published as a supply or demand is taken last, and left
    out there, too. Where all of them are smaller, all amounts of that kind are left out, and the site's partners are
    treated in the same way.

    Parameters
    ----------
    flows : DataFrame
        flow_id, provider_id, receiver_id (site, missing outside the park), resource_id, destination, year, kind, quantity,
        unit, content [t or GJ/content_unit], content_unit (of the resource; missing where unknown).
    offered : DataFrame
        site_id, resource_id, kind of published supplies and demands: their amounts may be those of a flow to the outside.
    hidden_sites : set of str
        Sites of undisclosed companies.

    Returns
    -------
    Gaps
        Flows of undisclosed companies not included.
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
    """The fewest exchanges of a site with the outside that are as large as what is unpublished there, in every year.

    Parameters
    ----------
    rows : DataFrame
        As from `_by_site`, of one site and kind.
    left_out : set of str
        Flows that are left out already.

    Returns
    -------
    set of int or None
        Numbers of the exchanges; None where all of them together are smaller.
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
    """What is chosen, with the fewest further exchanges that make it at least as large as needed; None where all are smaller.

    Of as many, those are taken that exceed it least. One is taken at least, also for an amount that is unknown to us.
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
    """Each flow at each of its disclosed sites: the other site as partner, its size in the unit of its kind, and its exchange.

    Flows of one resource between the same two, with the same destination, are one exchange in all years.
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
    """Amount in the unit of its kind: 0 where it is unknown to us, too; missing where it cannot be converted."""
    if pd.isna(quantity):
        return 0.0
    if units.kind(unit) == units.kind(_BASE[kind]):
        return float(quantity) * units.factor(unit, _BASE[kind])
    if pd.isna(content) or not content_unit or units.kind(unit) != units.kind(content_unit):
        return np.nan
    return float(quantity) * units.factor(unit, content_unit) * float(content)
