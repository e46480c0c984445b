"""Search for pages by name and by the questions they answer, in both languages."""

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from isdata.data import i18n
from isdata.data.naming import fuzzy_search
from isdata.locations import APP
from pages.common import explanation, navigation

_READERS = tuple(i18n.reader(language) for language in i18n.LANGUAGES)
_LEAST = 0.6  # minimum share of the words found in a text about the page
_LEAST_TYPED = {True: 2, False: 3}  # minimum number of characters, in Chinese and otherwise
_MOST = 5
# Scores of an exact name, a name containing the words, a question that the page answers, and its help text.
_NAMED, _HOLDS, _ANSWERS, _MENTIONS = 4.0, 3.0, 1.5, 0.5


def found(typed: str) -> tuple[list[navigation.Entry], list[navigation.Entry]]:
    """Pages available to this reader, best first: those with a matching name, and those that answer the typed text."""
    typed = typed.strip()
    is_chinese = re.search(r"[\u4e00-\u9fff]", typed) is not None
    if len(typed) < _LEAST_TYPED[is_chinese]:
        return [], []
    valued = {entry.name: _value(entry, typed) for entry in navigation.open_entries()}
    best = max(valued.values(), default=0.0)
    # A matching name or answer suppresses pages that only mention the words.
    kept = [entry for entry in navigation.open_entries() if valued[entry.name] > max(0.0, best / 3)]
    kept = sorted(kept, key=lambda entry: -valued[entry.name])[:_MOST]
    is_called = [valued[entry.name] >= _HOLDS for entry in kept]
    return (
        [entry for entry, is_so in zip(kept, is_called, strict=True) if is_so],
        [entry for entry, is_so in zip(kept, is_called, strict=True) if not is_so],
    )


class Section(NamedTuple):
    """A view or tab inside a page: the parameter of the address that opens it, its title, and further search words."""

    page: str
    parameter: str
    value: str
    title: str
    also_en: str
    also_zh: str

    def names(self) -> frozenset[str]:
        """Title and search words in both languages, for comparison."""
        also = [*self.also_en.split("; "), *self.also_zh.split("；")]
        titles = (read.text(self.title) for read in _READERS)
        return frozenset(name.casefold() for name in (*titles, *also) if name)


SECTIONS = [
    Section(*row)
    for row in pd.read_csv(APP / "pages/common/sections.csv", keep_default_na=False).itertuples(index=False)
]


def sections(typed: str) -> list[tuple[navigation.Entry, Section]]:
    """Sections of the pages available to this reader whose name contains the words, best first."""
    plain = typed.strip().casefold()
    if len(plain) < _LEAST_TYPED[re.search(r"[\u4e00-\u9fff]", plain) is not None]:
        return []
    pages = {entry.name: entry for entry in navigation.open_entries()}
    valued = [
        (_NAMED if plain in names else _HOLDS * any(_holds(name, plain) for name in names), section)
        for section in SECTIONS
        if section.page in pages and (names := section.names())
    ]
    best = sorted((each for each in valued if each[0]), key=lambda each: -each[0])
    return [(pages[section.page], section) for _worth, section in best[:_MOST]]


def _holds(name: str, typed: str) -> bool:
    """Return True if a name contains the typed words, or they the name without its plural."""
    return typed in name or typed.rstrip("s") in name


def _value(entry: navigation.Entry, typed: str) -> float:
    texts = _texts(entry)
    plain = typed.casefold()
    if plain in texts.names:
        return _NAMED
    value = _HOLDS if any(plain in name for name in texts.names) else 0.0
    for text, weight in ((texts.answer, _ANSWERS), (texts.help, _MENTIONS)):
        share = fuzzy_search.share_met(typed, text)
        if share >= _LEAST:
            value += weight * share
    return value


class _Texts:
    """Texts about a page in both languages."""

    def __init__(self, entry: navigation.Entry) -> None:
        helps = [explanation.explanation(entry.name, read.language)[1] for read in _READERS]
        self.names = frozenset(read.text(entry.title).casefold() for read in _READERS)
        openings = [text.strip().partition("\n\n")[0] for text in helps]
        self.answer = "\n".join([*self.names, *openings, *(read.text(entry.help) for read in _READERS)])
        self.help = "\n".join(helps)


@cache
def _texts(entry: navigation.Entry) -> _Texts:
    return _Texts(entry)
