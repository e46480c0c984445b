"""Label of the park: companies that fulfil its conditions, and its awards."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, both
from isdata.institution.joint_report.checks import states
from isdata.institution.joint_report.sheets import sheets

_VALID = 365  # days, as the label of CircLean


def recognised(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Conditions of the label by company.

    A company is eligible if it signed a charter, confirmed figures for the joint report of the year of which none fails the
    checks, and takes part in an operating synergy or has implemented a measure.

    Returns
    -------
    DataFrame
        company_id, name_en, name_zh, is_public, signed, confirmed and failed (figures), projects (operating synergies and
        implemented measures), is_eligible, awarded_on, valid_until.
    """
    found = disclosure.in_full(con, "report_recognition", viewer, park_id=park_id, year=year)
    figures = states(sheets(con, park_id=park_id, year=year, viewer=viewer))
    counts = {
        name: found["company_id"]
        .map(figures[figures["state"] == name].groupby("company_id").size())
        .fillna(0)
        for name in ("confirmed", "failed")
    }
    found = found.assign(**counts)
    has_figures = (found["confirmed"] > 0) & (found["failed"] == 0)
    return found.assign(is_eligible=found["signed"] & has_figures & (found["projects"] > 0))


def holders(con: duckdb.DuckDBPyConnection, *, park_id: str, today: dt.date, viewer: Viewer) -> pd.DataFrame:
    """Companies whose label is valid on a day, disclosed ones only; columns as in `label_holders.sql`."""
    return disclosure.ask(con, "label_holders", viewer, park_id=park_id, today=today)


def award(
    con: duckdb.DuckDBPyConnection,
    companies: list[str],
    *,
    park_id: str,
    year: int,
    day: dt.date,
    who: str,
    benefits: str | None = None,
) -> None:
    """Store the award of the label to companies; it is valid for twelve months.

    Parameters
    ----------
    benefits : str, optional
        Benefits not stated in money.
    """
    rows = pd.DataFrame(
        {
            "park_id": park_id,
            "company_id": companies,
            "year": year,
            "awarded_on": day,
            "valid_until": day + dt.timedelta(days=_VALID),
            "benefits": benefits,
            "grounds": both(N_("Charter signed, figures confirmed, a project carried out")),
        }
    )
    store.write(con, {"recognition": rows}, who=who, reason=both(N_("Label of the park awarded")))
