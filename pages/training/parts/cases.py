"""Case cards: experience elsewhere, with published figures and a question to discuss."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.institution import cases
from isdata.output.reports.training import cases_report, figure_words
from pages.common import controls, main_screen
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.report_offer import report_buttons
from pages.common.show import escaped


def show(*, is_open: bool = False) -> None:
    """Show all cases for reading, printing, and the main screen of an open workshop; opened or not."""
    known, read = ask(cases.cards), reader()
    if known.empty or controls.is_projected():
        return
    title = _("Case cards: {count}", count=read.number(len(known)))
    with st.expander(title, icon=":material/style:", expanded=is_open):
        figures = ask(cases.figures)
        report_buttons(
            lambda: cases_report(known, figures, day=dt.date.today(), reader=read),
            {"docx": _("Case cards (Word)")},
            "case-cards",
            key="case_cards",
            icon=":material/print:",
        )
        for row in known.to_dict("records"):
            with st.container(border=True, gap="xsmall"):
                _card(row, figures)


def show_case(case_id: str) -> None:
    """Show the case of an exercise, for discussion afterwards."""
    known = ask(cases.cards)
    for row in known[known["case_id"] == case_id].to_dict("records"):
        with st.expander(_("Case to discuss"), icon=":material/style:"):
            _card(row, ask(cases.figures))


def _card(row: dict, figures: pd.DataFrame) -> None:
    read = reader()
    st.markdown(f"**{escaped(read.name(row['name_en'], row['name_zh']))}**")
    st.markdown(escaped(read.name(row["summary_en"], row["summary_zh"])))
    own = figures[figures["case_id"] == row["case_id"]].to_dict("records")
    if own:
        st.markdown("\n".join(f"- {escaped(figure_words(each, read))}" for each in own))
    question = read.name(row["question_en"], row["question_zh"])
    if question:
        st.markdown("**" + _("To discuss: {question}", question=escaped(question)) + "**")
    st.caption(escaped(_("Source: {source}", source=read.half(row["source"]))))
    main_screen.offer_case(row, figures, key=f"main_screen_case_{row['case_id']}")
