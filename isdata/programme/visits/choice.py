"""Companies to visit, by the number of open questions they could answer."""

import duckdb
import pandas as pd

from isdata.data import store

DAYS, COMPANIES = 2, 6  # of a round of visits
REASONS = ("unknown", "unmatched", "residual")


def candidates(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    r"""Return the companies of a park, the one whose visit would clear up most first.

    .. math:: score_c = \frac{1}{3} \sum_{r} \frac{open_{c,r}}{\sum_k open_{k,r}}

    over three reasons r: amounts that are unknown or estimated, streams that no synergy uses, and tonnes that the mass
    balance does not explain. A score of 0.2 means that a fifth of all that is open lies at this company.

    Returns
    -------
    DataFrame
        Columns as in `visit_candidates.sql`, with unknown_share, unmatched_share, residual_share and score [-].
    """
    found = store.ask(con, "visit_candidates", park_id=park_id)
    totals = {reason: float(found[reason].sum()) for reason in REASONS}
    shares = {
        f"{reason}_share": found[reason] / totals[reason] if totals[reason] else found[reason] * 0.0
        for reason in REASONS
    }
    rated = found.assign(**shares)
    score = rated[list(shares)].mean(axis="columns")
    return rated.assign(score=score).sort_values(
        ["score", "company_id"], ascending=[False, True], ignore_index=True
    )


def known(con: duckdb.DuckDBPyConnection, *, site_id: str) -> pd.DataFrame:
    """Known facts of a site; columns as in `visit_known.sql`."""
    return store.ask(con, "visit_known", site_id=site_id)


def expected(con: duckdb.DuckDBPyConnection, *, site_id: str) -> pd.DataFrame:
    """Streams usual in its sector that a company has not declared; columns as in `visit_expected.sql`."""
    return store.ask(con, "visit_expected", site_id=site_id)


def synergies(con: duckdb.DuckDBPyConnection, *, site_id: str) -> pd.DataFrame:
    """Return the synergies that a site takes part in; columns as in `visit_synergies.sql`."""
    return store.ask(con, "visit_synergies", site_id=site_id)
