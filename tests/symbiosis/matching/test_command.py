"""`python -m isdata match`: the file it writes, to whom it names whom, and its exit codes."""

from pathlib import Path

import pandas as pd
import pytest

from isdata import cli
from tests.databases import Built


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A database file of the hand-checkable park that nobody has open."""
    return built.copied("matches", tmp_path)


def written(file: Path, *options: str) -> str:
    out = file.with_name("new") / "matches.csv"  # the folder is made
    assert cli.run(["match", str(file), "--out", str(out), *options]) == 0
    assert len(pd.read_csv(out)) == 3
    return out.read_text("utf-8-sig")


def test_it_writes_each_match_with_what_would_lift_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = written(file, "--park", "tiny")

    assert "Firm FO · Spent foundry sand → Firm BL" in text
    assert "dry, melt or dissolve" in text
    assert "Firm PA" in text
    assert capsys.readouterr().out.startswith("2 feasible and 1 blocked matches are")


def test_a_guest_is_shown_no_name_that_is_kept(file: Path) -> None:
    text = written(file, "--guest", "--language", "zh")

    assert "Firm PA" not in text
    assert "企业PA" not in text


@pytest.mark.parametrize("place", ["--park", "--region"])
def test_an_unknown_place_is_named_with_those_known(
    file: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["match", str(file), place, "atlantis", "--out", str(file.with_name("x.csv"))]) == 2
    assert "atlantis" in capsys.readouterr().err
