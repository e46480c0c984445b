"""Newcomers as the app asks for them: by what they are, with the synergies that are counted in."""

from dataclasses import replace
from typing import NamedTuple

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.institution import inventory as inventories
from isdata.institution import limits, settling
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


class Outcome(NamedTuple):
    """A newcomer tested, with what it could exchange and what it changes; as from `limits` and `settling`."""

    tested: limits.Tested
    offers: settling.Offers
    effects: pd.DataFrame
    loops: tuple[int, int]


def inventory(
    con: duckdb.DuckDBPyConnection, *, park_id: str, subject: Subject, year: int, viewer: Viewer
) -> Inventory:
    """Inventory of a newcomer."""
    if subject.kind == STORED:
        return inventories.stored(con, park_id=park_id, newcomer_id=subject.name)
    if subject.kind == PLANT_TYPE:
        return inventories.typical(con, park_id=park_id, sector=subject.name, employees=subject.employees)
    return inventories.of_company(con, park_id=park_id, company_id=subject.name, year=year, viewer=viewer)


def offers(
    con: duckdb.DuckDBPyConnection, *, park_id: str, subject: Subject, year: int, viewer: Viewer
) -> settling.Offers:
    """Exchanges of a newcomer with companies of the park; none for a company that is in it already."""
    own = inventory(con, park_id=park_id, subject=subject, year=year, viewer=viewer)
    found = settling.offers(con, park_id=park_id, inventory=own, viewer=viewer)
    if own.is_settled:
        return settling.Offers(found.matches.iloc[:0], found.gaps.iloc[:0])
    return found


def outcome(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    subject: Subject,
    pairs: tuple[str, ...],
    found: settling.Offers,
    year: int,
    viewer: Viewer,
) -> Outcome:
    """A newcomer tested with chosen exchanges counted in.

    Parameters
    ----------
    pairs : tuple of str
        The exchanges, as "line|stream".
    found : Offers
        As from `offers`.
    """
    own = inventory(con, park_id=park_id, subject=subject, year=year, viewer=viewer)
    own = replace(own, covered=settling.chosen(found, list(pairs)))
    about = {"park_id": park_id, "inventory": own, "year": year, "viewer": viewer}
    feasible = found.matches[found.matches["blocked"] == 0]
    return Outcome(
        limits.tested(con, **about),
        found,
        settling.effects(con, **about),
        settling.loops(con, park_id=park_id, exchanged=feasible, year=year, viewer=viewer),
    )


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
