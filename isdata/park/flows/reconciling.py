"""Data reconciliation: amounts that close all balances, and suspicious amounts."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.engines import reconciliation
from isdata.engines.reconciliation import (
    BilinearReconciliation,
    Reconciliation,
    Verdict,
    standard_deviation,
)
from isdata.park.flows.balance import OPEN, balances, declared, entries_by_site, growth
from isdata.park.flows.contents import HEAT, contents

FREE = -np.inf  # stocks may decrease
INTERVAL = 1 / float(standard_deviation(1.0, 100.0))  # half width of the 95 % interval in standard deviations
AMOUNT = ""  # substance of a figure that is an amount


@dataclass(frozen=True)
class Reconciled(Verdict):
    """A park's figures, declared and reconciled, with their consistency test.

    Attributes
    ----------
    figures : DataFrame
        One row per amount or content in a balance: figure_id (the flow's, with "|substance" for a content),
        flow_id, substance ("" for an amount), measure (unit), value, spread (declared, half width of the 95 %
        interval), reconciled, spread_after, adjustment [measure], change (adjustment / value) [-],
        normalised_residual [-], effect (reduction of chi2 if the figure is left out) [-], noticed_from (the
        smallest error that the test of the largest residual detects with a probability of 80 %, relative to
        the value) [-], class, is_suspect; of amounts also declared, declared_unit, declared_uncertainty,
        quantity_after [unit/yr] and uncertainty_after [%].
    chi2, critical : float
        Test of all figures together: they contradict each other beyond their ± if chi2 exceeds its limit. [-]
    largest, limit : float
        Test of each figure separately: one is wrong beyond its ± if the largest normalised residual exceeds
        the limit for the number of residuals. [-]
    degrees_of_freedom : int
    suspects : list of str
        The worst figure, and those that the balances cannot distinguish from it, the likeliest first.
    suspect_balance : str or None
        The balance ("site|kind" or "site|substance") of the worst figure with the largest residual relative
        to its ±.
    left_out : DataFrame
        Balances without information, because only one side is known; columns as in `balances`.
    """

    figures: pd.DataFrame
    suspects: list[str]
    suspect_balance: str | None
    left_out: pd.DataFrame

    @property
    def flows(self) -> pd.DataFrame:
        """The amounts of flows only."""
        return self.figures[self.figures["substance"] == AMOUNT].reset_index(drop=True)

    @property
    def contents(self) -> pd.DataFrame:
        """Chemical contents of flows."""
        return self.figures[self.figures["substance"] != AMOUNT].reset_index(drop=True)

    @property
    def is_beyond(self) -> pd.Series:
        """True for each figure beyond the limit; False if no balance checks it."""
        return self.figures["normalised_residual"].abs() > self.limit

    @property
    def ranked(self) -> pd.DataFrame:
        """The figures, the largest effect first; suspects before all others, the likeliest of them first."""
        place = {figure_id: number for number, figure_id in enumerate(self.suspects)}
        return self.figures.assign(place=self.figures["figure_id"].map(place)).sort_values(
            ["place", "effect"], ascending=[True, False], na_position="last", kind="stable"
        )

    def count_undetectable(self, error: float) -> int:
        """Number of figures for which no balance would detect an error of this size. [relative to
        the figure]"""
        known = self.figures[self.figures["value"].notna()]
        return int((~(known["noticed_from"] <= error)).sum())


def reconcile(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    year: int,
    viewer: Viewer,
    with_contents: bool = False,
    without: str | None = None,
) -> Reconciled:
    """Figures of a park adjusted as little as possible so that all balances close.

    Material [t], energy [GJ] and water [m³] of each site are balanced, stock changes included; weighted by
    the declared ±, without negative amounts. Nothing is stored.

    Parameters
    ----------
    park_id : str
    year : int
    with_contents : bool
        Also reconcile the contents of flows, with the balances of substances and heat; see
        `contents.contents`.
    without : str, optional
        figure_id of a figure to be treated as unmeasured.

    Raises
    ------
    isdata.reconciliation.ReconciliationError
        No balance has both sides, or the figures contradict each other too strongly.
    """
    flows = declared(con, park_id=park_id, year=year, viewer=viewer)
    stocks = growth(con, park_id=park_id, year=year, viewer=viewer)
    measured, coefficients, left_out = network(flows, stocks)
    held = pd.DataFrame()
    if with_contents:
        held, terms = contents(
            con, park_id=park_id, year=year, flows=flows, stocks=stocks, coefficients=coefficients
        )
    if held.empty:
        found = reconciliation.reconcile(measured, coefficients)
    else:
        missing = set(terms["flow_id"]) - set(measured["flow_id"])
        found = reconciliation.reconcile_bilinear(
            pd.concat([measured, _of_heat(flows, missing)], ignore_index=True), held, terms
        )
    if without is not None:
        found = _without(found, without)
    return _declared(found, flows, left_out)


def _without(
    found: Reconciliation | BilinearReconciliation, figure_id: str
) -> Reconciliation | BilinearReconciliation:
    """Outcome with one figure treated as unmeasured."""
    flow_id, _bar, substance = figure_id.partition("|")
    if isinstance(found, BilinearReconciliation):
        return found.without(flow_id, substance or None)
    return found.without(flow_id)


def _of_heat(flows: pd.DataFrame, flow_ids: set[str]) -> pd.DataFrame:
    """Flows that are only in a heat balance."""
    own = flows.loc[flows["flow_id"].isin(flow_ids), ["flow_id", "value", "deviation"]]
    return own.assign(lower=0.0)


def network(flows: pd.DataFrame, stocks: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return measurements and balances as input of `reconciliation.reconcile`, and the balances left out."""
    known = flows[flows["slope"].notna()]
    found = balances(known, stocks)
    is_open = found["state"] == OPEN
    entries = entries_by_site(known, stocks)
    entries = entries[entries["balance_id"].isin(found.loc[~is_open, "balance_id"])]
    measured = entries.drop_duplicates("flow_id")[["flow_id", "side", "value", "deviation"]]
    # A figure of zero has no ± in per cent, but may be wrong like any other.
    smallest = measured["deviation"].where(measured["deviation"] > 0).min()
    deviation = measured["deviation"].mask(measured["value"] == 0, smallest)
    measured = measured.assign(deviation=deviation, lower=np.where(measured["side"] == "stock", FREE, 0.0))
    return (
        measured.drop(columns="side").reset_index(drop=True),
        entries[["balance_id", "flow_id", "coefficient"]].reset_index(drop=True),
        found[is_open].reset_index(drop=True),
    )


def _declared(
    found: Reconciliation | BilinearReconciliation, flows: pd.DataFrame, left_out: pd.DataFrame
) -> Reconciled:
    """Outcome with the columns of the flows, in the declared units."""
    outcome = found.flows.assign(substance=AMOUNT)
    if isinstance(found, BilinearReconciliation):
        # The heat content of energy flows is 1 by definition, not a declared figure.
        held = found.contents[found.contents["class"] != "exact"]
        outcome = pd.concat([outcome, held], ignore_index=True)
    known = flows.set_index("flow_id")
    own = outcome[outcome["flow_id"].isin(known.index)].reset_index(drop=True)
    figures = _figures(own, known)
    suspects = [_figure_id(one) for one in found.suspects]
    return Reconciled(
        figures=figures.assign(is_suspect=figures["figure_id"].isin(suspects)),
        chi2=found.chi2,
        critical=found.critical,
        largest=found.largest,
        limit=found.limit,
        degrees_of_freedom=found.degrees_of_freedom,
        suspects=[one for one in suspects if one in set(figures["figure_id"])],
        suspect_balance=found.suspect_balance,
        left_out=left_out,
    )


def _figure_id(suspect: str | tuple[str, str | None]) -> str:
    if isinstance(suspect, str):
        return suspect
    flow_id, substance = suspect
    return f"{flow_id}|{substance}" if substance else flow_id


def _figures(own: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """One row per figure, amounts with their values in the declared unit."""
    is_amount = own["substance"] == AMOUNT
    size = own["measured"].where(own["measured"] > 0)
    reconciled, spread_after = own["reconciled"], own["deviation_after"] * INTERVAL
    flow_id = own["flow_id"]
    return pd.DataFrame(
        {
            "figure_id": flow_id.where(is_amount, flow_id + "|" + own["substance"]),
            "flow_id": flow_id,
            "substance": own["substance"],
            "measure": np.where(
                is_amount, flow_id.map(known["measure"]), np.where(own["substance"] == HEAT, "°C", "t/t")
            ),
            "value": own["measured"],
            "spread": flow_id.map(known["spread"]).where(is_amount, own["deviation_before"] * INTERVAL),
            "reconciled": reconciled,
            "spread_after": spread_after,
            "adjustment": own["adjustment"],
            "change": own["adjustment"] / size,
            "normalised_residual": own["normalised_residual"],
            "effect": own["normalised_residual"] ** 2,
            "noticed_from": own["detectable"] / size,
            "class": own["class"],
            "declared": flow_id.map(known["quantity"]).where(is_amount, own["measured"]),
            "declared_unit": flow_id.map(known["unit"]).where(is_amount),
            "declared_uncertainty": flow_id.map(known["uncertainty"]).where(is_amount),
            "quantity_after": (reconciled / flow_id.map(known["slope"])).where(is_amount),
            "uncertainty_after": (spread_after / reconciled.where(reconciled > 0) * 100).where(is_amount),
        }
    )


def keep(con: duckdb.DuckDBPyConnection, outcome: Reconciled, *, who: str, reason: str) -> int:
    """Store the reconciled figures in addition to the declared ones; return the data version."""
    amounts = outcome.flows[outcome.flows["quantity_after"].notna()]
    held = outcome.contents[outcome.contents["reconciled"].notna()]
    tables = {
        "reconciled_flow": pd.DataFrame(
            {
                "flow_id": amounts["flow_id"],
                "quantity": amounts["quantity_after"],
                "uncertainty": amounts["uncertainty_after"],
                "measurement": amounts["class"].str.replace("-", "_"),
                "normalised_residual": amounts["normalised_residual"],
                "declared": amounts["declared"],
                "declared_unit": amounts["declared_unit"],
                "declared_uncertainty": amounts["declared_uncertainty"],
            }
        ),
        "reconciled_content": pd.DataFrame(
            {
                "flow_id": held["flow_id"],
                "substance": held["substance"],
                "content": held["reconciled"],
                "spread": held["spread_after"],
                "measurement": held["class"].str.replace("-", "_"),
                "normalised_residual": held["normalised_residual"],
                "declared": held["declared"],
            }
        ),
    }
    known = {name: table for name, table in tables.items() if len(table)}
    return store.write(con, known, who=who, reason=reason)


def kept(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Years with reconciled amounts, and whether they are still valid.

    Columns as in `reconciled_state.sql`.
    """
    return store.ask(con, "reconciled_state", park_id=park_id)
