"""Amounts to leave out so that no balance of a disclosed site gives the amount of an undisclosed company."""

from typing import NamedTuple

import pandas as pd

from isdata.data import units

# The unit in which the flows of a kind are compared.
_BASE = {"material": "t", "water": "m³", "energy": "GJ"}


class Gaps(NamedTuple):
    """Amounts that must not be published.

    Attributes
    ----------
    flows : set of str
        Their flow_id.
    sites : set of (str, str)
        Site and kind where offered and needed amounts must not be published either.
    """

    flows: set[str]
    sites: set[tuple[str, str]]


def balance_gaps(flows: pd.DataFrame, offered: pd.DataFrame, hidden_sites: set[str]) -> Gaps:
    """Amounts between disclosed sites, or from and to outside, that must be left out.

    Inputs of a site less its outputs are close to nothing, so a single unpublished flow follows from all others. At every
    site with a flow to or from an undisclosed company, the site's own exchange with the outside is left out as well, by
    year and kind, as long as it is at least as large as what the undisclosed companies have there. Where it is smaller,
    all amounts of that kind are left out, and the site's partners are treated in the same way.

    Parameters
    ----------
    flows : DataFrame
        flow_id, provider_id, receiver_id (site, missing outside the park), resource_id, year, kind, quantity, unit.
    offered : DataFrame
        site_id, resource_id of published supplies and demands: their amounts may be those of a flow to the outside.
    hidden_sites : set of str
        Sites of undisclosed companies.

    Returns
    -------
    Gaps
        Flows of undisclosed companies not included.
    """
    ends = _by_site(flows, offered, hidden_sites)
    known = {
        (str(rows["site_id"].iloc[0]), int(rows["year"].iloc[0]), str(rows["kind"].iloc[0])): rows
        for _name, rows in ends.groupby(["site_id", "year", "kind"])
    }
    open_balances = [name for name, rows in known.items() if rows["is_hidden"].any()]
    treated, left_out, sites = set(open_balances), set[str](), set[tuple[str, str]]()
    while open_balances:
        site, year, kind = open_balances.pop()
        rows = known[site, year, kind]
        own = rows[~rows["is_hidden"] & rows["partner"].isna()]
        others = rows[rows["partner"].notna() & (rows["is_hidden"] | rows["flow_id"].isin(left_out))]
        enough = own.loc[~own["is_offered"], "size"].sum() >= others["size"].sum(skipna=False)
        if not enough:
            sites.add((site, kind))
        gone = own if enough else rows[~rows["is_hidden"]]
        left_out |= set(gone["flow_id"])
        partners = gone.loc[gone["partner"].notna(), ["partner", "year", "kind"]]
        for name in set(partners.itertuples(index=False, name=None)) - treated:
            if name in known:
                treated.add(name)
                open_balances.append(name)
    return Gaps(left_out, sites)


def _by_site(flows: pd.DataFrame, offered: pd.DataFrame, hidden_sites: set[str]) -> pd.DataFrame:
    """Each flow at each of its disclosed sites, with the other site as partner and its size in the unit of its kind."""
    balanced = flows[flows["kind"].isin(_BASE)]
    parts = [
        balanced.assign(site_id=balanced[one], partner=balanced[other])
        for one, other in (("provider_id", "receiver_id"), ("receiver_id", "provider_id"))
    ]
    ends = pd.concat(parts, ignore_index=True).dropna(subset="site_id")
    ends = ends[~ends["site_id"].isin(hidden_sites)]
    pairs = set(zip(offered["site_id"], offered["resource_id"], strict=True))
    return ends.assign(
        is_hidden=ends["partner"].isin(hidden_sites),
        size=[_size(row) for row in ends[["quantity", "unit", "kind"]].itertuples(index=False)],
        is_offered=[pair in pairs for pair in zip(ends["site_id"], ends["resource_id"], strict=True)],
    )


def _size(row: tuple) -> float:
    """Amount in the unit of its kind: 0 where it is unknown to us, too; missing in a unit that measures something else."""
    quantity, unit, kind = row
    if pd.isna(quantity):
        return 0.0
    is_same = units.kind(unit) == units.kind(_BASE[kind])
    return float(quantity) * units.factor(unit, _BASE[kind]) if is_same else float("nan")
