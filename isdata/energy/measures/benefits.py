"""Benefits of measures other than energy, listed separately and never added to savings."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money, store
from isdata.data.disclosure import Undisclosed
from isdata.energy.measures.pricing import Priced
from isdata.engines import finance


def benefits(
    con: duckdb.DuckDBPyConnection, *, park_id: str, joining: Sequence[str] = ()
) -> Undisclosed[pd.DataFrame]:
    """Benefits other than energy of a park's measures, with amounts in the park's currency, for computations.

    Columns as in `measure_benefits.sql`; the amount is missing if no exchange rate is stored.
    """
    currency = money.currency_of(con, park_id)
    rows = store.ask(con, "measure_benefits", park_id=park_id, joining=list(joining))
    rate = money.rate_of(rows["currency"], money.rates(con, currency))
    return Undisclosed(rows.assign(amount=rows["amount"] * rate, currency=currency))


def present_values(benefits: pd.DataFrame, priced: Priced) -> pd.DataFrame:
    r"""Present value of each benefit over the lifetime of its measure or the horizon.

    .. math:: (1 - \text{tax}) \cdot B \cdot PVF(r, n)

    Parameters
    ----------
    benefits : DataFrame
        As `benefits` returns.
    priced : Priced
        The measures shown; benefits of others are left out.

    Returns
    -------
    DataFrame
        `benefits` of these measures, with npv [currency].
    """
    rows = benefits[benefits["measure_id"].isin(priced.measures.index)]
    of = priced.measures.loc[rows["measure_id"]]
    terms = priced.terms
    years = of["lifetime"].to_numpy(dtype=float)
    if terms.horizon is not None:
        years = np.full(len(rows), float(terms.horizon))
    later = (1 + terms.discount_rate) ** -of["delay"].to_numpy(dtype=float)
    factor = np.asarray(finance.present_value_factor(terms.discount_rate, years))
    return rows.assign(npv=rows["amount"].to_numpy(dtype=float) * factor * later * (1 - terms.tax_rate))
