"""History: who changed what, undo, export, backups, and the rules that stored rows break."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import history, ingest, store
from pages.common import role
from pages.common.data import ask, cursor, database_path
from pages.common.language import _, ngettext, reader

read = reader()

if not role.sees_all():
    st.info(
        _("Data are brought in and taken out in the facilitator's view. Choose it on the left."),
        icon=":material/lock:",
    )
    st.stop()

st.subheader(_("Take the data with you"), icon=":material/download:")
with st.container(horizontal=True):
    st.download_button(
        _("Everything as a workbook"),
        data=lambda: ingest.export_workbook(cursor()),
        file_name="isdata.xlsx",
        icon=":material/table_view:",
        on_click="ignore",
        help=_("It can be brought in again and gives the same database."),
    )
    if st.button(_("Make a backup"), key="backup", icon=":material/backup:"):
        moment = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
        copy = store.backup(cursor(), database_path().with_suffix(f".{moment}.duckdb"))
        st.success(_("The copy is {path}.", path=copy), icon=":material/check_circle:")

st.subheader(_("Rules"), icon=":material/rule:")
problems = ask(store.check)
if problems.empty:
    st.success(_("Every stored row keeps every rule."), icon=":material/check_circle:")
else:
    worded = ingest.word(problems, read)
    st.warning(
        ngettext("{count} stored cell breaks a rule.", "{count} stored cells break a rule.", len(worded)),
        icon=":material/warning:",
    )
    st.dataframe(
        pd.DataFrame(
            {
                _("Table"): worded["table"],
                _("Row"): problems["row_key"],
                _("Column"): worded["column"],
                _("What is wrong, and the remedy"): worded["message"],
            }
        ),
        hide_index=True,
        alt=_("Stored cells that break a rule"),
    )

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
