"""Combined saving of measures, which overlaps make smaller than their sum."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.contracts.results import Relations, Savings
from isdata.energy.measures.register import Register


def relations(con: duckdb.DuckDBPyConnection, *, park_id: str, joining: Sequence[str] = ()) -> Relations:
    """Relations (requires, excludes, overlaps, shares costs) between measures of a park and of companies
    joining it.

    As declared in `contracts/results/relations.csv`.
    """
    return store.ask(con, "measure_relations", park_id=park_id, joining=list(joining))


def overlaps(relations: Relations) -> pd.DataFrame:
    """Share of a measure's saving lost when another is implemented too, in the declared order.

    The shares that several measures take from the same one add up; if they exceed its whole saving, they are
    scaled down to it.

    Parameters
    ----------
    relations : DataFrame
        As `relations` returns.

    Returns
    -------
    DataFrame
        measure_id, other_id (the one with the loss), overlap [-].
    """
    return _within_whole(relations, "overlaps", "overlap")


def shares(relations: Relations) -> pd.DataFrame:
    """Share of a measure's investment saved when another is implemented too, such as common scaffolding.

    The shares that several measures save the same one add up; if they exceed its whole investment, they are
    scaled down.

    Parameters
    ----------
    relations : DataFrame
        As `relations` returns.

    Returns
    -------
    DataFrame
        measure_id, other_id (the one with the lower cost), shared [-].
    """
    if "shared" not in relations:
        return pd.DataFrame(columns=["measure_id", "other_id", "shared"]).astype({"shared": float})
    return _within_whole(relations, "shares", "shared")


def _within_whole(relations: Relations, relation: str, share: str) -> pd.DataFrame:
    """Relations of one kind with their share of the other measure, scaled down where they add up to more than 1. [-]"""
    declared = relations.loc[relations["relation"] == relation, ["measure_id", "other_id", share]]
    declared = declared[declared[share] > 0]
    together = declared.groupby("other_id")[share].transform("sum")
    return declared.assign(**{share: declared[share] / together.clip(lower=1)}).reset_index(drop=True)


def shared_investment(relations: Relations, ids: pd.Index, delay: pd.Series | None = None) -> pd.Series:
    """Share of its investment that each measure saves when all of `ids` are implemented. [-]

    Parameters
    ----------
    delay : Series, index measure_id, optional
        Years after which each is implemented: nothing is saved if the other follows later. [yr]
    """
    both = _inside(shares(relations), ids)
    both = both[_years_between(both, delay) <= 0]
    return both.groupby("other_id")["shared"].sum().reindex(ids, fill_value=0.0)


def lost_shares(relations: Relations, ids: pd.Index) -> pd.Series:
    """Share of its saving that each measure loses once all of `ids` are implemented. [-]"""
    return lost_among(overlaps(relations), ids)


def lost_among(overlapping: pd.DataFrame, ids: pd.Index) -> pd.Series:
    """The same from what `overlaps` returns, for several sets of measures."""
    both = _inside(overlapping, ids)
    return both.groupby("other_id")["overlap"].sum().reindex(ids, fill_value=0.0)


def kept(relations: Relations, ids: pd.Index) -> pd.Series:
    """Remaining share of each measure's saving once all of `ids` are implemented. [-]"""
    return 1.0 - lost_shares(relations, ids)


def packaged(register: Register, relations: Relations) -> Register:
    """Measures with the saving of each when all of them are implemented together.

    Parameters
    ----------
    register : Register
        The measures of the package; an optional column delay states after how many years. [yr]
    relations : DataFrame
        As `relations` returns.

    Returns
    -------
    Register
        Resources, money, energy and CO2 saved are reduced by the share that is lost once all are implemented,
        and investments by the shared part; other savings are unchanged. If a measure takes from an earlier
        one, `early` holds the additional savings of the earlier one until then.
    """
    ids, delay = register.measures.index, register.measures.get("delay")
    left = kept(relations, ids)
    return Register(
        register.measures.assign(
            energy_saving=register.measures["energy_saving"] * left,
            co2_saving=register.measures["co2_saving"] * left,
            investment=register.measures["investment"] * (1 - shared_investment(relations, ids, delay)),
        ),
        _times(register.savings, register.savings["measure_id"].map(left).astype(float).fillna(1.0)),
        register.currency,
        _early(register, relations, delay),
    )


def _early(register: Register, relations: Relations, delay: pd.Series | None) -> pd.DataFrame | None:
    """Savings of measures in the years before an overlapping one is implemented; None if there are none."""
    both = _inside(overlaps(relations), register.measures.index)
    both = both.assign(years=_years_between(both, delay))
    both = both[both["years"] > 0]
    if both.empty:
        return None
    rows = register.savings.merge(
        both[["other_id", "overlap", "years"]], left_on="measure_id", right_on="other_id"
    )
    return _times(rows, rows["overlap"]).drop(columns=["other_id", "overlap"])


def _inside(pairs: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Pairs of which both are implemented."""
    done = set(ids)  # pandas would rebuild an index of all measures for a few pairs
    ends = zip(pairs["measure_id"], pairs["other_id"], strict=True)
    return pairs[np.array([one in done and other in done for one, other in ends], dtype=bool)]


def _years_between(pairs: pd.DataFrame, delay: pd.Series | None) -> pd.Series:
    """Number of years between the second and the first of each pair. [yr]"""
    if delay is None:
        return pd.Series(0, index=pairs.index)
    return pairs["measure_id"].map(delay).astype(int) - pairs["other_id"].map(delay).astype(int)


def _times(savings: Savings, factor: pd.Series) -> pd.DataFrame:
    """Savings multiplied by a factor for each row."""
    return savings.assign(**{name: savings[name] * factor for name in ("saved", "money", "energy", "co2")})


@dataclass(frozen=True)
class Conflicts:
    """Violated relations of a set of measures: (measure, required one) and (measure, excluded one)."""

    missing: list[tuple[str, str]]
    excluded: list[tuple[str, str]]


def conflicts(relations: Relations, ids: pd.Index) -> Conflicts:
    """Requirements that a set of measures does not meet, and the pairs in it that exclude each
    other."""
    known, missing, excluded = set(ids), [], []
    columns = (relations[name].tolist() for name in ("measure_id", "other_id", "relation"))
    for one, other, relation in zip(*columns, strict=True):
        if one in known and relation == "needs" and other not in known:
            missing.append((one, other))
        elif one in known and relation == "excludes" and other in known:
            excluded.append((one, other))
    return Conflicts(missing, excluded)


def feasible(relations: Relations, worth: pd.Series, done: pd.Series) -> pd.Index:
    """Measures that can be implemented together.

    Of two that exclude each other the more valuable one is kept; measures that need an excluded one are
    excluded too. Implemented measures are always kept, regardless of their relations.

    Parameters
    ----------
    relations : DataFrame
        measure_id, other_id, relation; as `measures.relations` returns.
    worth : Series, index measure_id
        Net present value, missing if unknown. [currency]
    done : Series of bool, same index
        Whether the measure is implemented.
    """
    excluding: dict[str, set[str]] = {}
    for one, other in conflicts(relations, worth.index).excluded:
        excluding.setdefault(one, set()).add(other)
        excluding.setdefault(other, set()).add(one)
    order = pd.DataFrame({"done": done, "worth": worth}).sort_values(
        ["done", "worth"], ascending=False, kind="stable", na_position="last"
    )
    kept: set[str] = set()
    for name in order.index:
        if done[name] or not excluding.get(name, set()) & kept:
            kept.add(name)
    while lost := _needing_excluded(relations, worth.index, kept, done):
        kept -= lost
    return worth.index[worth.index.isin(list(kept))]


def _needing_excluded(relations: Relations, ids: pd.Index, kept: set[str], done: pd.Series) -> set[str]:
    """Remaining measures that need an excluded one."""
    open_needs = conflicts(relations, pd.Index(sorted(kept))).missing
    return {one for one, other in open_needs if other in ids and not done[one]}
