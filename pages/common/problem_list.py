"""Problems of imported files: common causes, then each problem with its cell."""

import pandas as pd
import streamlit as st

from isdata.data import ingest
from pages.common import show
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows

MOST_CAUSES = 6
_FEW = 20  # number of problems visible without scrolling


def show_problems(problems: pd.DataFrame, *, remedy: str = "") -> None:
    """Show the problems of an import, as `Import.problems`; `remedy` replaces the advice to correct the file."""
    worded = ingest.message_table(problems, reader())
    found = ngettext("{count} problem found.", "{count} problems found.", len(worded))
    remedy = remedy or _("Nothing was saved. Correct the file and upload it again.")
    st.error(reader().sentences([found, remedy]), icon=":material/error:")
    _show_causes(problems)
    shown = _in_columns(worded)
    if len(shown) <= _FEW:  # not cut, regardless of their length
        show.table(shown.astype(str), alt=_("All problems with their cells"))
        return
    show_rows(
        shown,
        lines=3,
        most=520,
        column_config={
            _("Sheet"): st.column_config.Column(width=110),
            _("Cell"): st.column_config.Column(width=70),
            _("Problem and remedy"): st.column_config.Column(width=600),
            _("Value"): st.column_config.Column(width=140),
        },
        alt=_("All problems with their cells"),
    )


def _in_columns(worded: pd.DataFrame) -> pd.DataFrame:
    """Problems with headings for the reader; columns with the same value in each row are left out."""
    labels = {
        "sheet": _("Sheet"),
        "cell": _("Cell"),
        "message": _("Problem and remedy"),
        "value": _("Value"),
        "column": _("Column"),
        "table": _("Table"),
        "file": _("File"),
    }
    # A problem of a whole row or of a stored row has no cell.
    places = worded["cell"].where(worded["cell"] != "", worded["row"].astype("string").fillna(""))
    table = worded.assign(cell=places)[list(labels)]
    of_workbook = ("sheet",) if (table["sheet"] != "").any() else ()
    is_needed = [
        name in ("cell", "message", "value", *of_workbook) or table[name].nunique() > 1 for name in labels
    ]
    return table.loc[:, is_needed].rename(columns=labels)


def show_stored(problems: pd.DataFrame) -> None:
    """Show the stored rows that break a rule, as `store.check`."""
    worded = ingest.message_table(problems, reader())
    st.warning(
        ngettext("{count} invalid cell.", "{count} invalid cells.", len(worded)),
        icon=":material/warning:",
    )
    show_rows(
        {
            _("Table"): worded["table"],
            _("Row"): problems["row_key"],
            _("Column"): worded["column"],
            _("Problem and remedy"): worded["message"],
        },
        alt=_("Invalid cells"),
    )


def _show_causes(problems: pd.DataFrame) -> None:
    """Show the most frequent causes of problems."""
    causes = ingest.causes(problems, reader())[:MOST_CAUSES]
    if not causes:
        return
    st.markdown(_("**Most frequent problems**, each with its first cell:"))
    counted = [ngettext("{count} cell", "{count} cells", cells) for _words, cells in causes]
    lines = [
        f"- :red-badge[{count}] {show.escaped(words)}"
        for count, (words, _cells) in zip(counted, causes, strict=True)
    ]
    st.markdown("\n".join(lines))
