"""Stored scenarios of a park: read, saved and removed."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import disclosure, money, store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.errors import N_, NotFoundError
from isdata.scenarios.changes import Scenario

# Columns that set a value of the scenario, and its type.
_SETTINGS: Mapping[str, Callable[[Any], Any]] = {
    "discount_rate": float, "factor_region_id": str, "horizon": int, "scope": str, "objective": str, "co2_price": float,
    "co2_floor": float, "longest_payback": float, "degradation": float, "tax_rate": float, "inflation": float,
    "carries_over": bool,
}  # fmt: skip
# Stored columns of a change.
_STORED = (
    "change_kind", "resource_id", "measure_id", "synergy_id", "company_id", "factor", "growth", "delay", "year", "budget",
    "currency",
)  # fmt: skip


def stored(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """All scenarios of a park, for computations; columns as in `scenario_list.sql`."""
    return store.ask(con, "scenario_list", park_id=park_id)


def compared_first(known: pd.DataFrame, most: int) -> list[str]:
    """Ids of the scenarios that are compared initially: own ones before those of a sample, both in their order.

    Parameters
    ----------
    known : DataFrame
        As `scenarios.scenarios` returns.
    most : int
        Number of scenarios to compare.

    Examples
    --------
    >>> ids, samples = ["A", "B", "C", "D"], [True, True, True, False]
    >>> compared_first(pd.DataFrame({"scenario_id": ids, "is_illustrative": samples}), 3)
    ['D', 'A', 'B']
    """
    own_first = known.sort_values("is_illustrative", kind="stable")
    return own_first["scenario_id"].astype(str).tolist()[:most]


def also_compared(
    chosen: Collection[str] | None, saved: str, options: Collection[str], first: Collection[str], most: int
) -> list[str]:
    """Ids compared after saving a scenario, which takes a free place, or the last one if nobody chose what to compare.

    Parameters
    ----------
    chosen : collection of str or None
        Ids compared before; those of another park are left out. None if nothing was chosen yet.
    saved : str
        Id of the saved scenario.
    options : collection of str
        Ids that can be compared.
    first : collection of str
        Ids compared initially, before it was saved.
    most : int
        Number of scenarios that can be compared.

    Examples
    --------
    >>> also_compared(["today", "X1", "X2", "X3"], "A1", ["today", "A1"], ["today", "A1"], 4)
    ['today', 'A1']
    >>> also_compared(["today", "A2"], "A3", ["today", "A1", "A2", "A3"], ["today", "A1"], 2)
    ['today', 'A2']
    >>> also_compared(None, "A2", ["today", "A1", "A2"], ["today", "A1"], 2)
    ['today', 'A2']
    """
    kept = [name for name in chosen or () if name in options] or list(first)
    if saved in kept:
        return kept
    if len(kept) < most:
        return [*kept, saved]
    return [*kept[: most - 1], saved] if kept == list(first) else kept


def changes(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Changes of a park's scenarios; columns as in `scenario_changes.sql`."""
    return disclosure.ask(con, "scenario_changes", viewer, park_id=park_id)


def unnamed(con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str) -> Scenario:
    """One scenario for computations, the same for all readers: without its name, and changes named as for
    guests.

    Raises
    ------
    NotFoundError
        The park has no such scenario.
    """
    known = stored(con, park_id=park_id).set_index("scenario_id")
    if scenario_id not in known.index:
        raise NotFoundError(thing=N_("scenario"), name=scenario_id, known=", ".join(known.index) or "–")
    row = known.loc[scenario_id]

    settings: dict[str, Any] = {
        name: None if pd.isna(row[name]) else kind(row[name]) for name, kind in _SETTINGS.items()
    }
    if settings["co2_price"] is not None:
        settings["co2_price"] *= _rate(con, park_id, str(row["currency"]))
    found = changes_of(con, park_id=park_id, scenario_id=scenario_id, viewer=GUEST)
    return Scenario(scenario_id, park_id, None, None, changes=found, **settings)


def changes_of(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str, viewer: Viewer
) -> pd.DataFrame:
    """Changes of one scenario, as `changes` returns, with budgets in the park's currency."""
    found = changes(con, park_id=park_id, viewer=viewer)
    found = found[found["scenario_id"] == scenario_id].reset_index(drop=True)
    rates = money.rates(con, money.currency_of(con, park_id))
    return found.assign(budget=found["budget"] * money.rate_of(found["currency"], rates))


def _rate(con: duckdb.DuckDBPyConnection, park_id: str, currency: str) -> float:
    """Exchange rate of a currency to that of the park; missing if unknown."""
    return float(money.rates(con, money.currency_of(con, park_id)).get(currency, float("nan")))


def partners(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Companies participating in synergies: synergy_id, company_id."""
    return store.ask(con, "synergy_companies", park_id=park_id)


def save(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    values: Mapping[str, object],
    changes: pd.DataFrame,
    who: str,
    reason: str,
    scenario_id: str | None = None,
) -> str:
    """Store a scenario with its changes, all or nothing; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    values : mapping
        Columns of the scenario without id and park.
    changes : DataFrame
        Columns of `scenario_change` without ids; stored changes that are not in it are removed.
    who, reason : str
        For the change log.
    scenario_id : str, optional
        Id of the scenario to change; a new one by default.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    name = scenario_id or _new_id(con, park_id)
    kept = changes.reindex(columns=list(_STORED)).reset_index(drop=True)
    numbered = kept.assign(
        change_id=[f"{name}-{number:02d}" for number in range(1, len(kept) + 1)], scenario_id=name
    )
    rows = {"scenario": pd.DataFrame([{**values, "scenario_id": name, "park_id": park_id}])}
    if len(numbered):
        rows["scenario_change"] = numbered
    stored = disclosure.ask(con, "scenario_changes", FACILITATOR, park_id=park_id)
    former = stored.loc[stored["scenario_id"] == name, "change_id"]
    store.write(con, rows, removed={"scenario_change": former}, who=who, reason=reason)
    return name


def remove(con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str, who: str, reason: str) -> None:
    """Remove a scenario with its changes."""
    stored = changes(con, park_id=park_id, viewer=FACILITATOR)
    own = stored.loc[stored["scenario_id"] == scenario_id, "change_id"]
    gone = {"scenario_change": own, "scenario": [scenario_id]}
    store.write(con, {}, removed=gone, who=who, reason=reason)


def _new_id(con: duckdb.DuckDBPyConnection, park_id: str) -> str:
    """New id, never used before: the park's id and a number."""
    known = store.ask(con, "scenario_ids")["scenario_id"]
    pattern = re.compile(rf"{re.escape(park_id)}-SC(\d+)")
    numbers = [int(found[1]) for found in map(pattern.fullmatch, known) if found]
    return f"{park_id}-SC{max(numbers, default=0) + 1:02d}"
