"""The documents tell what the code does."""

import re

from isdata.contracts import dictionary
from pages.common import navigation
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_data_dictionary_is_written_from_the_contracts() -> None:
    """Run `make docs` when this fails."""
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary.markdown()


def test_the_readme_holds_the_glossary() -> None:
    assert dictionary.glossary() in README


def test_the_readme_lists_every_page() -> None:
    assert [entry.title for entry in navigation.ENTRIES if f"| {entry.title} |" not in README] == []


def test_every_requirement_has_bounds_and_a_reason() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]

    for line in wanted:
        name = re.split(r"[=<>]", line)[0]
        assert "==" in line or (">=" in line and "<" in line), line
        assert f"| {name} |" in architecture, f"{name} has no reason in docs/architecture.md"


def test_documents_link_to_files_that_exist() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
