"""Questions about a table in another format: constant values, and unknown companies and resources."""

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from isdata.data import contracts, ingest
from isdata.data.entry import new_companies
from isdata.data.naming import phrases
from pages.common import controls, problem_list, show
from pages.common.data import cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.phrases import ASKED_AT_ONCE, ask_meanings
from pages.data.parts import review

_NAMED = 6  # number of companies named on the page


def constants(
    upload: UploadedFile, table: str, asked: dict[str, str], labels: dict[str, str]
) -> dict[str, str]:
    """Ask for values that are equal in every row but missing in the file; return them by column.

    Parameters
    ----------
    upload : UploadedFile
    table : str
        Table of the rows.
    asked : dict of str to str
        Required or known columns, each with its initial value or an empty text.
    labels : dict of str to str
        Label of every column of the table in the reader's language.
    """
    key = f"mapper_constants_{upload.file_id}_{table}_{reader().language}"
    found: dict[str, str] = {}
    if asked:
        st.markdown(_("**The same in every row**, because no column of the file states it:"))
        with st.grid(4, min_column_width=180):
            found = {name: _constant(table, name, first, f"{key}_{name}") for name, first in asked.items()}
    with st.expander(_("Further constant value"), icon=":material/add:"):
        edited: pd.DataFrame = st.data_editor(
            pd.DataFrame({"column": pd.array([], "string"), "value": pd.array([], "string")}),
            column_config={
                "column": st.column_config.SelectboxColumn(
                    _("Column"),
                    options=[name for name in labels if name not in asked],
                    format_func=lambda name: labels[str(name)],
                    width="medium",
                ),
                "value": st.column_config.TextColumn(_("Value")),
            },
            hide_index=True,
            num_rows="dynamic",
            key=key,
            alt=_("Constant values"),
        )
    more = edited.dropna()
    found |= dict(zip(more["column"], more["value"].astype(str), strict=True))
    return {name: value.strip() for name, value in found.items() if value.strip()}


def _constant(table: str, name: str, first: str, key: str) -> str:
    """Show a field for one value; choices by label."""
    column = contracts.tables()[table][name]
    label = column.label[reader().language]
    if not column.choices:
        return st.text_input(label, value=first, key=key, help=column.meaning[reader().language])
    words = reader().choices(column.choices)
    chosen = st.selectbox(
        label,
        list(words),
        index=list(words).index(first) if first in words else None,
        format_func=words.__getitem__,
        placeholder=_("Choose"),
        key=key,
        help=column.meaning[reader().language],
    )
    return chosen or ""


def ask(checked: ingest.Import) -> None:
    """Ask each open question about the file once; list the other problems."""
    problems = checked.problems
    is_missing = problems["rule"] == "missing_column"
    unknown = new_companies.unknown(problems)
    is_company = problems["value"].isin(unknown) & (problems["rule"] == "reference")
    words = phrases.unknown(problems)
    is_asked = len(words) <= ASKED_AT_ONCE
    is_word = problems["value"].isin(words) & (problems["rule"] == "reference") & is_asked
    rest = problems[~(is_missing | is_company | is_word)]
    review.show(checked, has_choice=bool((rest["rule"] == "reference").any()) or review.accepts())
    if is_missing.any():
        missing = dict.fromkeys(
            reader().column(row["table"], row["column"]) for row in problems[is_missing].to_dict("records")
        )
        st.warning(
            _(
                "Every row needs: {columns}. Choose the column of a heading above, or the value of every row.",
                columns=reader().listed(missing),
            ),
            icon=":material/help:",
        )
    if unknown:
        _offer_companies(unknown)
    if words and is_asked:
        ask_meanings(words)
    if len(rest):
        problem_list.show_problems(
            rest,
            remedy=_("Nothing was saved. Change the map above, or correct the file and upload it again."),
        )


def _offer_companies(unknown: list[str]) -> None:
    """Let the facilitator add companies named by the file but unknown in the park."""
    park = controls.known_park()
    if not park:
        st.warning(_("The file names companies that are not known. Choose their park first."))
        return
    with st.container(border=True):
        named = reader().listed(show.escaped(name) for name in unknown[:_NAMED])
        if len(unknown) > _NAMED:
            named += f" … (+{len(unknown) - _NAMED})"
        st.markdown(_("**Companies that the park does not have yet:** {names}", names=named))
        label = ngettext(
            "Add this company with its site", "Add these {count} companies with their sites", len(unknown)
        )
        who = signing.signed_button(
            label,
            key="add_companies",
            field="companies_who",
            icon=":material/add_business:",
            primary=False,
            help=_("They share only category and range until they are asked."),
        )
        if who:
            with saving.stored():
                new_companies.save(cursor(), unknown, park_id=park, who=who)
