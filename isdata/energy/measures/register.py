"""Measures of a park and their savings by resource."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import pandas as pd

from isdata.data import disclosure, money, store, units
from isdata.data.contracts.results import Measures, Savings
from isdata.data.disclosure import Undisclosed, Viewer
from isdata.data.store import answers
from isdata.energy.measures.savings import savings
from isdata.energy.measures.valuing import summed, valued

# Achieved and planned stages; a dropped measure is neither.
ACHIEVED = ("implemented", "verified")
AHEAD = ("idea", "planned", "decided")
# Columns that identify the company of a measure or its site, and amounts of single measures.
_HIDDEN = (
    "name_en", "name_zh", "company_en", "company_zh", "owner", "arc_code", "dropped_reason", "stream_id",
    "stream_change", "benefit_en", "benefit_zh", "note", "source", "energy_saving", "co2_saving", "co2", "co2_life",
)  # fmt: skip
# By the rules of the learning energy efficiency networks (leen.de). [1/yr]
HURDLE_RATE = 0.12
MONEY = (
    "investment",
    "incentive",
    "avoided_replacement",
    "running_cost",
    "other_saving",
    "salvage",
    "replacement_cost",
)


_MONEY = (
    *MONEY,
    "price_year",
    "energy_money",
    "annual_saving",
    "net_investment",
    "npv",
    "npv_annuity",
    "cost",
    "marginal",
)


@dataclass(frozen=True)
class Register:
    """A park's measures and their savings.

    Attributes
    ----------
    measures : Measures, index measure_id
    savings : Savings
        As declared in `contracts/results/`, with money in `currency`.
    currency : str
        Currency of all money.
    early : DataFrame, optional
        Rows of `savings` with additional savings in the first `years` of a measure, until an overlapping one
        is implemented; see `packaged`.
    """

    measures: Measures
    savings: Savings
    currency: str
    early: pd.DataFrame | None = None

    @property
    def carriers(self) -> list[str]:
        """Ids of the energy carriers that the measures save, by descending cost saving."""
        rows = self.savings[self.savings["kind"] == "energy"]
        worth = rows.groupby("resource_id")["money"].sum().abs().sort_values(ascending=False)
        return [str(name) for name in worth.index]

    def only(self, ids: pd.Index) -> "Register":
        """Register with these measures only."""
        return replace(
            self,
            measures=self.measures.loc[self.measures.index.isin(ids)],
            savings=self.savings[self.savings["measure_id"].isin(ids)],
            early=None if self.early is None else self.early[self.early["measure_id"].isin(ids)],
        )


def disclosed(rows: pd.DataFrame, *, viewer: Viewer) -> pd.DataFrame:
    """Measures with names, amounts and money only if disclosed to a viewer.

    Parameters
    ----------
    rows : DataFrame
        Of a register, or as `appraise` returns.
    viewer : Viewer
        Reader of the measures.

    Returns
    -------
    DataFrame
        `rows` with is_named and has_money; see `disclosure.disclosed`. Payback, lifetime, category and status
        are kept: they disclose neither the company nor an amount.
    """
    return disclosure.disclosed(rows, viewer, hidden=_HIDDEN, money=_MONEY)


def register(
    con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer, joining: Sequence[str] = ()
) -> Register:
    """A park's single measures as disclosed to a viewer; parameters as for `undisclosed`.

    Savings are those of fully disclosed measures. Totals of all measures need `undisclosed`.
    """
    found = undisclosed(con, park_id=park_id, joining=joining).in_full
    rows = disclosed(found.measures, viewer=viewer)
    saved = found.savings[
        found.savings["measure_id"].isin(rows.index[viewer.reads_all_of(rows["company_id"])])
    ]
    return replace(found, measures=rows, savings=saved)


def undisclosed(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    factor_from: str | None = None,
    joining: Sequence[str] = (),
) -> Undisclosed[Register]:
    """A park's measures with their savings, for computations.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    factor_from : str, optional
        Prefer CO2 factors of this region and those that contain it: "CN" restates a Chinese park with national
        factors. By default the park's own region comes first, then those that contain it.
    joining : sequence of str
        Companies of other parks whose measures are included, at this park's prices and factors.

    Returns
    -------
    Undisclosed Register
        Money in the park's currency.
    """
    key = "measures", park_id, factor_from, tuple(joining)
    return Undisclosed(answers.computed(key, lambda: _valued(con, park_id, factor_from, joining)))


def _valued(
    con: duckdb.DuckDBPyConnection, park_id: str, factor_from: str | None, joining: Sequence[str]
) -> Register:
    """The same for all scenarios of a park that differ in their changes only."""
    currency = money.currency_of(con, park_id)
    rates = money.rates(con, currency)
    measures = store.ask(con, "measure_register", park_id=park_id, joining=list(joining)).set_index(
        "measure_id"
    )
    saved = valued(savings(con, park_id=park_id, factor_from=factor_from, joining=joining), rates)
    rate = money.rate_of(measures["currency"], rates)
    measures = measures.assign(**{name: measures[name] * rate for name in MONEY})
    sums = summed(saved)
    sums = sums.reindex(measures.index.union(sums.index), fill_value=0.0).loc[measures.index]
    measures = measures.assign(
        energy_saving=sums["energy"] / units.factor("MWh", "GJ"), co2_saving=sums["co2"]
    )
    return Register(measures, saved, currency)


def networks(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Park's energy efficiency networks; columns as in `network_of_park.sql`."""
    return store.ask(con, "network_of_park", park_id=park_id)


def claims(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Published results of a park or its network; columns as in `claim_of_park.sql`."""
    return store.ask(con, "claim_of_park", park_id=park_id)


def in_scope(register: Register, scope: str) -> Register:
    """Measures in the stages of a scope.

    Parameters
    ----------
    register : Register
        A park's measures.
    scope : "achieved", "ahead" or "all"
        Implemented and verified; ideas, plans and decisions; or both. Dropped measures are in none. Measures
        settled by a scenario (column is_settled, if present) are in every scope: implemented, and still to be
        paid by a plan.
    """
    return register.only(register.measures.index[_are_in_scope(register, scope)])


def is_any_in_scope(register: Register, scope: str) -> bool:
    """Return True if any measure is in a scope; scopes as in `in_scope`."""
    return bool(_are_in_scope(register, scope).any())


def _are_in_scope(register: Register, scope: str) -> pd.Series:
    statuses = {"achieved": ACHIEVED, "ahead": AHEAD, "all": (*ACHIEVED, *AHEAD)}[scope]
    rows = register.measures
    is_in = rows["status"].isin(statuses)
    if "is_settled" in rows:
        is_in |= rows["is_settled"].fillna(False).astype(bool)
    return is_in


def hurdle_rate(networks: pd.DataFrame) -> float:
    """Internal rate of return above which a measure is economic: the network's, else 12 %.
    [1/yr]"""
    stated = networks["hurdle_rate"].dropna()
    return float(stated.iloc[0]) if len(stated) else HURDLE_RATE
