"""History: who changed what, when and why, each cell before and after, and undo."""

import pandas as pd
import streamlit as st

from isdata import contracts, history, store
from pages.common import pick, role, signing
from pages.common.data import ask, cursor
from pages.common.language import _, reader
from pages.common.tables import show_rows

FEW = 8  # rows shown without scrolling

read = reader()

role.keep_guests_out(_("Data are brought in and taken out in the facilitator's view. Choose it on the left."))

st.subheader(_("Changes"), icon=":material/history:")
changes = ask(history.changes)
if changes.empty:
    st.info(_("Nothing was stored yet."), icon=":material/info:")
    st.stop()
st.caption(_("Choose a change to see its cells."))
picked = show_rows(
    pd.DataFrame(
        {
            _("Version"): changes["version"],
            _("When"): changes["changed_at"].map(read.moment),
            _("Who"): changes["changed_by"],
            _("Why"): changes["reason"].map(read.reason),
            _("Tables"): [", ".join(read.table(name) for name in names) for names in changes["tables"]],
            _("Added"): changes["added"],
            _("Changed"): changes["changed"],
            _("Removed"): changes["removed"],
        }
    ),
    height=360 if len(changes) > FEW else "content",
    key="changes",
    on_select="rerun",
    selection_mode="single-row-required",
    alt=_("Changes, the newest first"),
)
change = changes.iloc[picked.selection.rows[0] if picked.selection.rows else 0]
version = int(change["version"])
touched = ask(history.tables, version=version).set_index("table_name")
counts = touched.sum(axis="columns")
titles = {name: f"{read.table(name)} ({read.number(count)})" for name, count in counts.to_dict().items()}
table = pick.from_list(_("Table"), titles, key="changed_table", width=480)
cells = ask(history.cells, version=version, table=table)
named = ask(history.names, version=version, table=table)
names = {key: read.name(row["name_en"], row["name_zh"]) for key, row in named.to_dict("index").items()}
choices = {column.name: column.choices for column in contracts.tables()[table].columns}


def in_words(column: str, cell: object) -> str | None:
    """Return a stored cell as the reader calls it; None where it is empty."""
    if cell is None or cell != cell:
        return None
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return read.choice(choices[column], cell) if choices.get(column) and isinstance(cell, str) else str(cell)


show_rows(
    pd.DataFrame(
        {
            _("Name"): [names.get(key) or None for key in cells["row_key"]],
            _("Row"): cells["row_key"],
            _("Column"): [read.column(table, column) for column in cells["column"]],
            _("Before"): [in_words(*cell) for cell in zip(cells["column"], cells["before"], strict=True)],
            _("After"): [in_words(*cell) for cell in zip(cells["column"], cells["after"], strict=True)],
        }
    ),
    height=300 if len(cells) > FEW else "content",
    alt=_("Cells that the change touched"),
)
st.caption(
    _(
        "Tables that were changed together go back together: {tables}. What was stored in them later is undone too.",
        tables=", ".join(read.table(name) for name in touched.index),
    )
)
who = signing.signed_button(
    _("Put back to before this change"), key="undo", icon=":material/undo:", primary=False
)
if who:
    store.revert(
        cursor(),
        list(touched.index),
        version - 1,
        who=who,
        reason=_("back to before version {version}", version=version),
    )
    st.rerun()
