"""Every page is explained in both languages, and every figure has a definition."""

import ast
import re

import pytest

from isdata.data import contracts
from isdata.data.i18n import LANGUAGES, reader
from isdata.locations import EXPLANATIONS
from pages.common import explanation, navigation
from tests.conftest import ROOT
from tests.data.test_i18n import sentences
from tests.pages.conftest import Opened

SCRIPTS = [path for path in (ROOT / "pages").glob("**/*.py") if path.name != "cards.py"]


def test_help_explains_the_page_in_the_readers_language(open_page: Opened) -> None:
    app = open_page("pages/park/flows.py", language="zh")
    app.button(key="explain").click().run()

    _title, text = explanation.explanation("flows", "zh")
    assert text.split("\n\n")[1] in "".join(element.value for element in app.markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_an_explanation_under_its_title(language: str) -> None:
    titles = {entry.name: explanation.explanation(entry.name, language)[0] for entry in navigation.ENTRIES}

    assert titles == {entry.name: reader(language).text(entry.title) for entry in navigation.ENTRIES}
    assert {path.stem for path in (EXPLANATIONS / language).iterdir()} == set(titles)


def test_explanations_have_the_same_sections_and_steps_in_both_languages() -> None:
    for entry in navigation.ENTRIES:
        shapes = [
            re.findall(r"^(##|\d\.|-) ", explanation.explanation(entry.name, language)[1], re.MULTILINE)
            for language in LANGUAGES
        ]
        assert shapes[0] == shapes[1], entry.name


def labels(language: str) -> set[str]:
    """Sentences of the interface, and labels of tables and choices, without the mark at their end."""
    read = reader(language)
    words = {
        form if language == "en" else read.text(form)
        for message in sentences()
        for form in (message if isinstance(message, tuple) else (message,))
    }
    tables = contracts.tables().values()
    lists = {column.choices for table in tables for column in table.columns} - {"", contracts.CURRENCY}
    words |= {table.label[language] for table in tables}
    words |= {word[language] for name in lists for word in contracts.choices(name).values()}
    return {_bare(word) for word in words} | {_bare(word).lower() for word in words}


def _bare(label: str) -> str:
    return label.rstrip(" .…。：:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_name_controls_as_the_page_does(language: str) -> None:
    known = labels(language)
    unknown = {
        f"{path.stem}: {quoted}"
        for path in (EXPLANATIONS / language).iterdir()
        for quoted in re.findall("“([^”]+)”", path.read_text("utf-8"))
        if _bare(quoted) not in known
    }

    assert unknown == set()


def test_every_figure_is_shown_with_its_definition() -> None:
    """`cards.metric` requires one; nothing else draws a figure."""
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SCRIPTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "metric"
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "cards")
    ]

    assert calls == []
