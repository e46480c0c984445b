"""The glossary defines the words of the field that pages, tables and modules use."""

import re

import pytest

from isdata.data import contracts
from isdata.data.i18n import LANGUAGES
from pages.common import navigation
from tests.conftest import ROOT

TERMS = {word.en.lower() for word, _meaning in contracts.glossary()}
# Wings whose modules are named after the field; the others hold tools.
WINGS = ("park", "energy", "symbiosis", "decisions", "scenarios")
# Module names that are words of programming or everyday words, not of the field.
ORDINARY = set(
    re.findall(
        r"\S+",
        """
    amounts analysis anonymise applying arrays assumption_sources binary blocks bundling candidates carriers checking
    columns comparing composing conversion counting dependencies discharges disclosed distance distances dossier editing exact exercises
    export figure finding folding forms geometry grid ineffective intake joint journal kernel ledger
    knapsack likely limit limits links listener live map model money objective offers omitted open opportunities order ordering
    nodes outcome outlook package pair parties partners photo places possible_receivers presentation presented presets pricing program proposing query ranking reasons
    next_steps own_park reconciling record records register rendering replay restating returns roads rows rounding search selection service sharing
    similarity split stored straightening sums sync table tables terms timing tracing unaccounted valuing view views
    """,
    )
)


def singular(word: str) -> str:
    """Singular of an English word, by its ending."""
    return re.sub("ies$", "y", re.sub("(ch|x|ss)es$", r"\1", word)).removesuffix("s")


STEMS = {singular(part) for term in TERMS for part in [*re.split("[ -]", term), *term.split()]}


def is_defined(word: str) -> bool:
    """Whether a word is a term of the glossary or part of one, in the singular or plural."""
    return word.lower() in ORDINARY or singular(word.lower()) in STEMS


def test_every_table_is_named_by_a_term() -> None:
    assert [name for name in contracts.tables() if not all(map(is_defined, name.split("_")))] == []


def test_every_page_is_named_by_a_term() -> None:
    plain = {"overview", "map", "data", "tables", "history", "about", "edit a measure", "energy network"}
    titles = {entry.title.lower() for entry in navigation.ENTRIES} - plain

    assert [title for title in titles if not any(is_defined(word) for word in title.split())] == []


@pytest.mark.parametrize("wing", WINGS)
def test_every_module_is_named_by_a_term(wing: str) -> None:
    """A new word of the field goes into the glossary, an ordinary one into the list above."""
    names = {path.stem for path in (ROOT / "isdata" / wing).glob("**/*.py") if not path.stem.startswith("_")}

    assert [name for name in sorted(names - ORDINARY) if not all(map(is_defined, name.split("_")))] == []


def test_terms_are_defined_once_in_every_language() -> None:
    for language in LANGUAGES:
        names = [word[language] for word, _meaning in contracts.glossary()]
        assert len(names) == len(set(names)), language
        assert all(meaning[language] for _word, meaning in contracts.glossary())


def test_one_quantity_has_one_name() -> None:
    """What a measure saves is its annual saving, what a synergy earns its gain per year: no third name for either."""
    source = "\n".join(
        path.read_text() for wing in ("isdata", "pages") for path in (ROOT / wing).glob("**/*.py")
    )
    others = ("Saving per year", "Cost savings per year", "Yearly saving", "Annual gain")

    assert [name for name in others if re.search(rf'_\("{name}( \[|")', source)] == []
