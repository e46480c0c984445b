"""Rows of individual companies, limited to the data that a viewer may see."""

from collections.abc import Iterable

import pandas as pd

from isdata.data.disclosure.viewer import Viewer


def disclosed(
    rows: pd.DataFrame, viewer: Viewer, *, hidden: Iterable[str], money: Iterable[str] = ()
) -> pd.DataFrame:
    """Rows with cells emptied for companies that have not agreed to disclosure; the viewer's own rows stay complete.

    Parameters
    ----------
    rows : DataFrame
        company_id, visibility (as `company.visibility`), and any other columns.
    viewer : Viewer
        Reader of the rows.
    hidden : iterable of str
        Columns that are emptied for a company that is not disclosed: names, texts and amounts.
    money : iterable of str
        Columns that are emptied for all readers except the facilitator and the company itself.

    Returns
    -------
    DataFrame
        `rows` with is_named, has_money (whether money may be shown), and the columns emptied; names that are not
        columns are ignored.
    """
    is_own = viewer.reads_all_of(rows["company_id"])
    is_named = is_own | (rows["visibility"] == "public")
    kept = dict.fromkeys(hidden, is_named) | dict.fromkeys(money, is_own)
    whole = {id(mask) for mask in (is_named, is_own) if mask.all()}  # columns that need no emptying
    emptied = {
        name: rows[name].where(mask) for name, mask in kept.items() if name in rows and id(mask) not in whole
    }
    return rows.assign(is_named=is_named, has_money=is_own, **emptied)
