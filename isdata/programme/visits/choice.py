"""Companies to visit, by the number of open questions they could answer."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.park import flows
from isdata.park.flows import balance
from isdata.programme.visits import participation

DAYS, COMPANIES = 2, 6  # number of companies of a round of visits
REASONS = ("unknown", "unmatched", "residual")


def candidates(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    r"""Companies of a park, sorted by the share of open questions that a visit could answer.

    .. math:: score_c = \frac{1}{n} \sum_{r=1}^{n} \frac{open_{c,r}}{\sum_k open_{k,r}}

    over the n reasons r with open points in the park: amounts that are unknown or estimated, streams that no
    synergy uses, and tonnes by which the balance of materials does not close within its uncertainty; without a
    recorded side there is no balance. The scores of all companies add up to 1, or to 0 without open points.

    Returns
    -------
    DataFrame
        Columns as in `visit_candidates.sql`, with interest (furthest step as in `participation_steps.sql`),
        is_balanced (a balance can be computed), residual and spread (half width of its 95 % interval) [t/yr],
        unknown_share, unmatched_share, residual_share and score [-].
    """
    found = store.ask(con, "visit_candidates", park_id=park_id)
    found = found.join(_residuals(con, park_id), on="company_id")
    found = found.assign(is_balanced=found["residual"].notna()).fillna({"residual": 0.0, "spread": 0.0})
    found["interest"] = found["company_id"].map(
        participation.steps(con, park_id=park_id).set_index("company_id")["step"]
    )
    shares = found[list(REASONS)] / found[list(REASONS)].sum()  # of a reason without open points NaN
    score = shares.mean(axis="columns").fillna(0.0)
    rated = found.join(shares.fillna(0.0).add_suffix("_share")).assign(score=score)
    return rated.sort_values(["score", "company_id"], ascending=[False, True], ignore_index=True)


def disclosed(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Candidates whose data the viewer may read in full; columns as of `candidates`, with rank: place among all, from 0."""
    found = candidates(con, park_id=park_id)
    found = found.assign(rank=range(len(found)))
    return found[found["is_open"] | viewer.reads_all_of(found["company_id"])]


def known(con: duckdb.DuckDBPyConnection, *, site_id: str) -> pd.DataFrame:
    """Known facts of a site; columns as in `visit_known.sql`."""
    return store.ask(con, "visit_known", site_id=site_id)


def expected(con: duckdb.DuckDBPyConnection, *, site_id: str) -> pd.DataFrame:
    """Streams usual in its sector that a company has not declared; columns as in `visit_expected.sql`."""
    return store.ask(con, "visit_expected", site_id=site_id)


def synergies(con: duckdb.DuckDBPyConnection, *, site_id: str) -> pd.DataFrame:
    """Synergies of a site; columns as in `visit_synergies.sql`."""
    return store.ask(con, "visit_synergies", site_id=site_id)


def _residuals(con: duckdb.DuckDBPyConnection, park_id: str) -> pd.DataFrame:
    """Residual and spread of the material balances with both sides by company, in the latest year. [t/yr]"""
    years = flows.years(con, park_id=park_id)["year"]
    if years.empty:
        return pd.DataFrame(columns=["residual", "spread"], dtype=float)
    year = int(years.max())
    declared = balance.declared(con, park_id=park_id, year=year, viewer=FACILITATOR)
    found = balance.balances(declared, balance.growth(con, park_id=park_id, year=year, viewer=FACILITATOR))
    is_open = found["kind"].eq("material") & ~found["state"].isin([balance.CLOSES, balance.OPEN])
    # Also where a flow was never measured, since it may be as small as the uncertainty.
    is_open &= found["residual"].abs() > found["spread"]
    company = balance.places(con, park_id=park_id, viewer=FACILITATOR).set_index("site_id")["company_id"]
    left = found[is_open]
    amounts = pd.DataFrame({"residual": left["residual"].abs(), "spread": left["spread"] ** 2})
    return (
        amounts.groupby(left["site_id"].map(company)).sum().assign(spread=lambda rows: rows["spread"] ** 0.5)
    )
