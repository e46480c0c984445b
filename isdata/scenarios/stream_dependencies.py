"""Streams that synergies depend on, and the remaining streams after measures."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money, store, units
from isdata.energy.measures import Register
from isdata.errors import UnitError


def stream_dependencies(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Park's synergies with the streams they draw from.

    A synergy draws on the streams of its resource that its providers declare, in proportion to their amounts.
    Any draw beyond that is undeclared, and no measure changes it.

    Returns
    -------
    DataFrame
        One row per synergy and stream (stream_id is missing if there is none): columns of
        `synergy_dependencies.sql` with money in the park's currency, and weight: the share of the synergy
        that depends on the stream [-], drawn: the share of the stream that it uses [-].
    """
    rows = store.ask(con, "synergy_dependencies", park_id=park_id)
    rates = money.rates(con, money.currency_of(con, park_id))
    rate = money.rate_of(rows["currency"], rates)
    return with_shares(
        rows.assign(investment=rows["investment"] * rate, annual_saving=rows["annual_saving"] * rate)
    )


def with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Synergies and their streams with weight and drawn; see `stream_dependencies`."""
    cases = zip(rows["unit"], rows["stream_unit"], strict=True)
    # Streams may be stated in different units: all amounts are in that of the synergy.
    supplied = rows["supplied"] / np.array([_ratio(*case) for case in cases], dtype=float)
    wanted = rows["quantity"].astype(float).where(supplied.notna())
    supplied = supplied.where(wanted.notna())
    together = supplied.groupby(rows["synergy_id"]).transform("sum")
    taken = np.minimum(wanted, together) * supplied / together.where(together > 0)
    return rows.assign(
        weight=(taken / wanted.where(wanted > 0)).fillna(0.0),
        drawn=(taken / supplied.where(supplied > 0)).fillna(0.0),
    )


def _ratio(unit: object, other: object) -> float:
    """Number of stream units per unit of the synergy; missing if they cannot be converted."""
    if not isinstance(unit, str) or not isinstance(other, str):
        return float("nan")
    try:
        return units.factor(unit, other)
    except UnitError:
        return float("nan")


def stream_changes(register: Register) -> pd.DataFrame:
    """Measures that change streams: measure_id, stream_id, change [-] (-0.5 halves it)."""
    rows = register.measures.reset_index()[["measure_id", "stream_id", "stream_change"]]
    known = rows.dropna().rename(columns={"stream_change": "change"})
    return known[known["change"] != 0].reset_index(drop=True)


def left_of_streams(changes: pd.DataFrame) -> Mapping[str, float]:
    """Remaining share of each stream after the measures together, at least zero. [-]

    Changes of several measures add up: each is a share of today's stream.
    """
    return (1 + changes.groupby("stream_id")["change"].sum()).clip(lower=0.0).to_dict()


def running_shares(known: pd.DataFrame, wanted: set[str], left: Mapping[str, float]) -> dict[str, float]:
    """Operating share of each requested synergy on the remaining streams. [-]

    If several draw more from a stream than there is, each gets a share in proportion.

    Parameters
    ----------
    known : DataFrame
        As `stream_dependencies` returns.
    wanted : set of str
        Synergies that should operate.
    left : mapping of str to float
        As `left_of_streams` returns; other streams are as today.
    """
    rows = known[known["synergy_id"].isin(wanted)]
    there = rows["stream_id"].map(lambda name: left.get(name, 1.0)).astype(float)
    asked = rows.groupby("stream_id")["drawn"].transform("sum").fillna(0.0)
    served = (there / asked.where(asked > 0)).clip(upper=1.0).fillna(1.0)
    lost = (rows["weight"] * (1 - served)).groupby(rows["synergy_id"]).sum()
    return {name: 1.0 - float(lost.get(name, 0.0)) for name in wanted if name in set(rows["synergy_id"])}
