"""`python -m isdata report`: the files it writes, and its exit codes."""

import shutil
from pathlib import Path

import pytest

from isdata import cli
from tests.output.reports.conftest import text_in


@pytest.fixture
def file(built: dict[str, Path], tmp_path: Path) -> Path:
    """A file of the tiny park that nobody has open."""
    return Path(shutil.copy(built["tiny"], tmp_path / "tiny.duckdb"))


def report(file: Path, *options: str) -> int:
    return cli.run(["report", str(file), "--park", "tiny", *options])


def test_a_workbook_with_a_loan_is_written(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"

    assert report(file, "--measure", "M1", "--loan", "0.7", "--lang", "zh", "--out", str(out)) == 0
    assert "偿债备付率" in text_in(out.read_bytes())


def test_a_guest_reads_no_hidden_name(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "summary.docx"

    assert report(file, "--synergy", "SY2", "--kind", "summary", "--guest", "--out", str(out)) == 0
    assert "Secret Box" not in text_in(out.read_bytes())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--measure", "X"], "There is no measure “X”. Available: M1."),
        (["--measure", "M1", "--guest"], "shown to the facilitator only"),
    ],
)
def test_what_cannot_be_shown_is_worded_and_nothing_written(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture, options: list[str], said: str
) -> None:
    out = tmp_path / "x.docx"

    assert report(file, *options, "--out", str(out)) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("wrong", [["--out", "x.pdf"], ["--loan", "7", "--out", "x.docx"]])
def test_wrong_usage_is_shown_before_anything_is_opened(file: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        report(file, *wrong)

    assert stopped.value.code == 2
