"""Scenarios for the app: a park's measures in a scenario, as disclosed to a viewer."""

from dataclasses import replace

import duckdb
import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import DisclosedTotals, Undisclosed, Viewer
from isdata.data.store import answers
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, Register, Terms
from isdata.errors import N_, NotFoundError
from isdata.scenarios.applying import applied, terms
from isdata.scenarios.changes import Scenario
from isdata.scenarios.ineffective_changes import remarks
from isdata.scenarios.stored import changes, changes_of, partners, stored, unnamed
from isdata.scenarios.stream_dependencies import stream_dependencies

# Settings of a scenario that weigh years differently, see `DisclosedMeasures.may_vary_years`.
_WEIGHING = ["discount_rate", "horizon", "degradation", "tax_rate", "inflation"]


def scenarios(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """A park's scenarios disclosed to a viewer, columns as in `scenario_list.sql`.

    `withheld` returns the number of the others.
    """
    rows = stored(con, park_id=park_id)
    return rows[~rows["scenario_id"].isin(_withheld(con, rows, park_id, viewer))].reset_index(drop=True)


def withheld(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> int:
    """Number of a park's scenarios that are withheld from a viewer."""
    return len(_withheld(con, stored(con, park_id=park_id), park_id, viewer))


def _withheld(
    con: duckdb.DuckDBPyConnection, rows: pd.DataFrame, park_id: str, viewer: Viewer
) -> frozenset[str]:
    """Ids of scenarios withheld from a viewer.

    A scenario is withheld if it changes something undisclosed, which its name may state, or if it values
    undisclosed lifetimes at terms of its own.
    """
    if viewer.sees_all or rows.empty:
        return frozenset()
    changed = changes(con, park_id=park_id, viewer=viewer)
    closed = changed.loc[~changed["is_open"].astype(bool), "scenario_id"]
    weighing = rows.loc[rows[_WEIGHING].notna().any(axis=1), "scenario_id"]
    if not weighing.empty:
        present = disclosed_measures(con, park_id=park_id, scenario_id=None, viewer=viewer)
        if not present.may_vary_years():
            return frozenset([*closed, *weighing])
    return frozenset(closed)


def scenario(con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str, viewer: Viewer) -> Scenario:
    """One scenario, with the names in its changes as disclosed to a viewer.

    Raises
    ------
    NotFoundError
        The park has no such scenario, or it is withheld from the viewer.
    """
    known = scenarios(con, park_id=park_id, viewer=viewer).set_index("scenario_id")
    if scenario_id not in known.index:
        raise NotFoundError(thing=N_("scenario"), name=scenario_id, known=", ".join(known.index) or "–")
    name_en, name_zh = known.loc[scenario_id, ["name_en", "name_zh"]]
    return replace(
        unnamed(con, park_id=park_id, scenario_id=scenario_id),
        name_en=None if pd.isna(name_en) else str(name_en),
        name_zh=None if pd.isna(name_zh) else str(name_zh),
        changes=changes_of(con, park_id=park_id, scenario_id=scenario_id, viewer=viewer),
    )


def undisclosed(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str | None
) -> Undisclosed[Register]:
    """A park's measures in a scenario, see `applied`, or at present if no scenario is given."""
    if scenario_id is None:
        return measures.undisclosed(con, park_id=park_id)
    chosen = unnamed(con, park_id=park_id, scenario_id=scenario_id)
    known = stream_dependencies(con, park_id=park_id)
    return Undisclosed(applied(today(con, chosen), chosen, known, partners(con, park_id=park_id)))


def today(con: duckdb.DuckDBPyConnection, chosen: Scenario) -> Register:
    """Measures that a scenario applies to: the park's, and those of companies that arrive."""
    return measures.undisclosed(
        con,
        park_id=chosen.park_id,
        factor_from=chosen.factor_region_id,
        joining=chosen.named("company_arrives", "company_id"),
    ).in_full


def relations(con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str | None) -> Relations:
    """Relations of measures in a scenario, including those of arriving companies."""
    if scenario_id is None:
        return measures.relations(con, park_id=park_id)
    chosen = unnamed(con, park_id=park_id, scenario_id=scenario_id)
    return measures.relations(con, park_id=park_id, joining=chosen.named("company_arrives", "company_id"))


def changes_without_effect(con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str) -> pd.DataFrame:
    """Changes of a scenario without effect, with the reason; columns as in `remarks`."""
    chosen = unnamed(con, park_id=park_id, scenario_id=scenario_id)
    known = stream_dependencies(con, park_id=park_id)
    return remarks(today(con, chosen), chosen, known, partners(con, park_id=park_id))


def disclosed_measures(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str | None, viewer: Viewer
) -> DisclosedMeasures:
    """A park's measures for a viewer, at present or in a scenario."""
    return DisclosedMeasures(
        undisclosed(con, park_id=park_id, scenario_id=scenario_id),
        relations(con, park_id=park_id, scenario_id=scenario_id),
        disclosed_totals(con, park_id=park_id, viewer=viewer),
        viewer,
        scenario_id,
    )


def co2_by_region(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str, viewer: Viewer
) -> pd.DataFrame | None:
    """CO2 saved with the factors of each wider region, as `measures.co2_by_region` returns.

    None if it is withheld.

    The figures of two regions together disclose the electricity saved.
    """
    found = disclosed_measures(con, park_id=park_id, scenario_id=None, viewer=viewer).in_scope(scope)
    if found.co2_saving is None or not found.may_move("electricity"):
        return None
    return measures.co2_by_region(con, park_id=park_id, scope=scope).in_full


def disclosed_totals(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> DisclosedTotals:
    """Totals of a park's measures that may be disclosed to a viewer, at present and in its scenarios."""
    if viewer.sees_all:
        return DisclosedTotals()
    found = answers.computed(("disclosed_totals", park_id), lambda: _disclosed_totals(con, park_id))
    return found.copied()


def _disclosed_totals(con: duckdb.DuckDBPyConnection, park_id: str) -> DisclosedTotals:
    """The same totals for all viewers with restricted access."""
    names = stored(con, park_id=park_id)["scenario_id"]
    seen = {"": None} | {name: name for name in names}
    registers = {
        key: undisclosed(con, park_id=park_id, scenario_id=name).in_full for key, name in seen.items()
    }
    related = {key: relations(con, park_id=park_id, scenario_id=name) for key, name in seen.items()}
    networks = measures.networks(con, park_id=park_id).dropna(subset="baseline_year")
    baselines = dict(zip(networks["network_id"], networks["baseline_year"].astype(int), strict=True))
    read = {name: unnamed(con, park_id=park_id, scenario_id=name) for name in names}
    at = {"": Terms()} | {name: terms(read[name], Terms(), registers[name].carriers) for name in names}
    return answers.computed_from(measures.disclosed_totals, registers, related, baselines, at)
