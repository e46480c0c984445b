"""Readers of results, and the companies whose data they may read in full."""

from dataclasses import dataclass
from typing import Literal

import duckdb
import pandas as pd

from isdata.data import store


@dataclass(frozen=True)
class Viewer:
    """The reader of a result. Every question that returns data of companies takes one.

    Attributes
    ----------
    role : "facilitator", "administration", "company" or "guest"
        The facilitator reads everything in full. Everybody else reads what a company agreed to show
        (`company.visibility`), and besides:
    companies : tuple of str
        Ids of the companies whose data this reader may read in full: a company its own, an administration those that
        agreed to it.
    """

    role: Literal["facilitator", "administration", "company", "guest"]
    companies: tuple[str, ...] = ()

    @property
    def sees_all(self) -> bool:
        """Whether this reader reads the data of all companies in full."""
        return self.role == "facilitator"

    def reads_all_of(self, companies: pd.Series) -> pd.Series:
        """Whether this reader reads all data of each company, also its money; given its id."""
        return companies.isin(self.companies) | self.sees_all


FACILITATOR, GUEST = Viewer("facilitator"), Viewer("guest")


def administration(con: duckdb.DuckDBPyConnection, *, park_id: str) -> Viewer:
    """The administration of a park, with the companies that are open to it (`company.is_open_to_administration`)."""
    companies = store.ask(con, "administration_companies", park_id=park_id)["company_id"]
    return Viewer("administration", tuple(companies))


def ask(con: duckdb.DuckDBPyConnection, name: str, viewer: Viewer, **parameters: object) -> pd.DataFrame:
    """Answer to a question about companies, as `store.ask` returns it, disclosed to a viewer.

    The question decides with $sees_all and $own (ids of companies read in full) what of a company it returns.
    """
    return store.ask(con, name, sees_all=viewer.sees_all, own=list(viewer.companies), **parameters)


def in_full(con: duckdb.DuckDBPyConnection, name: str, viewer: Viewer, **parameters: object) -> pd.DataFrame:
    """Answer to a question that only the facilitator may read; for everybody else the same columns without rows."""
    rows = store.ask(con, name, **parameters)
    return rows if viewer.sees_all else rows.iloc[:0]
