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

    Shares that several measures take from the same one add up; where they come to more than all of it, they are
    scaled down to all of it together.

    Parameters
    ----------
    relations : DataFrame
        As `relations` returns.

    Returns
    -------
    DataFrame
        measure_id, other_id (the one that loses), overlap [-].
    """
    declared = relations.loc[relations["relation"] == "overlaps", ["measure_id", "other_id", "overlap"]]
    declared = declared[declared["overlap"] > 0]
    together = declared.groupby("other_id")["overlap"].transform("sum")
    return declared.assign(overlap=declared["overlap"] / together.clip(lower=1)).reset_index(drop=True)


def shares(relations: Relations) -> pd.DataFrame:
    """Share of a measure's investment saved when another is implemented too, such as common scaffolding.

    Parts that several measures spare the same one add up; where they come to more than all of it, they are scaled down.

    Parameters
    ----------
    relations : DataFrame
        As `relations` returns.

    Returns
    -------
    DataFrame
        measure_id, other_id (the one that costs less), shared [-].
    """
    if "shared" not in relations:
        return pd.DataFrame(columns=["measure_id", "other_id", "shared"]).astype({"shared": float})
    declared = relations.loc[relations["relation"] == "shares", ["measure_id", "other_id", "shared"]]
    declared = declared[declared["shared"] > 0]
    together = declared.groupby("other_id")["shared"].transform("sum")
    return declared.assign(shared=declared["shared"] / together.clip(lower=1)).reset_index(drop=True)


def spared(relations: Relations, ids: pd.Index, delay: pd.Series | None = None) -> pd.Series:
    """Return the part of its investment that each measure is spared when all of `ids` are done. [-]

    Parameters
    ----------
    delay : Series, index measure_id, optional
        Years after which each is done: nothing is spared where the other follows later. [yr]
    """
    both = _inside(shares(relations), ids)
    both = both[_waits(both, delay) <= 0]
    return both.groupby("other_id")["shared"].sum().reindex(ids, fill_value=0.0)


def lost_shares(relations: Relations, ids: pd.Index) -> pd.Series:
    """Return the share of its saving that each measure loses once all of `ids` are done. [-]"""
    both = _inside(overlaps(relations), ids)
    return both.groupby("other_id")["overlap"].sum().reindex(ids, fill_value=0.0)


def kept(relations: Relations, ids: pd.Index) -> pd.Series:
    """Remaining share of each measure's saving once all of `ids` are implemented. [-]"""
    return 1.0 - lost_shares(relations, ids)


def packaged(register: Register, relations: Relations) -> Register:
    """Return the measures with what each saves when all of them are done together.

    Parameters
    ----------
    register : Register
        The measures done; a column delay says how many years later. [yr]
    relations : DataFrame
        As `relations` returns.

    Returns
    -------
    Register
        Resources, money, energy and CO2 saved are less by the share that is lost once all are done, and investments by
        what is shared; other savings stay. Where a measure takes from an earlier one, `early` holds what that one saves
        besides until then.
    """
    ids, delay = register.measures.index, register.measures.get("delay")
    left = kept(relations, ids)
    return Register(
        register.measures.assign(
            energy_saving=register.measures["energy_saving"] * left,
            co2_saving=register.measures["co2_saving"] * left,
            investment=register.measures["investment"] * (1 - spared(relations, ids, delay)),
        ),
        _times(register.savings, register.savings["measure_id"].map(left).astype(float).fillna(1.0)),
        register.currency,
        _early(register, relations, delay),
    )


def _early(register: Register, relations: Relations, delay: pd.Series | None) -> pd.DataFrame | None:
    """Savings of measures in the years before an overlapping one is implemented; None where there are none."""
    both = _inside(overlaps(relations), register.measures.index)
    both = both.assign(years=_waits(both, delay))
    both = both[both["years"] > 0]
    if both.empty:
        return None
    rows = register.savings.merge(
        both[["other_id", "overlap", "years"]], left_on="measure_id", right_on="other_id"
    )
    return _times(rows, rows["overlap"]).drop(columns=["other_id", "overlap"])


def _inside(pairs: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Return the pairs of which both are done."""
    done = set(ids)  # pandas would prepare the ids of all measures anew for a few pairs
    ends = zip(pairs["measure_id"], pairs["other_id"], strict=True)
    return pairs[np.array([one in done and other in done for one, other in ends], dtype=bool)]


def _waits(pairs: pd.DataFrame, delay: pd.Series | None) -> pd.Series:
    """Number of years between the second and the first of each pair. [yr]"""
    if delay is None:
        return pd.Series(0, index=pairs.index)
    return pairs["measure_id"].map(delay).astype(int) - pairs["other_id"].map(delay).astype(int)


def _times(savings: Savings, factor: pd.Series) -> pd.DataFrame:
    """Return savings times a factor for each row."""
    return savings.assign(**{name: savings[name] * factor for name in ("saved", "money", "energy", "co2")})


@dataclass(frozen=True)
class Conflicts:
    """Relations that a set of measures does not keep: (measure, what it needs) and (measure, what it excludes)."""

    missing: list[tuple[str, str]]
    excluded: list[tuple[str, str]]


def conflicts(relations: Relations, ids: pd.Index) -> Conflicts:
    """Return the needs that a set of measures leaves open, and the pairs in it that exclude each other."""
    inside = relations[relations["measure_id"].isin(ids)]
    needs = inside[(inside["relation"] == "needs") & ~inside["other_id"].isin(ids)]
    excludes = inside[(inside["relation"] == "excludes") & inside["other_id"].isin(ids)]
    return Conflicts(
        list(zip(needs["measure_id"], needs["other_id"], strict=True)),
        list(zip(excludes["measure_id"], excludes["other_id"], strict=True)),
    )


def feasible(relations: Relations, worth: pd.Series, done: pd.Series) -> pd.Index:
    """Return the measures that can be done together.

    Of two that exclude each other the one that is worth more stays; what needs one that is left out goes with it.
    Measures that are done already stay, whatever is recorded of them.

    Parameters
    ----------
    relations : DataFrame
        measure_id, other_id, relation; as `measures.relations` returns.
    worth : Series, index measure_id
        Net present value, missing where it is not known. [currency]
    done : Series of bool, same index
        Whether the measure is done already.
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
    while lost := _needing_what_is_out(relations, worth.index, kept, done):
        kept -= lost
    return worth.index[worth.index.isin(list(kept))]


def _needing_what_is_out(relations: Relations, ids: pd.Index, kept: set[str], done: pd.Series) -> set[str]:
    """Return the measures among those kept that need one that was left out."""
    open_needs = conflicts(relations, pd.Index(sorted(kept))).missing
    return {one for one, other in open_needs if other in ids and not done[one]}
