"""Loss when a company leaves, halves its output or its waste, or when a measure reduces the waste."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money
from isdata.data.disclosure import Viewer
from isdata.decisions.losses import MEASURED, Losses
from isdata.energy import measures
from isdata.engines import progress
from isdata.scenarios import running_shares, stream_changes, stream_dependencies
from isdata.symbiosis.assessment.exchanges import exchanges
from isdata.symbiosis.assessment.replacements import replacement_candidates

LEAVES, HALVES, HALVES_WASTE = "leaves", "halves", "halves_waste"


@dataclass(frozen=True)
class Network:
    """The exchanges of one state, and the possible matches for re-matching freed amounts.

    Attributes
    ----------
    exchanges : DataFrame
        As from `exchanges.exchanges`, index from 0.
    replacements : DataFrame
        As from `replacements.replacement_candidates`.
    """

    exchanges: pd.DataFrame
    replacements: pd.DataFrame


@dataclass(frozen=True)
class Loss:
    """Loss of synergies and its value.

    Attributes
    ----------
    exchanges : DataFrame
        The affected exchanges: columns of `Network.exchanges` with lost and restored [unit/yr], and share:
        share of the exchange that is lost after re-optimising [-].
    replaced : DataFrame
        The matches that replace them: columns of `Network.replacements` with quantity [unit/yr].
    before, after : Series
        Losses before and after re-optimising, by `MEASURED`. [unit/yr], [currency/yr], [t/yr]
    """

    exchanges: pd.DataFrame
    replaced: pd.DataFrame
    before: pd.Series
    after: pd.Series


def network(con: duckdb.DuckDBPyConnection, *, park_id: str, state: str, viewer: Viewer) -> Network:
    """Network of a park's operating or agreed synergies.

    Parameters
    ----------
    state : "running" or "agreed"
    viewer : Viewer
        Reader of the figures.
    """
    exchanged = exchanges(con, park_id=park_id, viewer=viewer)
    exchanged = exchanged.loc[exchanged["state"] == state].reset_index(drop=True)
    currency = money.currency_of(con, park_id)
    return Network(
        exchanged, replacement_candidates(con, exchanged, park_id=park_id, viewer=viewer, currency=currency)
    )


def by_company(net: Network, *, shock: str) -> pd.DataFrame:
    """Losses of a network caused by each company; of fewer companies if `progress` requests a stop.

    Parameters
    ----------
    net : Network
    shock : "leaves", "halves" or "halves_waste"
        The company leaves; halves both supply and demand; or halves its supply only.

    Returns
    -------
    DataFrame, index company
        For each of `MEASURED` lost_… before and left_… after re-optimising [as there], and share_…: loss
        after re-optimising over the total [-] (NaN if the total is zero or unknown); synergies (number of
        those affected).
    """
    hits, losses = _hits(net.exchanges, shock), Losses(net.exchanges, net.replacements)
    synergies = net.exchanges["synergy_id"].to_numpy(dtype=object)
    whole = losses.total.where(losses.total > 0).to_numpy()
    found = {}
    for number, (company, hit) in enumerate(hits.items()):
        if number > 0 and not progress.report(number / len(hits)):
            break
        lost = losses.of(hit, np.full(len(hit), 1 - _keeps(shock)), company)
        found[company] = [*lost.before, *lost.after, *(lost.after / whole), len(set(synergies[hit]))]
    columns = [f"{what}_{name}" for what in ("lost", "left", "share") for name in MEASURED]
    table = pd.DataFrame.from_dict(found, orient="index", columns=[*columns, "synergies"])
    return table.rename_axis("company")


def _keeps(shock: str) -> float:
    return 0.0 if shock == LEAVES else 0.5


def _hits(exchanged: pd.DataFrame, shock: str) -> dict[str, np.ndarray]:
    """Rows of the exchanges that an event at each company of a network affects.

    The companies in their order. A partner whose share of an exchange is undisclosed is not affected by it.
    """
    found: dict[str, set[int]] = {}
    ends = zip(exchanged["provider"], exchanged["receiver"], exchanged["needed"], strict=True)
    for number, (provider, receiver, needed) in enumerate(ends):
        if pd.notna(provider):
            found.setdefault(provider, set()).add(number)
        for company in filter(pd.notna, (receiver, *needed)):
            own = found.setdefault(company, set())
            if shock != HALVES_WASTE:
                own.add(number)
    return {company: np.array(sorted(found[company]), dtype=int) for company in sorted(found)}


def remaining_shares(exchanged: pd.DataFrame, *, company: str, shock: str) -> pd.Series:
    """Remaining share of each exchange after an event at a company. [-]"""
    left = pd.Series(1.0, index=exchanged.index)
    left.iloc[_hits(exchanged, shock)[company]] = _keeps(shock)
    return left


def loss(net: Network, *, left: pd.Series, gone: str, losses: Losses | None = None) -> Loss:
    r"""Losses when only a part of each exchange remains, after the best re-matching of the rest.

    .. math:: \text{loss} = \frac{\sum_e (1 - l_e) q_e - r}{\sum_e q_e}

    r is the most of it that other companies can supply or take, found as a minimum-cost flow; where amounts
    in several units compete, by their share of the total of each. Money and CO2 are restored in proportion to
    the amounts.

    Parameters
    ----------
    net : Network
    left : Series
        Remaining share of each exchange. [-]
    gone : str
        Company that causes the loss: it takes no part in the re-matching.
    losses : Losses, optional
        Those of the network, if many losses are computed.
    """
    out = 1 - left.to_numpy(dtype=float)
    hit = np.flatnonzero(out > 0)
    lost = (losses or Losses(net.exchanges, net.replacements)).of(hit, out[hit], gone)
    return Loss(
        net.exchanges.iloc[hit].assign(lost=lost.lost, restored=lost.restored, share=lost.share),
        net.replacements.iloc[lost.replacements].assign(quantity=lost.quantity).reset_index(drop=True),
        *(pd.Series(each, index=list(MEASURED)) for each in (lost.before, lost.after)),
    )


def by_measure(con: duckdb.DuckDBPyConnection, net: Network, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Losses of synergies caused by each measure that changes a stream they depend on.

    Only of measures shown by name, and of fewer if `progress` requests a stop.

    Returns
    -------
    DataFrame
        measure_id, name_en, name_zh, company, status, stream_id, change [-], synergies, and lost_…, left_… and share_…
        as in `by_company`. A stream that exceeds the demand of its synergies can shrink to that demand
        without a loss.
    """
    register = measures.undisclosed(con, park_id=park_id).in_full
    shown = measures.disclosed(register.measures, viewer=viewer)
    changes = stream_changes(register.only(shown.index[shown["is_named"]]))
    losses, known = Losses(net.exchanges, net.replacements), stream_dependencies(con, park_id=park_id)
    total = losses.total
    rows = []
    for number, change in enumerate(changes.to_dict("records")):
        if not progress.report(number / len(changes)):
            break
        about = register.measures.loc[change["measure_id"]]
        company = str(about["company_id"])
        left = _left(net.exchanges, known, change, company)
        lost = loss(net, left=left, gone=company, losses=losses)
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
    """Remaining share of each exchange after a measure of a company changes a stream. [-]"""
    running = set(exchanged["synergy_id"])
    stands_on = running & set(known.loc[known["stream_id"] == change["stream_id"], "synergy_id"])
    shares = running_shares(known, running, {change["stream_id"]: max(0.0, 1 + change["change"])})
    is_hit = exchanged["synergy_id"].isin(stands_on) & (exchanged["provider"] == company)
    # The loss of the synergy is limited to the supply of this company.
    given = exchanged["amount"].where(is_hit).groupby(exchanged["synergy_id"]).transform("sum")
    whole = exchanged.groupby("synergy_id")["amount"].transform("sum")
    lost_share = (1 - exchanged["synergy_id"].map(shares).astype(float)) * whole / given.where(given > 0)
    return (1 - lost_share.where(is_hit)).clip(lower=0.0).fillna(1.0)
