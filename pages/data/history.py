"""History: who changed what, when and why, each cell before and after, and undo."""

import pandas as pd
import streamlit as st

from isdata import history, store
from pages.common import role
from pages.common.data import ask, cursor
from pages.common.language import _, reader

read = reader()

if not role.sees_all():
    st.info(
        _("Data are brought in and taken out in the facilitator's view. Choose it on the left."),
        icon=":material/lock:",
    )
    st.stop()

st.subheader(_("Changes"), icon=":material/history:")
changes = ask(history.changes)
if changes.empty:
    st.info(_("Nothing was stored yet."), icon=":material/info:")
    st.stop()
st.caption(_("Choose a change to see its cells."))
picked = st.dataframe(
    pd.DataFrame(
        {
            _("Version"): changes["version"],
            _("When"): changes["changed_at"].map(read.moment),
            _("Who"): changes["changed_by"],
            _("Why"): changes["reason"],
            _("Table"): changes["table_name"].map(read.table),
            _("Added"): changes["added"],
            _("Changed"): changes["changed"],
            _("Removed"): changes["removed"],
        }
    ),
    hide_index=True,
    height=360,
    key="changes",
    on_select="rerun",
    selection_mode="single-row",
    alt=_("Changes of tables, the newest first"),
)
if picked.selection.rows:
    change = changes.iloc[picked.selection.rows[0]]
    cells = ask(history.cells, version=int(change["version"]), table=change["table_name"])
    st.dataframe(
        pd.DataFrame(
            {
                _("Row"): cells["row_key"],
                _("Column"): [read.column(change["table_name"], column) for column in cells["column"]],
                _("Before"): cells["before"].astype("string"),
                _("After"): cells["after"].astype("string"),
            }
        ),
        hide_index=True,
        height=300,
        alt=_("Cells that the change touched"),
    )
    version = int(change["version"])
    together = changes.loc[changes["version"] == version, "table_name"].tolist()
    st.caption(
        _(
            "Tables that were changed together go back together: {tables}. What was stored in them later is undone too.",
            tables=", ".join(read.table(name) for name in together),
        )
    )
    who = st.text_input(_("Your name, for the change log"), key="who", persist_state="session")
    if st.button(
        _("Put back to before this change"), key="undo", icon=":material/undo:", disabled=not who.strip()
    ):
        store.revert(
            cursor(), together, version - 1, who=who.strip(), reason=f"back to version {version - 1}"
        )
        st.rerun()
