"""The reader of this session: words, numbers and names in the chosen language."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.data import contracts, i18n

_OTHER = {"en": "zh", "zh": "en"}
# The reader of the run in progress: hundreds of sentences ask for it, and the session's state answers slowly.
_settled: ContextVar[i18n.Reader | None] = ContextVar("reader", default=None)
# Sentences of this run in the other language, by their words, where a presentation shows both.
_others: ContextVar[dict[str, str] | None] = ContextVar("others", default=None)


def warm() -> None:
    """Read the sentences and signs of numbers of all languages, so that the first reader of one does not wait for them."""
    for language in i18n.LANGUAGES:
        read = i18n.reader(language)
        read.text("Overview")
        read.number(1.5)


def forget() -> None:
    """Read language, locale and currency anew at every sentence, until `settle`."""
    _settled.set(None)
    _others.set({})


def settle() -> None:
    """Read language, locale and currency of this session once, for all sentences that follow."""
    forget()
    _settled.set(reader())


@contextmanager
def written_for(other: i18n.Reader) -> Generator[None]:
    """Write what is drawn within for another reader."""
    token = _settled.set(other)
    try:
        yield
    finally:
        _settled.reset(token)


def reader() -> i18n.Reader:
    """Return the reader of this session."""
    if known := _settled.get():
        return known
    found = i18n.reader(
        st.session_state.get("lang") or browser_language(),
        st.context.locale,
        shows_both=bool(st.session_state.get("both_names")),
    )
    stated = st.session_state.get("stated_currency")
    return replace(found, stated=stated) if stated else found


def browser_language() -> str:
    """Return the language of the product that the browser asks for."""
    return "zh" if (st.context.locale or "").lower().startswith("zh") else "en"


def _(message: str, /, **details: object) -> str:
    """Return a sentence in the chosen language, its placeholders filled."""
    read = reader()
    words = read.text(message, **details)
    others = _others.get()
    if read.shows_both and others is not None:
        others[words] = i18n.reader(_OTHER[read.language]).text(message, **details)
    return words


def label(words: str) -> str:
    """Return the sentence that `_` returned as a picture shows names: in both languages where the reader wants both."""
    read = reader()
    pair = {read.language: words, _OTHER[read.language]: (_others.get() or {}).get(words)}
    return read.label(pair["en"], pair["zh"])


def ngettext(one: str, many: str, count: int, **details: object) -> str:
    """Return the sentence that fits a count."""
    return reader().plural(one, many, count, **details)


def names(table: pd.DataFrame, key: str, what: str = "name") -> dict[str, str]:
    """Return the names of a table's rows (`what`_en, `what`_zh) in the chosen language, by a column."""
    return dict(zip(table[key], reader().names(table, what), strict=True))


def defined(term: str) -> str:
    """Definition of a term of the glossary in the chosen language."""
    return contracts.definition(term)[reader().language]
