"""Rows of single companies, as a viewer may read them."""

from collections.abc import Iterable

import pandas as pd

from isdata.data.disclosure.viewer import Viewer


def disclosed(
    rows: pd.DataFrame, viewer: Viewer, *, hidden: Iterable[str], money: Iterable[str] = ()
) -> pd.DataFrame:
    """Rows of which a viewer reads in full only those of companies that agreed, and its own.

    Parameters
    ----------
    rows : DataFrame
        company_id, visibility (as `company.visibility`), and any other columns.
    viewer : Viewer
        Who reads it.
    hidden : iterable of str
        Columns that are empty for a company that is not read in full: its names, words and amounts.
    money : iterable of str
        Columns that are empty for everybody but the facilitator and the company itself.

    Returns
    -------
    DataFrame
        `rows` with is_named, has_money (whether its money may be shown), and the columns emptied; names that are no
        columns are passed over.
    """
    is_own = viewer.reads_all_of(rows["company_id"])
    is_named = is_own | (rows["visibility"] == "public")
    kept = dict.fromkeys(hidden, is_named) | dict.fromkeys(money, is_own)
    whole = {id(mask) for mask in (is_named, is_own) if mask.all()}  # nothing of their columns is emptied
    emptied = {
        name: rows[name].where(mask) for name, mask in kept.items() if name in rows and id(mask) not in whole
    }
    return rows.assign(is_named=is_named, has_money=is_own, **emptied)
