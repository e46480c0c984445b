"""Losses of exchanges and their replacements, as arrays that are prepared once for many companies."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.symbiosis.allocation.network import Network as MatchNetwork
from isdata.symbiosis.allocation.network import best_flow
from isdata.symbiosis.assessment.exchanges import UNITS

# Losses, each measured separately: amounts by unit, money and CO2.
MEASURED = (*UNITS, "saving", "co2")


@dataclass(frozen=True)
class EventLosses:
    """Losses from an event at one company.

    Attributes
    ----------
    hit : ndarray of int
        Rows of the exchanges that are affected.
    lost, restored : ndarray
        Amount of each that is lost before re-optimising, and amount that re-optimising restores. [unit/yr]
    share : ndarray
        Share of each that is lost after re-optimising. [-]
    replacements : ndarray of int
        Rows of the matches that replace them.
    quantity : ndarray
        Amount that each of these replacements carries. [unit/yr]
    before, after : ndarray
        Losses before and after re-optimising, by `MEASURED`. [unit/yr], [currency/yr], [t/yr]
    """

    hit: np.ndarray
    lost: np.ndarray
    restored: np.ndarray
    share: np.ndarray
    replacements: np.ndarray
    quantity: np.ndarray
    before: np.ndarray
    after: np.ndarray


def totals(exchanged: pd.DataFrame) -> pd.Series:
    """Totals of exchanges by `MEASURED`; unknown amounts are not counted."""
    amounts = exchanged.groupby("unit")["amount"].sum().reindex(UNITS).fillna(0.0)
    return pd.concat([amounts, exchanged[["saving", "co2"]].sum(min_count=1)]).astype(float)


class _Side:
    """Supply side or demand side of the possible replacements."""

    def __init__(
        self, side: str, exchanged: pd.DataFrame, replacements: pd.DataFrame, sites: np.ndarray
    ) -> None:
        self.stream, names = pd.factorize(replacements[side])
        self.count = len(names)
        self.site = sites
        self.declared = replacements[f"{side}_amount_declared"].to_numpy(dtype=float)
        # For each exchange, the number of the stream that it frees; -1 where no replacement uses it.
        self.freed = pd.Index(names).get_indexer([f"{side} {number}" for number in range(len(exchanged))])
        self._order = np.argsort(self.stream, kind="stable")
        self._ends = np.cumsum(np.bincount(self.stream, minlength=self.count))

    def replacements_of(self, stream: int) -> np.ndarray:
        """Rows of the replacements that use a stream."""
        begin = self._ends[stream - 1] if stream else 0
        return self._order[begin : self._ends[stream]]

    def amounts(self, exchanges: np.ndarray, lost: np.ndarray) -> np.ndarray:
        """Amount freed of each stream when exchanges lose something.

        NaN for all others. [unit/yr]
        """
        free = np.full(self.count, np.nan)
        at = self.freed[exchanges]
        free[at[at >= 0]] = lost[at >= 0]
        return free


class Losses:
    """Exchanges of a network and their possible replacements.

    Parameters
    ----------
    exchanged, replacements : DataFrame
        As of `resilience.Network`.
    """

    def __init__(self, exchanged: pd.DataFrame, candidates: pd.DataFrame) -> None:
        self.total = totals(exchanged)
        self._is_known = self.total.notna().to_numpy()
        self._amount = exchanged["amount"].to_numpy(dtype=float)
        self._companies = [exchanged[side].to_numpy(dtype=object) for side in ("provider", "receiver")]
        of_unit = [exchanged["amount"].where(exchanged["unit"] == unit) for unit in UNITS]
        measured = np.column_stack([*of_unit, exchanged["saving"], exchanged["co2"]])
        self._measured = np.nan_to_num(measured.astype(float))
        self._whole = candidates["unit"].map(exchanged.groupby("unit")["amount"].sum()).to_numpy(dtype=float)
        named = [
            exchanged["provider_id"],
            exchanged["receiver_id"],
            candidates["supply_site"],
            candidates["demand_site"],
        ]
        sites = np.split(pd.factorize(pd.concat(named))[0], np.cumsum([len(each) for each in named])[:-1])
        self._sites = sites[:2]
        self._supply = _Side("supply", exchanged, candidates, sites[2])
        self._demand = _Side("demand", exchanged, candidates, sites[3])

    def of(self, hit: np.ndarray, out: np.ndarray, gone: str) -> EventLosses:
        """Losses when exchanges stop or shrink because of a company, after the best re-matching.

        Parameters
        ----------
        hit : ndarray of int
            Rows of the exchanges.
        out : ndarray
            Share of each that is lost. [-]
        gone : str
            Company that causes the loss: it takes no part in the re-matching.
        """
        lost = out * self._amount[hit]
        replacements, quantity = self._rematched(hit, lost, gone)
        restored = sum(
            np.append(np.bincount(side.stream[replacements], quantity, side.count), 0.0)[side.freed[hit]]
            for side in (self._supply, self._demand)
        )
        amount = self._amount[hit]
        back = np.divide(restored, amount, out=np.zeros(len(hit)), where=amount > 0)
        share = np.maximum(out - back, 0.0)
        before, after = (
            np.where(self._is_known, part @ self._measured[hit], np.nan) for part in (out, share)
        )
        return EventLosses(hit, lost, restored, share, replacements, quantity, before, after)

    def _rematched(self, hit: np.ndarray, lost: np.ndarray, gone: str) -> tuple[np.ndarray, np.ndarray]:
        """Replacements that carry freed amounts, and the amount that each carries. [unit/yr]"""
        rows, lost = hit[lost > 0], lost[lost > 0]
        lacks = self._companies[0][rows] == gone  # what comes free is then the demand of the receiver
        free = (
            self._supply.amounts(rows[~lacks], lost[~lacks]),
            self._demand.amounts(rows[lacks], lost[lacks]),
        )
        sides = (self._supply, self._demand)
        touched = [
            side.replacements_of(stream)
            for side, amounts in zip(sides, free, strict=True)
            for stream in np.flatnonzero(~np.isnan(amounts))
        ]
        replacements = self._without_company(
            np.unique(np.concatenate([*touched, np.zeros(0, dtype=int)])), gone
        )
        given, wanted = (
            amounts[side.stream[replacements]] for side, amounts in zip(sides, free, strict=True)
        )
        closes = (~np.isnan(given)).astype(float) + ~np.isnan(wanted)
        # Streams of other exchanges are not freed: these exchanges continue, so their declared amounts count.
        amounts = [
            np.where(np.isnan(own), side.declared[replacements], own)
            for side, own in zip(sides, (given, wanted), strict=True)
        ]
        known = ~np.isnan(amounts[0]) & ~np.isnan(amounts[1])
        return self._allocated(replacements[known], amounts[0][known], amounts[1][known], closes[known])

    def _without_company(self, replacements: np.ndarray, gone: str) -> np.ndarray:
        """Replacements that do not begin or end at a company."""
        sites = [own[each == gone] for own, each in zip(self._sites, self._companies, strict=True)]
        is_there = [
            np.isin(side.site[replacements], np.concatenate(sites)) for side in (self._supply, self._demand)
        ]
        return replacements[~(is_there[0] | is_there[1])]

    def _allocated(
        self, replacements: np.ndarray, given: np.ndarray, wanted: np.ndarray, closes: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Replacements used in the best allocation, and the amount that each carries. [unit/yr]"""
        if not len(replacements):
            return replacements, np.zeros(0)
        ends = [
            (numbers, amounts[np.unique(numbers, return_index=True)[1]])
            for numbers, amounts in (
                (pd.factorize(self._supply.stream[replacements])[0], given),
                (pd.factorize(self._demand.stream[replacements])[0], wanted),
            )
        ]
        (supply, supplies), (demand, demands) = ends
        most = np.full(len(replacements), np.inf)
        flow = best_flow(
            MatchNetwork(supply, demand, supplies, demands, closes / self._whole[replacements], most)
        ).quantities
        return replacements[flow > 0], flow[flow > 0]
