"""Tables whose rows have a source each."""

import pandas as pd
import streamlit as st

from pages.common import show
from pages.common.language import _, reader

_ROWS = 14  # number of rows before a table scrolls


def table(rows: pd.DataFrame, *, alt: str, is_brief: bool) -> None:
    """List rows with their source in the last column, or below if few sources repeat or there is no space.

    Parameters
    ----------
    rows : DataFrame
        One column per heading, in the reader's language.
    alt : str
        Alternative text.
    is_brief : bool
        True if there is no space for sources beside the rows.
    """
    read, source = reader(), rows.columns[-1]
    sources = {words: number for number, words in enumerate(dict.fromkeys(rows[source]), start=1)}
    if len(sources) == 1:
        show.table(rows.drop(columns=source), alt=alt, most=_ROWS)
        st.caption(_("Source: {source}", source=show.escaped(next(iter(sources)))))
    elif is_brief or 2 * len(sources) <= len(rows):  # numbers refer to them
        numbered = rows.assign(**{source: [read.number(sources[words]) for words in rows[source]]})
        show.table(numbered, alt=alt, most=_ROWS)
        st.caption("\n".join(f"{number}. {show.escaped(words)}" for words, number in sources.items()))
    else:
        show.table(rows, alt=alt, most=_ROWS)
