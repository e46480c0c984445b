"""State of a park in a scenario: companies, operating synergies and measures, compared with today."""

from dataclasses import dataclass, replace

import duckdb
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.energy import measures
from isdata.energy.measures import Register
from isdata.energy.measures.register import ACHIEVED
from isdata.park import parks
from isdata.scenarios.changes import Scenario
from isdata.scenarios.service import undisclosed
from isdata.scenarios.stored import partners, unnamed
from isdata.scenarios.stream_dependencies import (
    left_of_streams,
    running_shares,
    stream_changes,
    stream_dependencies,
)

RUNNING = "operation"


@dataclass(frozen=True)
class ParkState:
    """State of a park at present and in a scenario.

    Attributes
    ----------
    counts : DataFrame, index "companies", "synergies" (in operation), "measures" (implemented), "co2" (saved by synergies in
        operation [t/yr])
        today and then.
    started, ended : DataFrame
        Synergies that operate only in the scenario, and those that no longer operate in it: synergy_id,
        name_en, name_zh, is_open, share [-] (operating share on the remaining streams).
    """

    counts: pd.DataFrame
    started: pd.DataFrame
    ended: pd.DataFrame


def park_state(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scenario_id: str, viewer: Viewer
) -> ParkState:
    """State of a park in a scenario as disclosed to a viewer.

    For everyone but the facilitator without the CO2 of synergies, whose difference would disclose that of a
    single one; undisclosed synergies have no id or name.
    """
    chosen = unnamed(con, park_id=park_id, scenario_id=scenario_id)
    companies = int(parks.summary(con, park_id=park_id).iloc[0]["companies"])
    found = compared(
        measures.undisclosed(con, park_id=park_id).in_full,
        undisclosed(con, park_id=park_id, scenario_id=scenario_id).in_full,
        chosen,
        stream_dependencies(con, park_id=park_id),
        partners(con, park_id=park_id),
        companies,
    )
    if viewer.sees_all:
        return replace(
            found, started=found.started.assign(is_open=True), ended=found.ended.assign(is_open=True)
        )
    return ParkState(found.counts.drop(index="co2"), _disclosed(found.started), _disclosed(found.ended))


def _disclosed(rows: pd.DataFrame) -> pd.DataFrame:
    names = ["synergy_id", "name_en", "name_zh"]
    return rows.assign(**{name: rows[name].where(rows["is_open"].astype(bool)) for name in names})


def shares(
    register: Register, chosen: Scenario, known: pd.DataFrame, taking_part: pd.DataFrame
) -> dict[str, float]:
    """Operating share of each synergy that operates or is started in a scenario. [-]

    A synergy ends with the first partner that leaves.

    Parameters
    ----------
    register : Register
        The measures in the scenario.
    known, taking_part : DataFrame
        As `stream_dependencies` and `partners` return.
    """
    leaving = chosen.named("company_leaves", "company_id")
    stranded = set(taking_part.loc[taking_part["company_id"].isin(leaving), "synergy_id"])
    running = set(known.loc[known["stage"] == RUNNING, "synergy_id"])
    wanted = (running | set(chosen.named("synergy_on", "synergy_id"))) - stranded
    done = register.only(register.measures.index[register.measures["status"].isin(ACHIEVED)])
    return running_shares(known, wanted, left_of_streams(stream_changes(done)))


def compared(
    today: Register,
    register: Register,
    chosen: Scenario,
    known: pd.DataFrame,
    taking_part: pd.DataFrame,
    companies: int,
) -> ParkState:
    """State of a park computed from its tables.

    Parameters as for `shares`, `today` are the present measures.
    """
    share = pd.Series(shares(register, chosen, known, taking_part), dtype=float)
    rows = known.drop_duplicates("synergy_id").set_index("synergy_id")
    running = rows.index[rows["stage"] == RUNNING]
    saved = rows["co2_saved"].fillna(0.0)
    left, came = (set(chosen.named(f"company_{moved}", "company_id")) for moved in ("leaves", "arrives"))
    counts = {
        "today": (companies, len(running), _done(today), float(saved[running].sum())),
        "then": (
            companies - len(left) + len(came),
            len(share),
            _done(register),
            float((saved.reindex(share.index) * share).sum()),
        ),
    }
    synergies = rows[["name_en", "name_zh", "is_open"]]
    return ParkState(
        pd.DataFrame(counts, index=["companies", "synergies", "measures", "co2"]),
        _known(synergies, share.index.difference(running), share),
        _known(synergies, running.difference(share.index), share),
    )


def _done(register: Register) -> int:
    """Number of implemented measures, without synergies."""
    rows = register.measures
    is_synergy = rows["is_synergy"].fillna(False).astype(bool) if "is_synergy" in rows else False
    return int((rows["status"].isin(ACHIEVED) & ~pd.Series(is_synergy, index=rows.index)).sum())


def _known(rows: pd.DataFrame, ids: pd.Index, share: pd.Series) -> pd.DataFrame:
    return rows.loc[ids].assign(share=share.reindex(ids).fillna(0.0)).rename_axis("synergy_id").reset_index()
