"""Most informative additional meters of a park."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.engines import reconciliation
from isdata.engines.reconciliation import standard_deviation
from isdata.park.flows.balance import ASSUMED, declared, growth
from isdata.park.flows.destinations import is_loss
from isdata.park.flows.reconciling import INTERVAL, network

MOST = 100  # number of candidates that are computed, those with the widest ± first
NOTICEABLE = 0.1  # relative reduction of another figure's ± from which it is counted
METERED = ("meter", "invoice")


def next_meters(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Flows where a meter is most informative, best first.

    The balances transfer the information of a meter to other figures. A meter is assumed to be as accurate as
    metered figures are assumed to be, and to be used in addition to the declared figure. Candidates are
    figures from neither a meter nor an invoice, and those never measured; losses to the air, and parts of
    another flow such as the water in a product, cannot be metered.

    Parameters
    ----------
    park_id : str
    year : int

    Returns
    -------
    DataFrame
        flow_id, worked_out (number of undetermined flows that would become known), narrowed (relative
        reduction of all ± of its kind in the park) [-], others (number of other figures whose ± would be
        reduced by a tenth at least), now, then (± of the figure itself after reconciling, at present and with
        the meter) [-].

    Raises
    ------
    isdata.reconciliation.ReconciliationError
        As `reconcile`.
    """
    flows = declared(con, park_id=park_id, year=year, viewer=viewer)
    measured, balances, _left_out = network(flows, growth(con, park_id=park_id, year=year, viewer=viewer))
    outcome = reconciliation.reconcile(measured, balances).flows
    columns = ["flow_id", "kind", "basis", "destination", "resource_id", "resource_class"]
    about = outcome[["flow_id"]].merge(flows[columns], how="left")
    asked = _candidates(outcome, about)
    value = outcome["reconciled"].to_numpy()[asked]
    deviation = standard_deviation(np.nan_to_num(value), ASSUMED["meter"])
    after, worked_out = reconciliation.measurement_benefit(measured, balances, outcome, asked, deviation)
    before = outcome["deviation_after"].to_numpy()[:, np.newaxis]
    fall = np.nan_to_num(before - after)
    kind = about["kind"].to_numpy()
    same = kind[:, np.newaxis] == kind[asked]
    total = np.nansum(np.where(same, before, 0.0), axis=0)
    is_other = np.arange(len(outcome))[:, np.newaxis] != asked
    own = np.arange(asked.size)
    size = np.where(value > 0, value, np.nan) / INTERVAL
    found = pd.DataFrame(
        {
            "flow_id": outcome["flow_id"].to_numpy()[asked],
            "worked_out": worked_out.sum(axis=0),
            "narrowed": np.divide((fall * same).sum(axis=0), total, out=np.zeros(own.size), where=total > 0),
            "others": (is_other & (fall > NOTICEABLE * np.nan_to_num(before))).sum(axis=0),
            "now": outcome["deviation_after"].to_numpy()[asked] / size,
            "then": after[asked, own] / size,
        }
    )
    return found.sort_values(["worked_out", "narrowed"], ascending=False, kind="stable", ignore_index=True)


def _candidates(outcome: pd.DataFrame, about: pd.DataFrame) -> np.ndarray:
    """Positions of the flows that may need a meter: the unknown ones, then the widest ±."""
    is_flow = about["kind"].notna()
    may = is_flow & ~is_loss(about) & (~about["basis"].isin(METERED) | outcome["measured"].isna())
    total = outcome["deviation_after"].groupby(about["kind"]).transform("sum")
    width = (outcome["deviation_after"] / total).fillna(np.inf)[may]
    return width.sort_values(ascending=False, kind="stable").index[:MOST].to_numpy()
