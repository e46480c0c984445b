"""Which of the measures that exclude each other a network counts: those that can be done together."""

import pandas as pd

from isdata.energy import measures


def feasible(relations: pd.DataFrame, worth: pd.Series, done: pd.Series) -> pd.Index:
    """Return measures that can be done together.

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
    rivals: dict[str, set[str]] = {}
    for one, other in measures.conflicts(relations, worth.index).excluded:
        rivals.setdefault(one, set()).add(other)
        rivals.setdefault(other, set()).add(one)
    order = pd.DataFrame({"done": done, "worth": worth}).sort_values(
        ["done", "worth"], ascending=False, kind="stable", na_position="last"
    )
    kept: set[str] = set()
    for name in order.index:
        if done[name] or not rivals.get(name, set()) & kept:
            kept.add(name)
    while lost := _needing_what_is_out(relations, worth.index, kept, done):
        kept -= lost
    return worth.index[worth.index.isin(list(kept))]


def _needing_what_is_out(relations: pd.DataFrame, ids: pd.Index, kept: set[str], done: pd.Series) -> set[str]:
    """Return the measures among those kept that need one that was left out."""
    open_needs = measures.conflicts(relations, pd.Index(sorted(kept))).missing
    return {one for one, other in open_needs if other in ids and not done[one]}
