"""Viewers of results, and the companies whose complete data they may see."""

from dataclasses import dataclass
from typing import Literal

import duckdb
import pandas as pd

from isdata.data import store


@dataclass(frozen=True)
class Viewer:
    """The viewer of a result. Every query that returns company data takes one.

    Attributes
    ----------
    role : "facilitator", "administration", "company" or "guest"
        The facilitator sees everything. All others see what a company agreed to disclose (`company.visibility`).
    companies : tuple of str
        Ids of the companies whose complete data this viewer may see as well: for a company its own, for an
        administration those that agreed to it.
    """

    role: Literal["facilitator", "administration", "company", "guest"]
    companies: tuple[str, ...] = ()

    @property
    def sees_all(self) -> bool:
        """Return True if this viewer sees the complete data of all companies."""
        return self.role == "facilitator"

    def reads_all_of(self, companies: pd.Series) -> pd.Series:
        """Flag for each company id: True if this viewer sees all its data, including money."""
        return companies.isin(self.companies) | self.sees_all


FACILITATOR, GUEST = Viewer("facilitator"), Viewer("guest")


def administration(con: duckdb.DuckDBPyConnection, *, park_id: str) -> Viewer:
    """Viewer for the administration of a park, with the companies open to it (`company.is_open_to_administration`)."""
    companies = store.ask(con, "administration_companies", park_id=park_id)["company_id"]
    return Viewer("administration", tuple(companies))


def ask(con: duckdb.DuckDBPyConnection, name: str, viewer: Viewer, **parameters: object) -> pd.DataFrame:
    """Result of a query on companies, as returned by `store.ask`, limited to what a viewer may see.

    The SQL uses $sees_all and $own (ids of companies with complete access) to restrict the returned data.
    """
    return store.ask(con, name, sees_all=viewer.sees_all, own=list(viewer.companies), **parameters)


def in_full(con: duckdb.DuckDBPyConnection, name: str, viewer: Viewer, **parameters: object) -> pd.DataFrame:
    """Result of a query that only the facilitator may see; for all others the same columns without rows."""
    rows = store.ask(con, name, **parameters)
    return rows if viewer.sees_all else rows.iloc[:0]
