"""Loss when a company leaves, halves its output or its waste, or when a measure reduces the waste."""

from collections.abc import Hashable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.energy import measures
from isdata.energy.measures import money
from isdata.engines import progress
from isdata.scenarios import running_shares, stream_changes, stream_dependencies
from isdata.symbiosis.assessment.exchanges import UNITS, exchanges
from isdata.symbiosis.assessment.replacements import ways
from isdata.symbiosis.matching.allocation import allocate

# Positions of the ways in `Network.ways`, by the name of the supply or demand that they use.
Positions = dict[Hashable, np.ndarray]

# Columns of the ways that decide which take the place of an exchange.
_COMPARED = [
    "supply", "demand", "supply_site", "demand_site", "supply_amount_declared", "demand_amount_declared", "unit",
]  # fmt: skip

LEAVES, HALVES, HALVES_WASTE = "leaves", "halves", "halves_waste"
# What can be lost, each apart: amounts by unit, money and CO2.
MEASURED = (*UNITS, "saving", "co2")


@dataclass(frozen=True)
class Network:
    """The exchanges of one state, and how what comes free could be placed anew.

    Attributes
    ----------
    exchanges : DataFrame
        As from `exchanges.exchanges`, index from 0.
    ways : DataFrame
        As from `freed.ways`.
    """

    exchanges: pd.DataFrame
    ways: pd.DataFrame


@dataclass(frozen=True)
class Loss:
    """Loss of synergies and its value.

    Attributes
    ----------
    exchanges : DataFrame
        The exchanges that lose something: columns of `Network.exchanges` with lost and restored [unit/yr], and share:
        how much of the exchange is lost after re-optimising [-].
    replaced : DataFrame
        The ways that take their place: columns of `Network.ways` with quantity [unit/yr].
    before, after : Series
        By `MEASURED`: what is lost before and after re-optimising. [unit/yr], [currency/yr], [t/yr]
    """

    exchanges: pd.DataFrame
    replaced: pd.DataFrame
    before: pd.Series
    after: pd.Series


def network(con: duckdb.DuckDBPyConnection, *, park_id: str, state: str, viewer: Viewer) -> Network:
    """Return the network of a park's synergies that run, or of those that are agreed.

    Parameters
    ----------
    state : "running" or "agreed"
    viewer : Viewer
        Who reads it.
    """
    exchanged = exchanges(con, park_id=park_id, viewer=viewer)
    exchanged = exchanged.loc[exchanged["state"] == state].reset_index(drop=True)
    currency = money.currency_of(con, park_id)
    return Network(exchanged, ways(con, exchanged, park_id=park_id, viewer=viewer, currency=currency))


def by_company(net: Network, *, shock: str) -> pd.DataFrame:
    """Losses of a network caused by each company; of fewer companies where `progress` asks to stop.

    Parameters
    ----------
    net : Network
    shock : "leaves", "halves" or "halves_waste"
        The company leaves; gives and takes half of everything; or gives half.

    Returns
    -------
    DataFrame, index company
        For each of `MEASURED` lost_… before and left_… after re-optimising [as there], and share_…: what is lost after
        re-optimising over the total [-] (NaN where the total is nothing or not known); synergies (how many lose
        something).
    """
    exchanged, total = net.exchanges, totals(net.exchanges)
    companies = sorted(
        {
            *exchanged["provider"],
            *exchanged["receiver"],
            *(one for each in exchanged["needed"] for one in each),
        }
    )
    rows, positions = {}, positions_of(net.ways)
    for k, company in enumerate(companies):
        if k > 0 and not progress.goes_on(k / len(companies)):
            break
        left = left_of(exchanged, company=company, shock=shock)
        lost = loss(net, left=left, gone=company, positions=positions)
        rows[company] = {
            **lost.before.add_prefix("lost_"),
            **lost.after.add_prefix("left_"),
            **(lost.after / total.where(total > 0)).add_prefix("share_"),
            "synergies": lost.exchanges["synergy_id"].nunique(),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("company")


def _keeps(shock: str) -> float:
    return 0.0 if shock == LEAVES else 0.5


def left_of(exchanged: pd.DataFrame, *, company: str, shock: str) -> pd.Series:
    """Remaining share of each exchange after an event at a company. [-]"""
    gives = exchanged["provider"] == company
    takes = (exchanged["receiver"] == company) | exchanged["needed"].map(lambda needed: company in needed)
    is_hit = gives if shock == HALVES_WASTE else gives | takes
    return pd.Series(1.0, index=exchanged.index).mask(is_hit, _keeps(shock))


def totals(exchanged: pd.DataFrame) -> pd.Series:
    """Totals of exchanges by `MEASURED`; unknown amounts are not counted."""
    amounts = exchanged.groupby("unit")["amount"].sum().reindex(UNITS).fillna(0.0)
    return pd.concat([amounts, exchanged[["saving", "co2"]].sum(min_count=1)]).astype(float)


def positions_of(ways: pd.DataFrame) -> Positions:
    """Positions of the ways by the name of each supply and demand, so that a loss looks at those it frees only."""
    return {
        name: found for side in ("supply", "demand") for name, found in ways.groupby(side).indices.items()
    }


def loss(net: Network, *, left: pd.Series, gone: str, positions: Positions | None = None) -> Loss:
    r"""Losses when only a part of each exchange remains, after the best re-matching of the rest.

    .. math:: \text{loss} = \frac{\sum_e (1 - l_e) q_e - r}{\sum_e q_e}

    r is the most of it that other firms can give or take, found with `matching.allocate`; where amounts in several
    units compete, by their share of the total of each. Money and CO2 come back in proportion to the amounts.

    Parameters
    ----------
    net : Network
    left : Series
        What is left of each exchange. [-]
    gone : str
        Company that it comes from: it takes and gives nothing new.
    positions : dict, optional
        As `positions_of` returns, where many losses of one network are computed.
    """
    exchanged = net.exchanges
    hit = exchanged.loc[left < 1].assign(lost=lambda rows: (1 - left.loc[rows.index]) * rows["amount"])
    chosen = _placed(net, hit, gone, positions_of(net.ways) if positions is None else positions)
    restored = _restored(chosen, hit)
    out = 1 - left.loc[hit.index]
    back = (restored / hit["amount"].where(hit["amount"] > 0)).fillna(0.0)
    hit = hit.assign(restored=restored, share=(out - back).clip(lower=0.0))
    scaled = {
        name: hit[["amount", "saving", "co2"]].mul(part, axis=0)
        for name, part in (("b", out), ("a", hit["share"]))
    }
    before, after = (totals(hit.assign(**scaled[name])) for name in ("b", "a"))
    known = totals(exchanged)
    return Loss(hit, chosen, _zero_where_known(before, known), _zero_where_known(after, known))


def _restored(chosen: pd.DataFrame, hit: pd.DataFrame) -> pd.Series:
    """Amount of each exchange replaced by other companies. [unit/yr]"""
    carried = {side: chosen.groupby(side)["quantity"].sum() for side in ("supply", "demand")}
    found = [sum(carried[side].get(f"{side} {number}", 0.0) for side in carried) for number in hit.index]
    return pd.Series(found, index=hit.index, dtype=float)


def _sites(exchanged: pd.DataFrame, company: str) -> set[str]:
    """Return the sites of a company in the network."""
    return {
        site
        for side in ("provider", "receiver")
        for site in exchanged.loc[exchanged[side] == company, f"{side}_id"]
    }


def _zero_where_known(lost: pd.Series, known: pd.Series) -> pd.Series:
    """Return a loss of nothing as 0 where the total is known, and missing where it is not."""
    return lost.fillna(0.0).where(known.notna())


def _placed(net: Network, hit: pd.DataFrame, gone: str, positions: Positions) -> pd.DataFrame:
    """Return the ways that carry what came free, with quantity [unit/yr]."""
    free = hit.loc[hit["lost"] > 0]
    names = pd.Series(
        np.where(free["provider"] == gone, "demand ", "supply "), free.index
    ) + free.index.astype(str)
    lost = dict(zip(names, free["lost"], strict=True))
    touched = [positions[name] for name in lost if name in positions]
    if not touched:
        return net.ways.iloc[:0].assign(quantity=pd.Series(dtype=float))
    options = net.ways[_COMPARED].iloc[np.unique(np.concatenate(touched))]
    sites = _sites(net.exchanges, gone)
    is_free = {side: options[side].isin(lost) for side in ("supply", "demand")}
    # What would come free of other exchanges does not: they go on.
    is_there = {side: is_free[side] | options[f"{side}_amount_declared"].notna() for side in is_free}
    is_gone = options["supply_site"].isin(sites) | options["demand_site"].isin(sites)
    kept = is_there["supply"] & is_there["demand"] & ~is_gone
    found = options.loc[kept]
    if found.empty:
        return net.ways.iloc[:0].assign(quantity=pd.Series(dtype=float))
    amounts = {
        f"{side}_amount": found[side].map(lost).fillna(found[f"{side}_amount_declared"]) for side in is_free
    }
    total = net.exchanges.groupby("unit")["amount"].sum()
    closes = sum(found[side].isin(lost).astype(float) for side in is_free)
    candidates = found[["supply", "demand"]].assign(
        **amounts, factor=1.0, gain=closes / found["unit"].map(total), least=0.0, fixed=0.0
    )
    quantity = allocate(candidates).quantities
    chosen = quantity[quantity > 0]
    return net.ways.loc[chosen.index].assign(quantity=chosen).reset_index(drop=True)


def by_measure(con: duckdb.DuckDBPyConnection, net: Network, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Losses of synergies caused by each measure that changes a stream they depend on; only of measures shown by name,
    and of fewer where `progress` asks to stop.

    Returns
    -------
    DataFrame
        measure_id, name_en, name_zh, company, status, stream_id, change [-], synergies, and lost_…, left_… and share_…
        as in `by_company`. A stream that has more than its synergies take loses nothing to them.
    """
    register = measures.undisclosed(con, park_id=park_id).in_full
    shown = measures.disclosed(register.measures, viewer=viewer)
    changes = stream_changes(register.only(shown.index[shown["is_named"]]))
    positions = positions_of(net.ways)
    known, total = stream_dependencies(con, park_id=park_id), totals(net.exchanges)
    rows = []
    for number, change in enumerate(changes.to_dict("records")):
        if not progress.goes_on(number / len(changes)):
            break
        about = register.measures.loc[change["measure_id"]]
        company = str(about["company_id"])
        left = _left(net.exchanges, known, change, company)
        lost = loss(net, left=left, gone=company, positions=positions)
        rows.append(
            {
                **change,
                **about[["name_en", "name_zh", "status"]],
                "company": company,
                "synergies": lost.exchanges["synergy_id"].nunique(),
                **lost.before.add_prefix("lost_"),
                **lost.after.add_prefix("left_"),
                **(lost.after / total.where(total > 0)).add_prefix("share_"),
            }
        )
    return pd.DataFrame(rows)


def _left(exchanged: pd.DataFrame, known: pd.DataFrame, change: dict, company: str) -> pd.Series:
    """Share of each exchange that is left when a measure of a company changes a stream. [-]"""
    running = set(exchanged["synergy_id"])
    stands_on = running & set(known.loc[known["stream_id"] == change["stream_id"], "synergy_id"])
    shares = running_shares(known, running, {change["stream_id"]: max(0.0, 1 + change["change"])})
    is_hit = exchanged["synergy_id"].isin(stands_on) & (exchanged["provider"] == company)
    # The loss of the synergy is that of what this company gives.
    given = exchanged["amount"].where(is_hit).groupby(exchanged["synergy_id"]).transform("sum")
    whole = exchanged.groupby("synergy_id")["amount"].transform("sum")
    lost_share = (1 - exchanged["synergy_id"].map(shares).astype(float)) * whole / given.where(given > 0)
    return (1 - lost_share.where(is_hit)).clip(lower=0.0).fillna(1.0)
