"""Jobs of synergies, and small and medium-sized companies that take part, in a park."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store


def jobs(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Jobs that the synergies of a park create or secure, most first; ended synergies are left out.

    Returns
    -------
    DataFrame
        Columns as in `synergy_jobs.sql`, is_running (in operation), and investment_per_job [currency/job], missing without
        jobs, investment or currency.
    """
    found = store.ask(con, "synergy_jobs", park_id=park_id)
    number = found["jobs"].astype(float)
    per_job = found["investment"].astype(float) / number.where(number > 0)
    return found.assign(
        is_running=found["stage"] == "operation",
        investment_per_job=per_job.where(found["currency"].notna(), np.nan),
    )


def small_companies(sizes: pd.DataFrame) -> pd.Series:
    """Numbers of small and medium-sized companies: companies, with_streams, in_synergies and in_networks.

    Parameters
    ----------
    sizes : DataFrame
        As from the question `sme_participation`.
    """
    counts = ["companies", "with_streams", "in_synergies", "in_networks"]
    return sizes.loc[sizes["is_sme"].fillna(False).astype(bool), counts].sum().astype(int)
