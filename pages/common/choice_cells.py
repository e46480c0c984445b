"""Cells of choices hold the words of the reader, not the codes: words that are pasted are taken, and words are copied.

Streamlit takes from what is pasted only the values of a choice, and leaves the cell without a word otherwise.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts

Choices = dict[str, dict[str, str]]  # words by code, by column


def of(table: str, shown: Mapping[str, Any]) -> Choices:
    """Return the choices of a table by their columns, without those whose words are not distinct."""
    columns = contracts.tables()[table]
    found = {
        name: {each["value"]: each["label"] for each in shown[name]["type_config"]["options"]}
        for name in shown
        if name in columns and columns[name].choices and shown[name]["type_config"]["type"] == "selectbox"
    }
    return {name: words for name, words in found.items() if len(set(words.values())) == len(words)}


def configured(choices: Choices, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return column configurations whose choices are words."""
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
    """Return rows with words in place of codes."""
    return _mapped(rows, choices)


def codes(table: str, choices: Choices, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with codes in place of words, in whichever language; what is no choice stays for the store to refuse."""
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
