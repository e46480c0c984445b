"""Register of synergies with stage and partners."""

import datetime as dt
import itertools
import json
from collections.abc import Collection, Mapping, Sequence

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer


def synergies(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer, day: dt.date | None = None
) -> pd.DataFrame:
    """Synergies of some parks, including those with only a partner in them, the earliest due
    first.

    Parameters
    ----------
    parks : sequence of str
        Ids of the parks.
    viewer : Viewer
        Reader of the register. For everyone but the facilitator, a synergy with an undisclosed partner has no
        name, amount or free text, only its class and range; one that a partner discloses to the facilitator
        only is left out; and money is left out everywhere.
    day : date, optional
        Show the stages of that day, without what was recorded later.

    Returns
    -------
    DataFrame
        Columns as in `synergy_list.sql`.
    """
    return disclosure.ask(con, "synergy_list", viewer, parks=list(parks), day=day)


def stored(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """One synergy as it is stored, as one row, for the facilitator.

    Columns as in `synergy_stored.sql`.
    """
    return disclosure.in_full(con, "synergy_stored", viewer, synergy=synergy)


def partners(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> pd.DataFrame:
    """Partners of the synergies of some parks; columns as in `synergy_partners.sql`."""
    return disclosure.ask(con, "synergy_partners", viewer, parks=list(parks))


def history(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Stages that a synergy entered, the newest first: entered_on, stage, note."""
    return disclosure.ask(con, "synergy_history", viewer, synergy=synergy)


def changes(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Changes of a synergy with author and reason, for the facilitator: one row per change.

    Returns
    -------
    DataFrame
        version, changed_at, changed_by, reason, tables (list of str: changed tables), columns (list of str:
        changed columns of the synergy itself); the newest first.
    """
    rows = disclosure.in_full(con, "synergy_changes", viewer, synergy=synergy)
    return pd.DataFrame(
        [
            {
                **group[["version", "changed_at", "changed_by", "reason"]].iloc[0],
                "tables": sorted(set(group["table_name"])),
                "columns": [
                    name
                    for row in group.loc[group["table_name"] == "synergy"].to_dict("records")
                    for name in _changed(row)
                ],
            }
            for _, group in rows.groupby("version", sort=False)
        ],
        columns=["version", "changed_at", "changed_by", "reason", "tables", "columns"],
    )


def _changed(row: Mapping) -> list[str]:
    before, after = (
        json.loads(row[side]) if isinstance(row[side], str) else {} for side in ("before", "after")
    )
    return [name for name in after if before and before.get(name) != after[name]]


def chosen(synergies: pd.DataFrame, **wanted: Collection[str] | None) -> pd.DataFrame:
    """Synergies whose columns have one of the requested values.

    Parameters
    ----------
    synergies : DataFrame
        As from `synergies`.
    **wanted : collection of str
        Values by column, such as stage=["idea"]; an empty one keeps all.
    """
    kept = pd.Series(True, index=synergies.index)
    for column, values in wanted.items():
        if values:
            kept &= synergies[column].isin(list(values))
    return synergies.loc[kept]


def overdue(synergies: pd.DataFrame, day: dt.date) -> pd.Series:
    """Whether the due date of each synergy's next step has passed; an ended one is never overdue."""
    return (pd.to_datetime(synergies["due_date"]) < pd.Timestamp(day)) & (synergies["stage"] != "ended")


def by_urgency(synergies: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Synergies with is_overdue, the overdue first, then by their due date."""
    due = pd.to_datetime(synergies["due_date"])
    return (
        synergies.assign(is_overdue=overdue(synergies, day), _due=due)
        .sort_values(["is_overdue", "_due"], ascending=[False, True], na_position="last", kind="stable")
        .drop(columns="_due")
        .reset_index(drop=True)
    )


def entered_stage_on(synergies: pd.DataFrame, day: dt.date) -> pd.Series:
    """Return True for each synergy that entered its stage on a day."""
    return pd.to_datetime(synergies["since"]).dt.date == day


def latest_moves_first(synergies: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Synergies with those first that entered their stage on a day, the latest of them at the
    top."""
    latest = pd.to_datetime(synergies["since"]).where(entered_stage_on(synergies, day))
    return synergies.loc[latest.sort_values(ascending=False, na_position="last", kind="stable").index]


def pairs(partners: pd.DataFrame) -> pd.DataFrame:
    """Pairs of partners of each synergy, from provider to receiver.

    A treated resource goes via the treating company. Partners who share something are connected at the
    operator, or at the first of them.

    Parameters
    ----------
    partners : DataFrame
        synergy_id, site_id, role; partners without a site (undisclosed ones) are left out.

    Returns
    -------
    DataFrame
        synergy_id, provider_id, receiver_id.
    """
    known = partners.dropna(subset="site_id")
    sites: dict[str, list[tuple[str, str]]] = {}
    for synergy_id, role, site in zip(known["synergy_id"], known["role"], known["site_id"], strict=True):
        sites.setdefault(synergy_id, []).append((role, site))
    found = [
        (synergy_id, provider, receiver)
        for synergy_id, own in sites.items()
        for provider, receiver in _ends(own)
        if provider != receiver
    ]
    return pd.DataFrame(found, columns=["synergy_id", "provider_id", "receiver_id"], dtype=object)


def _ends(sites: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of the sites of one synergy, which are given with their roles."""
    providers, between, receivers, operators, others = (
        [site for role, site in sites if role == wanted]
        for wanted in ("provider", "treatment", "receiver", "operator", "other")
    )
    steps = [step for step in (providers, between, receivers) if step]
    ends = [(a, b) for one, two in itertools.pairwise(steps) for a in one for b in two]
    middle = (operators or providers or between or receivers or others)[0]
    joined = {site for pair in ends for site in pair}
    alone = [site for _role, site in sites if site not in joined and site != middle]
    return ends + [(middle, site) for site in dict.fromkeys(alone)]


def resources(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All possible resources of a synergy; columns as in `resource_names.sql`."""
    return store.ask(con, "resource_names")
