"""What would the figures be if all balances closed, and which figure is the most suspicious?"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata import reconciliation, store
from isdata.flows.balance import OPEN, balances, book, declared, growth
from isdata.reconciliation import Reconciliation, standard_deviation

FREE = -np.inf  # a stock may shrink
INTERVAL = 1 / float(standard_deviation(1.0, 100.0))  # half width of the 95 % interval in standard deviations


@dataclass(frozen=True)
class Reconciled:
    """A park's figures, declared and reconciled.

    Attributes
    ----------
    flows : DataFrame
        flow_id, value, spread (declared, half width of the 95 % interval), reconciled, spread_after,
        adjustment [measure/yr], change (adjustment / value) [-], normalised_residual [-], effect (by how
        much chi2 falls if the flow is left out) [-], noticed_from (the smallest error that the test of the
        largest residual notices four times in five, as a part of the value) [-], class, quantity_after
        [unit/yr], uncertainty_after [%], is_suspect; one row a flow that a balance holds.
    chi2, critical : float
        Test of all figures together: they contradict each other beyond their ± where chi2 is above its limit. [-]
    largest, limit : float
        Test of each figure by itself: one is wrong beyond its ± where the largest normalised residual is
        above the limit of the largest of so many. [-]
    degrees_of_freedom : int
    suspects : list of str
        The worst flow, and those that the balances cannot tell from it, the likeliest first.
    accused : str or None
        The balance ("site|kind") of the worst flow that is open furthest beyond its ±.
    left_out : DataFrame
        Balances that hold nothing, because only one side is known; columns as of `balances`.
    """

    flows: pd.DataFrame
    chi2: float
    critical: float
    largest: float
    limit: float
    degrees_of_freedom: int
    suspects: list[str]
    accused: str | None
    left_out: pd.DataFrame

    @property
    def is_contradictory(self) -> bool:
        """Whether the figures contradict each other beyond their ±, all together or one by itself."""
        return self.chi2 > self.critical or self.largest > self.limit

    def unnoticed(self, error: float) -> int:
        """Return of how many figures no balance would notice such an error. [part of the figure]"""
        told = self.flows[self.flows["value"].notna()]
        return int((~(told["noticed_from"] <= error)).sum())


def reconcile(
    con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, without: str | None = None
) -> Reconciled:
    """Return a park's figures changed as little as possible so that all balances close.

    Material [t], energy [GJ] and water [m³] of each site are balanced, stock changes included; weighted by
    the declared ±, and nothing is negative. Nothing is stored.

    Parameters
    ----------
    park_id : str
    year : int
    without : str, optional
        A flow to be taken as if it had not been measured.

    Raises
    ------
    isdata.reconciliation.ReconciliationError
        No balance has both sides, or the figures contradict each other too far.
    """
    flows = declared(con, park_id=park_id, year=year)
    stocks = growth(con, park_id=park_id, year=year)
    measured, coefficients, left_out = network(flows, stocks)
    found = reconciliation.reconcile(measured, coefficients)
    if without is not None:
        found = found.without(without)
    return _told(found, flows, coefficients, left_out)


def network(flows: pd.DataFrame, stocks: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return measurements and balances as `reconciliation.reconcile` takes them, and the balances left out."""
    told = flows[flows["slope"].notna()]
    found = balances(told, stocks)
    is_open = found["state"] == OPEN
    entries = book(told, stocks)
    entries = entries[entries["balance_id"].isin(found.loc[~is_open, "balance_id"])]
    measured = entries.drop_duplicates("flow_id")[["flow_id", "side", "value", "deviation"]]
    # A figure of zero has no ± in per cent; it may be wrong like any other.
    smallest = measured["deviation"].where(measured["deviation"] > 0).min()
    deviation = measured["deviation"].mask(measured["value"] == 0, smallest)
    measured = measured.assign(deviation=deviation, lower=np.where(measured["side"] == "stock", FREE, 0.0))
    return (
        measured.drop(columns="side").reset_index(drop=True),
        entries[["balance_id", "flow_id", "coefficient"]].reset_index(drop=True),
        found[is_open].reset_index(drop=True),
    )


def _accused(found: Reconciliation, coefficients: pd.DataFrame) -> str | None:
    """Return the balance that speaks loudest against the worst flow, as measured."""
    own = coefficients.loc[coefficients["flow_id"] == found.worst, "balance_id"]
    speaks = found.balances.set_index("balance_id")["normalised_residual"].abs().reindex(own).dropna()
    return str(speaks.idxmax()) if len(speaks) else next(iter(own), None)


def _told(
    found: Reconciliation, flows: pd.DataFrame, coefficients: pd.DataFrame, left_out: pd.DataFrame
) -> Reconciled:
    """Return the outcome in the words of the flows, back in the units they were declared in."""
    known = flows.set_index("flow_id")
    own = found.flows[found.flows["flow_id"].isin(known.index)].reset_index(drop=True)
    slope = own["flow_id"].map(known["slope"])
    reconciled = own["reconciled"]
    spread_after = own["deviation_after"] * INTERVAL
    told = pd.DataFrame(
        {
            "flow_id": own["flow_id"],
            "value": own["measured"],
            "spread": own["flow_id"].map(known["spread"]),
            "reconciled": reconciled,
            "spread_after": spread_after,
            "adjustment": own["adjustment"],
            "change": own["adjustment"] / own["measured"].where(own["measured"] > 0),
            "normalised_residual": own["normalised_residual"],
            "effect": own["normalised_residual"] ** 2,
            "noticed_from": own["detectable"] / own["measured"].where(own["measured"] > 0),
            "class": own["class"],
            "quantity_after": reconciled / slope,
            "uncertainty_after": spread_after / reconciled.where(reconciled > 0) * 100,
            "is_suspect": own["flow_id"].isin(found.suspects),
        }
    )
    return Reconciled(
        flows=told,
        chi2=found.chi2,
        critical=found.critical,
        largest=found.largest,
        limit=found.limit,
        degrees_of_freedom=found.degrees_of_freedom,
        suspects=[flow for flow in found.suspects if flow in known.index],
        accused=_accused(found, coefficients),
        left_out=left_out,
    )


def keep(con: duckdb.DuckDBPyConnection, outcome: Reconciled, *, who: str, reason: str) -> int:
    """Store the reconciled figures beside the declared ones, which stay as they are; return the data version."""
    rows = outcome.flows[outcome.flows["quantity_after"].notna()]
    table = pd.DataFrame(
        {
            "flow_id": rows["flow_id"],
            "quantity": rows["quantity_after"],
            "uncertainty": rows["uncertainty_after"],
            "measurement": rows["class"].str.replace("-", "_"),
            "normalised_residual": rows["normalised_residual"],
        }
    )
    return store.write(con, {"reconciled_flow": table}, who=who, reason=reason)
