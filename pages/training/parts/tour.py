"""Start here: a first hour on the real pages, in eight steps, and cases to discuss."""

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from pages.common import navigation
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.show import plain

# Question, page that answers it, and what the page is to show.
STEPS = (
    (N_("What moves?"), "flows", {"flow_look": "network"}),
    (N_("What is lost?"), "flows", {"flow_table": "ends"}),
    (N_("Who could use it?"), "matches", {}),
    (N_("Is it worth it?"), "synergy", {}),
    (N_("Who agrees?"), "board", {}),
    (N_("What does it save?"), "energy", {}),
    (N_("What does the committee decide?"), "success", {}),
    (N_("How is it followed up?"), "meetings", {}),
)


def show() -> None:
    """Show the eight steps."""
    with st.expander(_("Start here: a first hour in eight steps"), icon=":material/explore:"):
        for number, (question, page, query) in enumerate(STEPS, 1):
            navigation.link(page, f"{number}. {_(question)}", park="chengdu", **query)


def cases() -> None:
    """Show the cases of the library with their questions for discussion."""
    known, read = ask(_cases), reader()
    if known.empty:
        return
    with st.expander(_("Case cards: {count}", count=read.number(len(known))), icon=":material/style:"):
        for row in known.to_dict("records"):
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"**{plain(read.name(row['name_en'], row['name_zh']))}**")
                st.markdown(plain(read.name(row["summary_en"], row["summary_zh"])))
                question = read.name(row["question_en"], row["question_zh"])
                if question:
                    st.markdown(_("To discuss: {question}", question=plain(question)))
                st.caption(plain(_("Source: {source}", source=read.half(row["source"]))))


def _cases(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "case_cards")
