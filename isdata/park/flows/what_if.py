"""Hypothetical flows: companies that leave, or a changed amount of one flow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

FACTORS = (0.0, 100.0)


@dataclass(frozen=True)
class Scaled:
    """A flow between two companies, multiplied by a factor [-]; an empty end is the world outside the park."""

    provider_id: str
    receiver_id: str
    resource_id: str
    factor: float


def supposed(flows: pd.DataFrame, without: Sequence[str], scaled: Sequence[Scaled]) -> pd.DataFrame:
    """Return flow links as they would be, with what is today beside it.

    Only what is named changes: what others would do about it is for the plan to say. A flow that was never
    measured goes with its company, and is as unknown as before otherwise.

    Parameters
    ----------
    flows : DataFrame
        Flow links in one unit, as `in_one_unit` returns them.
    without : sequence of str
        Companies that are gone, with all that they give and take.
    scaled : sequence of Scaled

    Returns
    -------
    DataFrame
        `flows` with value, spread, least and most as supposed, cost and emitted (where they are there) too,
        and before, the value of today: none where the link itself is supposed. [unit/yr]
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
    before = flows["value"].fillna(0.0)
    if "is_supposed" in flows:
        before = before.mask(flows["is_supposed"].astype(bool), 0.0)
    kept = ~(gone & ~flows["is_measured"])
    return flows.assign(**changed, before=before)[kept]


def scaled_from(text: str) -> tuple[Scaled, ...]:
    """Return the flow that a text names as `text_of` writes it; none where it says nothing understandable.

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
    """Return a scaled flow as a text for an address or a command."""
    return f"{one.provider_id}~{one.receiver_id}~{one.resource_id}~{one.factor:g}"
