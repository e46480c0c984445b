"""What is lost when a company leaves, halves its output or its waste, or a measure takes the waste away?"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.energy import measures
from isdata.energy.measures import money
from isdata.scenarios import grounds, running_shares, stream_changes
from isdata.symbiosis.assessment.exchanges import UNITS, exchanges
from isdata.symbiosis.assessment.replacements import ways
from isdata.symbiosis.matching.allocation import allocate

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
    """What is lost.

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


def network(con: duckdb.DuckDBPyConnection, *, park_id: str, state: str, names_all: bool) -> Network:
    """Return the network of a park's synergies that run, or of those that are agreed.

    Parameters
    ----------
    state : "running" or "agreed"
    names_all : bool
        Whether the reader is the facilitator; others are not told of who keeps to itself.
    """
    told = exchanges(con, park_id=park_id, names_all=names_all)
    told = told.loc[told["state"] == state].reset_index(drop=True)
    currency = money.currency_of(con, park_id)
    return Network(told, ways(con, told, park_id=park_id, names_all=names_all, currency=currency))


def by_company(net: Network, *, shock: str) -> pd.DataFrame:
    """Return what each company of a network would take with it.

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
    told, total = net.exchanges, totals(net.exchanges)
    companies = sorted(
        {*told["provider"], *told["receiver"], *(one for each in told["needed"] for one in each)}
    )
    rows = {}
    for company in companies:
        lost = loss(net, left=left_of(told, company=company, shock=shock), gone=company)
        rows[company] = {
            **lost.before.add_prefix("lost_"),
            **lost.after.add_prefix("left_"),
            **(lost.after / total.where(total > 0)).add_prefix("share_"),
            "synergies": lost.exchanges["synergy_id"].nunique(),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("company")


def _keeps(shock: str) -> float:
    return 0.0 if shock == LEAVES else 0.5


def left_of(told: pd.DataFrame, *, company: str, shock: str) -> pd.Series:
    """Return how much of each exchange is left when something happens to a company. [-]"""
    gives = told["provider"] == company
    takes = (told["receiver"] == company) | told["needed"].map(lambda needed: company in needed)
    is_hit = gives if shock == HALVES_WASTE else gives | takes
    return pd.Series(1.0, index=told.index).mask(is_hit, _keeps(shock))


def totals(told: pd.DataFrame) -> pd.Series:
    """Return what exchanges bring together, by `MEASURED`; amounts that are not known are not counted."""
    amounts = told.groupby("unit")["amount"].sum().reindex(UNITS).fillna(0.0)
    return pd.concat([amounts, told[["saving", "co2"]].sum(min_count=1)]).astype(float)


def loss(net: Network, *, left: pd.Series, gone: str) -> Loss:
    r"""Return what is lost when only a part of each exchange is left, the rest placed anew as well as possible.

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
    """
    told = net.exchanges
    hit = told.loc[left < 1].assign(lost=lambda rows: (1 - left.loc[rows.index]) * rows["amount"])
    chosen = _placed(net, hit, gone)
    restored = _restored(chosen, hit)
    out = 1 - left.loc[hit.index]
    back = (restored / hit["amount"].where(hit["amount"] > 0)).fillna(0.0)
    hit = hit.assign(restored=restored, share=(out - back).clip(lower=0.0))
    scaled = {
        name: hit[["amount", "saving", "co2"]].mul(part, axis=0)
        for name, part in (("b", out), ("a", hit["share"]))
    }
    before, after = (totals(hit.assign(**scaled[name])) for name in ("b", "a"))
    known = totals(told)
    return Loss(hit, chosen, _zero_where_told(before, known), _zero_where_told(after, known))


def _restored(chosen: pd.DataFrame, hit: pd.DataFrame) -> pd.Series:
    """Return how much of each exchange other firms take over. [unit/yr]"""
    carried = {side: chosen.groupby(side)["quantity"].sum() for side in ("supply", "demand")}
    found = [sum(carried[side].get(f"{side} {number}", 0.0) for side in carried) for number in hit.index]
    return pd.Series(found, index=hit.index, dtype=float)


def _sites(told: pd.DataFrame, company: str) -> set[str]:
    """Return the sites of a company in the network."""
    return {
        site for side in ("provider", "receiver") for site in told.loc[told[side] == company, f"{side}_id"]
    }


def _zero_where_told(lost: pd.Series, known: pd.Series) -> pd.Series:
    """Return a loss of nothing as 0 where the total is known, and missing where it is not."""
    return lost.fillna(0.0).where(known.notna())


def _placed(net: Network, hit: pd.DataFrame, gone: str) -> pd.DataFrame:
    """Return the ways that carry what came free, with quantity [unit/yr]."""
    free = hit.loc[hit["lost"] > 0]
    names = pd.Series(
        np.where(free["provider"] == gone, "demand ", "supply "), free.index
    ) + free.index.astype(str)
    lost = dict(zip(names, free["lost"], strict=True))
    told, sites = net.ways, _sites(net.exchanges, gone)
    is_free = {side: told[side].isin(lost) for side in ("supply", "demand")}
    # What would come free of other exchanges does not: they go on.
    is_there = {side: is_free[side] | told[f"{side}_amount_declared"].notna() for side in is_free}
    is_gone = told["supply_site"].isin(sites) | told["demand_site"].isin(sites)
    kept = (is_free["supply"] | is_free["demand"]) & is_there["supply"] & is_there["demand"] & ~is_gone
    found = told.loc[kept].reset_index(drop=True)
    if found.empty:
        return found.assign(quantity=pd.Series(dtype=float))
    amounts = {
        f"{side}_amount": found[side].map(lost).fillna(found[f"{side}_amount_declared"]) for side in is_free
    }
    total = net.exchanges.groupby("unit")["amount"].sum()
    closes = sum(found[side].isin(lost).astype(float) for side in is_free)
    candidates = found[["supply", "demand"]].assign(
        **amounts, factor=1.0, gain=closes / found["unit"].map(total), least=0.0, fixed=0.0
    )
    quantity = allocate(candidates).quantities
    return found.assign(quantity=quantity).loc[quantity > 0].reset_index(drop=True)


def by_measure(con: duckdb.DuckDBPyConnection, net: Network, *, park_id: str) -> pd.DataFrame:
    """Return what each measure that changes a stream would take from the synergies that stand on it.

    Returns
    -------
    DataFrame
        measure_id, name_en, name_zh, company, status, stream_id, change [-], synergies, and lost_…, left_… and share_…
        as in `by_company`. A stream that has more than its synergies take loses nothing to them.
    """
    register = measures.register(con, park_id=park_id)
    changes = stream_changes(register)
    known, total, told = grounds(con, park_id=park_id), totals(net.exchanges), net.exchanges
    rows = []
    for change in changes.to_dict("records"):
        about = register.measures.loc[change["measure_id"]]
        stands_on = set(known.loc[known["stream_id"] == change["stream_id"], "synergy_id"]) & set(
            told["synergy_id"]
        )
        shares = running_shares(
            known, set(told["synergy_id"]), {change["stream_id"]: max(0.0, 1 + change["change"])}
        )
        company = str(about["company_id"])
        is_hit = told["synergy_id"].isin(stands_on) & (told["provider"] == company)
        # The loss of the synergy is that of what this company gives.
        given = told["amount"].where(is_hit).groupby(told["synergy_id"]).transform("sum")
        whole = told.groupby("synergy_id")["amount"].transform("sum")
        lost_share = (1 - told["synergy_id"].map(shares)) * whole / given.where(given > 0)
        left = (1 - lost_share.where(is_hit)).clip(lower=0.0).fillna(1.0)
        lost = loss(net, left=left, gone=company)
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
