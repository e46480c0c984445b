"""`plan` and `report` from the shell: the same terms, scenarios and limits as the pages, and why a measure is in or out.

The tiny park's only measure costs 30,000 and saves 10,500 a year for ten years.
"""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from isdata import cli, scenarios
from isdata.data import store
from tests.output.reports.conftest import text_in

FACTOR = 6.710081


@pytest.fixture
def file(built: dict[str, Path], tmp_path: Path) -> Path:
    """A file of the tiny park that nobody has open."""
    return Path(shutil.copy(built["tiny"], tmp_path / "tiny.duckdb"))


def planned(file: Path, out: Path, *options: str) -> pd.DataFrame:
    """Run `plan` over all measures and return what it wrote."""
    asked = ["plan", str(file), "--park", "tiny", "--scope", "all", *options, "--out", str(out)]
    assert cli.run(asked) == 0
    return pd.read_csv(out, index_col="measure_id")


def test_a_measure_dropped_is_out_and_the_reason_is_written(file: Path, tmp_path: Path) -> None:
    why = tmp_path / "why.csv"
    rows = planned(file, tmp_path / "plan.csv", "--drop", "M1", "--why", str(why))

    assert not rows.loc["M1", "is_chosen"]
    assert pd.read_csv(why, index_col="measure_id").loc["M1", "reason"] == "dropped"


def test_a_measure_taken_is_in_though_it_loses(file: Path, tmp_path: Path) -> None:
    """At half the price it brings 5,250 a year, at 15 % worth 5,250 * 5.018769: less than it costs."""
    terms = ["--price-factor", "0.5", "--discount-rate", "0.15"]
    why = tmp_path / "why.csv"

    assert not planned(file, tmp_path / "plan.csv", *terms).loc["M1", "is_chosen"]
    rows = planned(file, tmp_path / "plan.csv", *terms, "--take", "M1", "--why", str(why))
    assert rows.loc["M1", "is_chosen"]
    assert pd.read_csv(why, index_col="measure_id").loc["M1", "reason"] == "taken"


def test_an_unknown_measure_cannot_be_settled(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.csv"

    assert cli.run(["plan", str(file), "--park", "tiny", "--take", "X", "--out", str(out)]) == 2
    assert not out.exists()


def test_a_horizon_and_the_growth_of_the_price_list_count(file: Path, tmp_path: Path) -> None:
    """Within one year of the ten, nine tenths of the investment are left; a price that rises 5 % a year brings more."""
    rows = planned(file, tmp_path / "plan.csv", "--horizon", "1")
    assert rows.loc["M1", "npv"] == pytest.approx((10_500 + 27_000) / 1.08 - 30_000)

    with store.open(file) as con:
        con.execute("update price set growth = 0.05")
    plain = planned(file, tmp_path / "plan.csv").loc["M1", "npv"]
    rising = planned(file, tmp_path / "plan.csv", "--price-growth").loc["M1", "npv"]
    assert plain == pytest.approx(10_500 * FACTOR - 30_000)
    # Growing annuity: (1 - (1.05 / 1.08)**10) / 0.03 = 8.192894 in place of 6.710081.
    assert rising == pytest.approx(10_500 * (1 - (1.05 / 1.08) ** 10) / 0.03 - 30_000)


def test_the_longest_payback_has_two_names(file: Path, tmp_path: Path) -> None:
    for name in ("--hurdle", "--longest-payback"):
        assert not planned(file, tmp_path / "plan.csv", name, "2").loc["M1", "is_chosen"]


@pytest.mark.walk
def test_a_report_takes_the_budget_of_a_scenario(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    with store.open(file) as con:
        name = scenarios.save(
            con,
            park_id="tiny",
            values={"name_en": "Careful"},
            changes=pd.DataFrame([{"change_kind": "budget", "budget": 30_000.0, "currency": "CNY"}]),
            who="test",
            reason="test",
        )
    out = tmp_path / "report.docx"
    asked = ["report", str(file), "--park", "tiny", "--scenario", name, "--scope", "all", "--hurdle", "4"]

    assert cli.run([*asked, "--out", str(out)]) == 0
    assert "Investment plan with 1 measure · scenario “Careful”" in capsys.readouterr().out
    assert "4 years" in text_in(out.read_bytes())


def test_a_report_of_a_plan_by_years(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    budgets = ["--year-budget", "0", "--year-budget", "30000"]
    out = tmp_path / "report.docx"

    assert (
        cli.run(["report", str(file), "--park", "tiny", "--scope", "all", *budgets, "--out", str(out)]) == 0
    )
    assert "Investment plan with 1 measure" in capsys.readouterr().out
    assert "in year 1" in text_in(out.read_bytes())
    assert "30 k CNY in year 2" in text_in(out.read_bytes())
