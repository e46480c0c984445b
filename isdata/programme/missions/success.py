"""Success contract: indicators, weights and baseline, agreed and locked by the committee before the start."""

import datetime as dt

import duckdb
import numpy as np
import pandas as pd

from isdata.data import contracts as lists
from isdata.data import money, store
from isdata.data.disclosure import FACILITATOR, Viewer, withheld
from isdata.data.i18n import N_, both
from isdata.errors import IncompleteIndicatorsError, LockedContractError, UnreadyContractError

MOST_WEIGHT = 0.5  # an indicator above this weight decides alone
NOT_STATED, ALL = "not_stated", "all"  # columns of `origins` besides the occasions
WEIGHTS = ("indicator_id", "weight", "baseline", "target")


def contracts(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Versions of a park's contract, newest first; columns as in `success_contracts.sql`."""
    return store.ask(con, "success_contracts", park_id=park_id)


def status(con: duckdb.DuckDBPyConnection, *, contract_id: str, viewer: Viewer) -> pd.DataFrame:
    """All indicators of a contract, met or not; columns as in `success_status.sql`.

    Values are missing where they would identify an undisclosed company to the viewer (`Withheld.hides_records`).
    """
    found = store.ask(con, "success_status", contract_id=contract_id)
    park = con.execute("select park_id from success_contract where contract_id = ?", [contract_id]).fetchall()
    if withheld(con, viewer=viewer, parks=[name for (name,) in park]).hides_records:
        values = ["baseline", "reached", "year", "source", "is_met", "progress"]
        return found.assign(**dict.fromkeys(values, np.nan))
    return found


def rankings(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Rank of each synergy by mass, value, CO2, water and innovation; columns and rules as in `synergy_rankings.sql`."""
    rates = money.rates(con, money.currency_of(con, park_id=park_id))
    return store.ask(
        con, "synergy_rankings", park_id=park_id, currencies=list(rates), rates=list(rates.values())
    )


def origins(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Number of synergies of a park by topic and occasion of their identification, ended ones included.

    Returns
    -------
    DataFrame, index topic
        A column for each occasion that occurs, in the order of the list `synergy_origin`; `NOT_STATED` if some
        synergies state none; and `ALL`.
    """
    found = store.ask(con, "synergy_origins", park_id=park_id)
    counts = found.assign(origin=found["origin"].fillna(NOT_STATED)).pivot(
        index="topic", columns="origin", values="synergies"
    )
    occasions = lists.present(found["origin"].dropna(), "synergy_origin")
    columns = [*occasions, *counts.columns.intersection([NOT_STATED])]
    counts = (
        counts.reindex(index=lists.present(found["topic"], "topic"), columns=columns).fillna(0).astype(int)
    )
    return counts.assign(**{ALL: counts.sum(axis="columns")})


def heavy(weights: pd.DataFrame) -> pd.DataFrame:
    """Indicators with more than half of the total weight."""
    return weights[weights["weight"].fillna(0) > MOST_WEIGHT * weights["weight"].sum()]


def score(found: pd.DataFrame) -> float:
    r"""Weighted progress of a contract, from `status`. [-]

    .. math:: \sum_i w_i \min(1, \max(0, \frac{reached_i - baseline_i}{target_i - baseline_i}))

    An indicator without a value counts as zero progress.
    """
    return float((found["weight"].fillna(0) * found["progress"].fillna(0)).sum())


def by_urgency(found: pd.DataFrame) -> pd.DataFrame:
    """Indicators of `status` by progress, furthest behind first; then those without a value, then the met ones."""
    rank = np.select([found["is_met"].fillna(False).astype(bool), found["progress"].isna()], [2, 1], 0)
    return found.loc[found.assign(rank=rank).sort_values(["rank", "progress"], kind="stable").index]


def draft(con: duckdb.DuckDBPyConnection, *, park_id: str, who: str, decision_id: str | None = None) -> str:
    """Create a new version as a copy of the previous one; return its id.

    Raises
    ------
    LockedContractError
        The previous version is locked and no decision allows a change.
    """
    known = contracts(con, park_id=park_id)
    if not known.empty and pd.notna(known.iloc[0]["locked_on"]) and not decision_id:
        raise LockedContractError(
            day=known.iloc[0]["locked_on"].date(), names=known.iloc[0]["locked_by"] or "–"
        )
    name = f"{park_id}-SC{len(known) + 1}"
    rows = {
        "success_contract": pd.DataFrame(
            [{"contract_id": name, "park_id": park_id, "decision_id": decision_id}]
        )
    }
    if not known.empty:
        former = status(con, contract_id=str(known.iloc[0]["contract_id"]), viewer=FACILITATOR)[list(WEIGHTS)]
        rows["success_weight"] = former.assign(contract_id=name)
        rows["success_contract"]["baseline_year"] = known.iloc[0]["baseline_year"]
    store.write(
        con,
        {table: each.astype(object) for table, each in rows.items()},
        who=who,
        reason=both(N_("Success contract drafted")),
    )
    return name


def save(
    con: duckdb.DuckDBPyConnection,
    *,
    contract_id: str,
    weights: pd.DataFrame,
    baseline_year: int | None,
    who: str,
) -> None:
    """Replace all indicators of a draft.

    Raises
    ------
    LockedContractError
        It is locked; a new version needs a decision.
    ProblemsError
        A value breaks a rule; nothing was stored.
    """
    _refuse_locked(con, contract_id)
    rows = weights[list(WEIGHTS)].assign(contract_id=contract_id).astype(object)
    gone = set(status(con, contract_id=contract_id, viewer=FACILITATOR)["indicator_id"]) - set(
        rows["indicator_id"]
    )
    about = pd.DataFrame([{"contract_id": contract_id, "baseline_year": baseline_year}]).astype(object)
    store.write(
        con,
        {"success_weight": rows, "success_contract": about},
        who=who,
        reason=both(N_("Success contract edited")),
        removed={"success_weight": [f"{contract_id} · {name}" for name in sorted(gone)]},
    )


def lock(con: duckdb.DuckDBPyConnection, *, contract_id: str, day: dt.date, names: str, who: str) -> None:
    """Lock a contract with date and names.

    Raises
    ------
    LockedContractError
        It is locked already.
    IncompleteIndicatorsError
        Indicators lack a weight, baseline or target; the error names them.
    UnreadyContractError
        Weights do not add up to 1, or there is no indicator, year or name.
    """
    _refuse_locked(con, contract_id)
    found = status(con, contract_id=contract_id, viewer=FACILITATOR)
    ((year,),) = con.execute(
        "select baseline_year from success_contract where contract_id = ?", [contract_id]
    ).fetchall()
    gaps = found[found[["weight", "baseline", "target"]].isna().any(axis=1)]
    if len(gaps):
        raise IncompleteIndicatorsError(gaps.to_dict("records"))
    if found.empty or year is None or not names.strip() or abs(found["weight"].sum() - 1) > 1e-6:
        raise UnreadyContractError
    rows = pd.DataFrame([{"contract_id": contract_id, "locked_on": day, "locked_by": names.strip()}])
    store.write(con, {"success_contract": rows}, who=who, reason=both(N_("Success contract locked")))


def _refuse_locked(con: duckdb.DuckDBPyConnection, contract_id: str) -> None:
    ((locked_on, names),) = con.execute(
        "select locked_on, locked_by from success_contract where contract_id = ?", [contract_id]
    ).fetchall()
    if locked_on is not None:
        raise LockedContractError(day=locked_on, names=names or "–")
