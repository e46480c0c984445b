"""Flows of substances, for materials with a declared composition."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer
from isdata.engines.reconciliation import standard_deviation

ASSUMED = 20.0  # half width of the 95 % interval of a share without one of its own [%]; of this product


def by_substance(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    year: int,
    flows: pd.DataFrame,
    stocks: pd.DataFrame,
    viewer: Viewer,
    reconciled: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Flows and stock changes of materials as amounts of the substances in them.

    .. math:: m = q \cdot w, \quad p_m^2 = p_q^2 + p_w^2

    The ± % of an amount and of the share add in squares. A material without a declared share of a substance
    may contain it: its amount is then unknown, not zero.

    Parameters
    ----------
    flows, stocks : DataFrame
        As `declared` and `growth` return them.
    reconciled : bool
        Whether to use reconciled shares instead of declared ones, if there are valid ones.

    Returns
    -------
    pair of DataFrame
        The same columns, with the substance as `kind`; one row per material flow (or stock) and substance
        that is declared for any flow of the park. [t/yr]
    """
    shares = disclosure.in_full(
        con, "flow_substances", viewer, park_id=park_id, year=year, reconciled=reconciled
    )
    usual = store.ask(con, "resource_substances")
    substances = pd.DataFrame({"substance": shares["substance"].drop_duplicates()})
    return _held(flows, shares, "flow_id", substances), _held(stocks, usual, "resource_id", substances)


def _held(rows: pd.DataFrame, shares: pd.DataFrame, key: str, substances: pd.DataFrame) -> pd.DataFrame:
    """Each material row once per substance, with the amount of it."""
    held = rows[rows["kind"] == "material"].merge(substances, how="cross")
    held = held.merge(shares, how="left", on=[key, "substance"])
    value = (held["value"] * held["share"]).mask(held["share"] == 0, 0.0)  # zero, also of an unknown amount
    percent = np.hypot(
        (held["spread"] / held["value"].abs().where(held["value"] != 0) * 100).fillna(0.0),
        held["share_uncertainty"].fillna(ASSUMED),
    )
    return held.assign(
        kind=held["substance"],
        value=value,
        spread=value.abs() * percent / 100,
        deviation=standard_deviation(value, percent),
        slope=held["slope"] * held["share"],
    ).drop(columns=["substance", "share", "share_uncertainty"])
