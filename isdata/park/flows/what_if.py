"""Hypothetical flows: companies that leave, or a changed amount of one flow."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.park.flows.links import links

FACTORS = (0.0, 100.0)
MOST = 1000  # maximum number of flows in a list
_ENDS = ["provider_id", "receiver_id", "resource_id"]


@dataclass(frozen=True)
class Scaled:
    """A flow between two companies, multiplied by a factor [-]; an empty end is the world outside the park."""

    provider_id: str
    receiver_id: str
    resource_id: str
    factor: float


def hypothetical_links(flows: pd.DataFrame, without: Sequence[str], scaled: Sequence[Scaled]) -> pd.DataFrame:
    """Return hypothetical flow links, with the present values.

    Only the named changes are made: reactions of other companies are a matter of planning. A flow that was
    never measured is removed with its company, and remains unknown otherwise.

    Parameters
    ----------
    flows : DataFrame
        Flow links in one unit, as `in_one_unit` returns.
    without : sequence of str
        Companies that leave, with all their inputs and outputs.
    scaled : sequence of Scaled

    Returns
    -------
    DataFrame
        `flows` with hypothetical value, spread, least and most, also of cost and emitted (if present), and
        before, the present value: zero if the link itself is hypothetical. [unit/yr]
    """
    factor = pd.Series(1.0, index=flows.index)
    for one in scaled:
        same = (
            (flows["provider_id"] == one.provider_id)
            & (flows["receiver_id"] == one.receiver_id)
            & (flows["resource_id"] == one.resource_id)
        )
        factor = factor.mask(same, one.factor)
    gone = flows["provider_id"].isin(without) | flows["receiver_id"].isin(without)
    factor = factor.mask(gone, 0.0)
    amounts = [name for name in ("value", "spread", "least", "most", "cost", "emitted") if name in flows]
    changed = flows[amounts].mul(factor, axis=0)
    before = flows[["value", "least", "most"]].fillna(0.0)
    if "is_supposed" in flows:
        before = before.mask(flows["is_supposed"].astype(bool), 0.0)
    kept = ~(gone & ~flows["is_measured"])
    return flows.assign(
        **changed, before=before["value"], before_least=before["least"], before_most=before["most"]
    )[kept]


def scaled_from(text: str) -> tuple[Scaled, ...]:
    """Scaled flow in a text in the format of `text_of`; empty if the text cannot be read.

    Examples
    --------
    >>> scaled_from("C1~C2~fly_ash~0.5")
    (Scaled(provider_id='C1', receiver_id='C2', resource_id='fly_ash', factor=0.5),)
    >>> scaled_from("C1~C2~fly_ash~much")
    ()
    """
    parts = text.split("~")
    try:
        factor = float(parts[3])
    except (IndexError, ValueError):
        return ()
    if len(parts) != 4 or not np.isfinite(factor) or not FACTORS[0] <= factor <= FACTORS[1]:
        return ()
    return (Scaled(parts[0], parts[1], parts[2], factor),)


def text_of(one: Scaled) -> str:
    """Scaled flow as a text for an address or a command."""
    return f"{one.provider_id}~{one.receiver_id}~{one.resource_id}~{one.factor:g}"


@dataclass(frozen=True)
class AdjustableFlows:
    """Flows whose amount can be changed hypothetically.

    Attributes
    ----------
    rows : DataFrame
        Columns as from `links`, one row for each provider, receiver and resource, the largest first.
    total : int
        Number of such flows.
    """

    rows: pd.DataFrame
    total: int


def adjustable_flows(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    year: int,
    viewer: Viewer,
    kind: str = "",
    scaled: Sequence[Scaled] = (),
    most: int = MOST,
) -> AdjustableFlows:
    """Measured flows of a year between named ends, the largest first.

    Parameters
    ----------
    park_id, viewer
        As for `links`.
    year : int
    kind : str
        Kind of the resource; empty for any.
    scaled : sequence of Scaled
        Flows that are included in any case.
    most : int
        Maximum number of other flows.
    """
    found = links(con, park_id=park_id, years=[year], viewer=viewer)
    is_wanted = found["is_measured"] & ~found["is_banded"]
    if kind:
        is_wanted &= found["kind"] == kind
    rows = found[is_wanted].sort_values("quantity", ascending=False).drop_duplicates(_ENDS)
    chosen = {(one.provider_id, one.receiver_id, one.resource_id) for one in scaled}
    ends = zip(*(rows[name] for name in _ENDS), strict=True)
    is_chosen = np.array([each in chosen for each in ends], dtype=bool)
    return AdjustableFlows(rows[is_chosen | (np.arange(len(rows)) < most)].reset_index(drop=True), len(rows))
