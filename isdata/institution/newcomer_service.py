"""Newcomers as the app asks for them: by what they are, with the synergies that are counted in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.engines import progress
from isdata.institution import inventory as inventories
from isdata.institution import limits, newcomer_needs, settling
from isdata.institution.inventory import Inventory

STORED, PLANT_TYPE, COMPANY = "stored", "type", "company"


class Subject(NamedTuple):
    """A newcomer, by id or by typical figures.

    Attributes
    ----------
    kind : str
        A stored newcomer, a plant type or a company of the park.
    name : str
        Its id; of a plant type the division of ISIC.
    employees : int
        Of a plant type.
    """

    kind: str
    name: str
    employees: int = 0


@dataclass(frozen=True)
class Exchanges:
    """Exchanges of a newcomer with companies of the park; rows as from `settling.exchanges`."""

    rows: pd.DataFrame


class Chosen(NamedTuple):
    """A newcomer with the year of the use of today, its exchanges with the park, and those counted in ("line|stream")."""

    subject: Subject
    year: int
    exchanged: Exchanges
    pairs: tuple[str, ...] = ()


class Consequences(NamedTuple):
    """Changes of a park by a newcomer, as from `settling`; None what was not computed yet when it was stopped."""

    effects: pd.DataFrame | None = None
    loops: tuple[int, int] | None = None
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
    con: duckdb.DuckDBPyConnection, *, park_id: str, subject: Subject, year: int, viewer: Viewer
) -> Exchanges:
    """Exchanges of a newcomer with companies of the park; none for a company that is in it already."""
    own = inventory(con, park_id=park_id, subject=subject, year=year, viewer=viewer)
    found = settling.exchanges(con, park_id=park_id, inventory=own, viewer=viewer)
    return Exchanges(found.iloc[:0] if own.is_settled else found)


def tested(con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer) -> limits.Tested:
    """A newcomer against the limits of the park, with the chosen exchanges counted in."""
    own = _with_pairs(con, park_id=park_id, chosen=chosen, viewer=viewer)
    return limits.tested(con, park_id=park_id, inventory=own, year=chosen.year, viewer=viewer)


def effects(con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer) -> pd.DataFrame:
    """Indicators of the park today and with the newcomer, as from `settling.effects`."""
    own = _with_pairs(con, park_id=park_id, chosen=chosen, viewer=viewer)
    return settling.effects(con, park_id=park_id, inventory=own, year=chosen.year, viewer=viewer)


def consequences(
    con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer
) -> Consequences:
    """Changes of the park by a newcomer. It reports its steps to `progress`."""
    where: dict[str, Any] = {"park_id": park_id, "viewer": viewer}
    rows = chosen.exchanged.rows
    steps: Mapping[str, Callable[[], Any]] = {
        "effects": lambda: effects(con, chosen=chosen, **where),
        "loops": lambda: settling.loops(con, exchanged=rows[rows["blocked"] == 0], year=chosen.year, **where),
        "gaps": lambda: settling.gaps(con, exchanged=rows, **where),
    }
    found: dict[str, Any] = {}
    for name, compute in steps.items():
        if not progress.goes_on(len(found) / len(steps)):
            break
        found[name] = compute()
    return Consequences(**found)


def _with_pairs(con: duckdb.DuckDBPyConnection, *, park_id: str, chosen: Chosen, viewer: Viewer) -> Inventory:
    """Inventory of a newcomer with the chosen exchanges counted in."""
    own = inventory(con, park_id=park_id, subject=chosen.subject, year=chosen.year, viewer=viewer)
    return replace(own, covered=settling.chosen(chosen.exchanged.rows, list(chosen.pairs)))


def missing_flows(
    con: duckdb.DuckDBPyConnection, *, park_id: str, newcomer_id: str
) -> list[tuple[str, str, str]]:
    """Flows that the limits of a park need and a stored newcomer does not state; as `newcomer_needs.missing`."""
    own = inventories.stored(con, park_id=park_id, newcomer_id=newcomer_id)
    return newcomer_needs.missing(limits.rules(con, park_id=park_id), own)


def counted(con: duckdb.DuckDBPyConnection, *, subject: Subject) -> list[str]:
    """Exchanges stored for a newcomer, as "line|stream"."""
    if subject.kind != STORED:
        return []
    rows = store.ask(con, "newcomer_synergies", newcomer_id=subject.name)
    return list(rows["line_id"] + "|" + rows["stream_id"])


def keep(con: duckdb.DuckDBPyConnection, *, newcomer_id: str, covered: pd.DataFrame, who: str) -> int:
    """Store the exchanges that are counted in for a newcomer in place of those stored before.

    Parameters
    ----------
    covered : DataFrame
        As from `settling.chosen`.
    """
    former = store.ask(con, "newcomer_synergies", newcomer_id=newcomer_id)
    keys = lambda rows: list(rows["line_id"] + " · " + rows["stream_id"])  # noqa: E731
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
