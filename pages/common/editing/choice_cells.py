"""Choice cells contain labels in the reader's language instead of codes, so that labels can be pasted and copied.

Streamlit accepts only values of the choice when pasting, and silently clears the cell otherwise.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts

Choices = dict[str, dict[str, str]]  # label by code, by column


def of(table: str, shown: Mapping[str, Any]) -> Choices:
    """Choices of a table by column, without columns with ambiguous labels."""
    columns = contracts.tables()[table]
    found = {
        name: {each["value"]: each["label"] for each in shown[name]["type_config"]["options"]}
        for name in shown
        if name in columns and columns[name].choices and shown[name]["type_config"]["type"] == "selectbox"
    }
    return {name: words for name, words in found.items() if len(set(words.values())) == len(words)}


def configured(choices: Choices, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Column configurations with labels as choices."""
    return {
        name: {
            **column,
            "type_config": st.column_config.SelectboxColumn(options=list(choices[name].values()))[
                "type_config"
            ],
        }
        if name in choices
        else column
        for name, column in shown.items()
    }


def texts(choices: Choices, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with labels instead of codes."""
    return _mapped(rows, choices)


def codes(table: str, choices: Choices, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with codes instead of labels of any language; invalid texts remain and are refused when stored."""
    columns = contracts.tables()[table]
    meant = {
        name: {
            word: code
            for code, both in contracts.choices(columns[name].choices).items()
            for word in (both.en, both.zh)
        }
        | {word: code for code, word in words.items()}
        for name, words in choices.items()
    }
    return _mapped(rows, meant)


def _mapped(rows: pd.DataFrame, words: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    return rows.assign(
        **{
            name: rows[name]
            .map(lambda cell, known=known: known.get(cell, cell), na_action="ignore")
            .astype(rows[name].dtype)
            for name, known in words.items()
            if name in rows
        }
    )
