"""Reader of this session: texts, numbers and names in the chosen language."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.data import contracts, i18n

_OTHER = {"en": "zh", "zh": "en"}
# Reader of the current run, cached because hundreds of sentences use it and the session state is slow.
_settled: ContextVar[i18n.Reader | None] = ContextVar("reader", default=None)
# Sentences of this run in the other language, by text, for bilingual presentations.
_others: ContextVar[dict[str, str] | None] = ContextVar("others", default=None)


def warm() -> None:
    """Load the messages and number formats of all languages, so that the first user of each need not wait."""
    for language in i18n.LANGUAGES:
        read = i18n.reader(language)
        read.text("Overview")
        read.number(1.5)


def clear_settings() -> None:
    """Read language, locale and currency at every sentence, until `cache_settings` is called."""
    _settled.set(None)
    _others.set({})


def cache_settings() -> None:
    """Read language, locale and currency of this session once for all following sentences."""
    clear_settings()
    _settled.set(reader())


@contextmanager
def for_reader(other: i18n.Reader) -> Generator[None]:
    """Render this context for another reader."""
    token = _settled.set(other)
    try:
        yield
    finally:
        _settled.reset(token)


def reader() -> i18n.Reader:
    """Reader of this session."""
    if known := _settled.get():
        return known
    return _reader(st.session_state.get("lang") or browser_language())


def other_reader() -> i18n.Reader:
    """Reader of this session after a change of the language."""
    return _reader(_OTHER[reader().language])


def _reader(language: str) -> i18n.Reader:
    found = i18n.reader(
        language,
        st.context.locale,
        shows_both=bool(st.session_state.get("both_names")),
    )
    stated = st.session_state.get("stated_currency")
    return replace(found, stated=stated) if stated else found


def browser_language() -> str:
    """Language of the product requested by the browser."""
    return "zh" if (st.context.locale or "").lower().startswith("zh") else "en"


def _(message: str, /, **details: object) -> str:
    """Message in the chosen language with its placeholders filled."""
    read = reader()
    words = read.text(message, **details)
    others = _others.get()
    if read.shows_both and others is not None:
        others[words] = i18n.reader(_OTHER[read.language]).text(message, **details)
    return words


def label(words: str) -> str:
    """Sentence returned by `_` for use in a picture: in both languages if the reader chose both."""
    read = reader()
    pair = {read.language: words, _OTHER[read.language]: (_others.get() or {}).get(words)}
    return read.label(pair["en"], pair["zh"])


def ngettext(one: str, many: str, count: int, **details: object) -> str:
    """Message in singular or plural for a count."""
    return reader().plural(one, many, count, **details)


def names(table: pd.DataFrame, key: str, what: str = "name") -> dict[str, str]:
    """Names of a table's rows (`what`_en, `what`_zh) in the chosen language, by the column `key`."""
    return dict(zip(table[key], reader().names(table, what), strict=True))


def defined(term: str) -> str:
    """Definition of a glossary term in the chosen language."""
    return contracts.definition(term)[reader().language]
