"""Documents are current, their links and commands work."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from isdata import cli
from isdata.data.i18n import reader
from isdata.output import documents
from pages.common import navigation
from tests.conftest import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", documents.DOCUMENTS)
def test_generated_documents_are_current(name: str) -> None:
    """Run `make docs` when this fails."""
    assert (ROOT / "docs" / name).read_text("utf-8") == documents.DOCUMENTS[name]()


def test_the_readme_lists_every_page() -> None:
    assert [entry.title for entry in navigation.ENTRIES if f"| {entry.title} |" not in README] == []


def test_the_explanations_are_listed_in_both_languages() -> None:
    listed = (ROOT / "docs" / "pages" / "README.md").read_text("utf-8")

    assert [
        entry.title
        for entry in navigation.ENTRIES
        if f"| [{entry.title}](en/{entry.name}.md) | [{reader('zh').text(entry.title)}](zh/{entry.name}.md) |"
        not in listed
    ] == []


UNDERSTOOD = (
    *("init", "import", "plan", "report", "export", "appraise", "suggest"),
    *("template", "backup", "public", "check"),  # run by tests of their own as they stand here
)


@pytest.mark.walk
def test_the_readmes_commands_and_lines_run_as_they_stand(
    samples_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the database that the first one makes; what takes long, or names nothing that may change, is only understood."""
    shutil.copy(samples_file, tmp_path / "park.duckdb")
    monkeypatch.chdir(tmp_path)
    blocks = "".join(re.findall(r"```bash\n(.*?)```", README, re.DOTALL))
    commands = re.findall(r"^isdata (.+)$", blocks, re.MULTILINE)

    assert len(commands) > 10
    for line in commands:
        assert cli.parser().parse_args(shlex.split(line)).run, line
        if not line.startswith(UNDERSTOOD):
            assert cli.run(shlex.split(line)) == 0, line
    (snippet,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    shown: dict[str, object] = {}
    exec(snippet + "\ncon.close()", shown)


# Words of a former dialect, with the terms that replace them in the glossary or in plain English.
REPLACED = re.compile(
    r"\b(told|giver|taker|keeps? to itself|hangs? on|drawn futures|without a taker|how sure|for good|likeness|dearer)\b",
    re.IGNORECASE,
)


def test_documents_and_commands_use_plain_terms() -> None:
    texts = [*DOCUMENTS, *(ROOT / "isdata" / "cli").glob("*.py")]

    assert [
        f"{text.relative_to(ROOT)}: {found[0]}"
        for text in texts
        for found in REPLACED.finditer(text.read_text("utf-8"))
    ] == []


def test_documents_link_to_files_that_exist() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
