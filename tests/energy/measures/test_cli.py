"""`python -m isdata appraise`: the file it writes, and its exit codes."""

from pathlib import Path

import pandas as pd
import pytest

from isdata import cli
from isdata.data import store


def test_it_writes_one_row_a_measure_at_the_rate_asked_for(small_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"

    assert (
        cli.run(["appraise", str(small_file), "--park", "small", "--discount-rate", "0", "--out", str(out)])
        == 0
    )
    rows = pd.read_csv(out).set_index("measure_id")
    assert rows.loc["three", "npv [CNY]"] == pytest.approx(10 * 80_000 - 240_000)
    assert "dropped" not in rows.index


def test_an_unknown_park_is_named_with_those_known(
    small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert cli.run(["appraise", str(small_file), "--park", "atlantis", "--out", str(tmp_path / "x.csv")]) == 2
    assert "Available: small" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("rate", ["8", "much", "-1"])
def test_a_rate_that_is_no_share_is_wrong_usage(small_file: Path, tmp_path: Path, rate: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(
            [
                "appraise",
                str(small_file),
                "--park",
                "small",
                f"--discount-rate={rate}",
                "--out",
                str(tmp_path / "x.csv"),
            ]
        )

    assert stopped.value.code == 2


def test_a_plan_is_written_and_collisions_are_named(
    small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    out = tmp_path / "plan.csv"
    common = ["plan", str(small_file), "--park", "small", "--scope", "all", "--out", str(out)]

    assert cli.run([*common, "--budget", "30000"]) == 0
    rows = pd.read_csv(out).set_index("measure_id")
    assert rows.index[rows["is_chosen"]].tolist() == ["euro", "habit", "steam"]
    assert cli.run([*common, "--budget", "0", "--co2-floor", "10"]) == 1
    assert "budget, co2_floor" in capsys.readouterr().out


def test_names_in_a_plan_are_never_calculated_by_a_spreadsheet(small_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "park.duckdb"
    file.write_bytes(small_file.read_bytes())
    with store.open(file) as con:
        con.execute("update measure set name_en = '=cmd|calc' where measure_id = 'steam'")
    out, why = tmp_path / "plan.csv", tmp_path / "why.csv"

    asked = ["plan", str(file), "--park", "small", "--scope", "all", "--budget", "30000"]
    assert cli.run([*asked, "--out", str(out), "--why", str(why)]) == 0

    for path in (out, why):
        assert pd.read_csv(path).set_index("measure_id").loc["steam", "name_en"] == "'=cmd|calc"
