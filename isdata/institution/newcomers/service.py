"""Queries of the app about newcomers, by kind and id, with the synergies counted for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.engines import progress
from isdata.institution.newcomers import exchanges as park_exchanges
from isdata.institution.newcomers import inventory as inventories
from isdata.institution.newcomers import limits, needs
from isdata.institution.newcomers import loops as new_loops
from isdata.institution.newcomers.inventory import Inventory

STORED, PLANT_TYPE, COMPANY = "stored", "type", "company"


class Subject(NamedTuple):
    """A newcomer, by id or by typical figures.

    Attributes
    ----------
    kind : str
        Stored newcomer, plant type, or company of the park.
    name : str
        Id; for a plant type the ISIC division.
    employees : int
        Number of employees of a plant type.
    """

    kind: str
    name: str
    employees: int = 0


@dataclass(frozen=True)
class Exchanges:
    """Exchanges of a newcomer with companies of the park; rows as returned by `exchanges.exchanges`."""

    rows: pd.DataFrame


class Chosen(NamedTuple):
    """A newcomer, the year of the present use, its exchanges with the park, and the counted ones ("line|stream")."""

    subject: Subject
    year: int
    exchanged: Exchanges
    pairs: tuple[str, ...] = ()


class Consequences(NamedTuple):
    """Changes of a park caused by a newcomer, from `settling`; None for results not computed before the run was stopped."""

    effects: pd.DataFrame | None = None
    loops: new_loops.Loops | None = None
    gaps: pd.DataFrame | None = None


def inventory(
    con: duckdb.DuckDBPyConnection, *, park_id: str, subject: Subject, year: int, viewer: Viewer
) -> Inventory:
    """Inventory of a newcomer."""
    if subject.kind == STORED:
        return inventories.stored(con, park_id=park_id, newcomer_id=subject.name)
    if subject.kind == PLANT_TYPE:
        return inventories.typical(con, park_id=park_id, sector=subject.name, employees=subject.employees)
    return inventories.of_company(con, park_id=park_id, company_id=subject.name, year=year, viewer=viewer)


def exchanges(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    subject: Subject,
    year: int,
    viewer: Viewer,
    currency: str,
) -> Exchanges:
    """Exchanges of a newcomer with companies of the park, with money in one currency; empty for a company of the park."""
    own = inventory(con, park_id=park_id, subject=subject, year=year, viewer=viewer)
    found = park_exchanges.exchanges(con, park_id=park_id, inventory=own, viewer=viewer, currency=currency)
    return Exchanges(found.iloc[:0] if own.is_settled else found)


def offerable(
    con: duckdb.DuckDBPyConnection, *, park_id: str, subject: Subject, year: int, currency: str
) -> pd.DataFrame:
    """Feasible exchanges that can be named in an offer: those with companies that disclose name and amount to everybody.

    Returns
    -------
    DataFrame
        As from `exchanges.exchanges`, as a guest sees it: without gains, which contain the costs of the companies.
    """
    where: dict[str, Any] = {"park_id": park_id, "subject": subject, "year": year}
    settled = inventory(con, **where, viewer=FACILITATOR).is_settled
    rows = exchanges(con, **where, viewer=FACILITATOR if settled else GUEST, currency=currency).rows
    return rows[rows["blocked"] == 0]


def tested(con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer) -> limits.Tested:
    """Test a newcomer, including its chosen exchanges, against the limits of the park."""
    own = _with_pairs(con, park_id=park_id, chosen=chosen, viewer=viewer)
    return limits.tested(con, park_id=park_id, inventory=own, year=chosen.year, viewer=viewer)


def effects(con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer) -> pd.DataFrame:
    """Indicators of the park today and with the newcomer, as returned by `exchanges.effects`."""
    own = _with_pairs(con, park_id=park_id, chosen=chosen, viewer=viewer)
    return park_exchanges.effects(con, park_id=park_id, inventory=own, year=chosen.year, viewer=viewer)


def consequences(
    con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer
) -> Consequences:
    """Compute the changes of the park caused by a newcomer; steps are reported to `progress`."""
    where: dict[str, Any] = {"park_id": park_id, "viewer": viewer}
    rows = chosen.exchanged.rows
    steps: Mapping[str, Callable[[], Any]] = {
        "effects": lambda: effects(con, chosen=chosen, **where),
        "loops": lambda: new_loops.loops(
            con, exchanged=rows[rows["blocked"] == 0], year=chosen.year, **where
        ),
        "gaps": lambda: park_exchanges.gaps(con, exchanged=rows, **where),
    }
    found: dict[str, Any] = {}
    for name, compute in steps.items():
        if not progress.report(len(found) / len(steps)):
            break
        found[name] = compute()
    return Consequences(**found)


def _with_pairs(con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer) -> Inventory:
    """Inventory of a newcomer including the chosen exchanges."""
    own = inventory(con, park_id=park_id, subject=chosen.subject, year=chosen.year, viewer=viewer)
    return replace(own, covered=park_exchanges.chosen(chosen.exchanged.rows, list(chosen.pairs)))


def missing_flows(
    con: duckdb.DuckDBPyConnection, *, park_id: str, newcomer_id: str
) -> list[tuple[str, str, str]]:
    """Flows that the limits of a park require but a stored newcomer lacks; as `needs.missing`."""
    own = inventories.stored(con, park_id=park_id, newcomer_id=newcomer_id)
    return needs.missing(limits.rules(con, park_id=park_id), own)


def stored_exchanges(con: duckdb.DuckDBPyConnection, *, subject: Subject) -> list[str]:
    """Exchanges stored for a newcomer, as "line|stream"."""
    if subject.kind != STORED:
        return []
    rows = store.ask(con, "newcomer_synergies", newcomer_id=subject.name)
    return list(rows["line_id"] + "|" + rows["stream_id"])


def keep(con: duckdb.DuckDBPyConnection, *, newcomer_id: str, covered: pd.DataFrame, who: str) -> int:
    """Replace the stored exchanges that are counted for a newcomer.

    Parameters
    ----------
    covered : DataFrame
        As returned by `exchanges.chosen`.
    """
    former = store.ask(con, "newcomer_synergies", newcomer_id=newcomer_id)

    def keys(rows):
        return list(rows["line_id"] + " · " + rows["stream_id"])

    rows = covered.rename(columns={"line_id": "newcomer_flow_id"})[
        ["newcomer_flow_id", "stream_id", "quantity"]
    ]
    gone = [key for key in keys(former) if key not in set(keys(covered))]
    return store.write(
        con,
        {"newcomer_synergy": rows} if len(rows) else {},
        removed={"newcomer_synergy": gone} if gone else {},
        who=who,
        reason="Synergies of a newcomer were chosen.",
    )
