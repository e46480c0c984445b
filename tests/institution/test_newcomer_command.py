"""The command for newcomers, on the limits of the tiny park."""

from pathlib import Path

import pandas as pd
import pytest

from isdata import cli
from isdata.data import store
from tests.databases import Built


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A file of the park for one test."""
    return built.copied("newcomers", tmp_path)


@pytest.mark.walk
def test_the_command_states_what_fails_and_what_a_chosen_synergy_changes(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 8,000 GJ are 4,000 t over 5,000 h: 2 of 3 t/h remain.
    rows = {
        "resource": pd.DataFrame([{"resource_id": "steam", "enthalpy": 2.0}]),
        "stream": pd.DataFrame([{"stream_id": "W1", "temperature": 190.0, "pressure": 10.0}]),
    }
    with store.open(copy) as con:
        store.write(con, rows, who="test", reason="for tests")
    about: list[object] = ["newcomer", copy, "--park", "tiny"]

    def run(*more: object) -> tuple[int, str, str]:
        code = cli.run([str(each) for each in (*about, *more)])
        return code, *capsys.readouterr()

    code, shown, _error = run("--fits", tmp_path / "fits.csv")
    assert code == 0
    assert "N1 Foundry: Fails (Fails: 1, Unknown: 3, Passes: 3)" in shown
    assert "T1: 3 t/h needed, 2.5 t/h of 10 t/h available: exceeded by 0.5 t/h." in shown
    fits = pd.read_csv(tmp_path / "fits.csv").set_index("newcomer_flow_id")
    assert fits.loc["L1", "stream_id"] == "W1"

    code, shown, _error = run("--synergy", "L1=W1", "--out", tmp_path / "limits.csv")
    assert (code, "Fails: 0" in shown) == (0, True)
    assert pd.read_csv(tmp_path / "limits.csv").set_index("threshold_id").loc["T1", "status"] == "pass"
    assert run("--synergy", "L1=W9")[::2] == (2, "There is no exchange “L1=W9”. Available: L1=W1.\n")


def test_the_command_tests_a_newcomer_of_a_file_without_storing_it(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "newcomer.csv").write_text(
        "newcomer_id,park_id,name_en,area,employees,status\nN2,tiny,Workshop,2,20,enquiry\n", "utf-8"
    )
    flows = tmp_path / "newcomer_flow.csv"
    heading = "newcomer_flow_id,newcomer_id,direction,resource_id,quantity,unit\n"
    arguments = [
        "newcomer",
        str(copy),
        "--park",
        "tiny",
        "--from",
        str(tmp_path / "newcomer.csv"),
        "--from",
        str(flows),
    ]

    flows.write_text(f"{heading}L9,N2,demand,fresh_water,2000,m³\n", "utf-8")
    assert cli.run(arguments) == 0
    shown = capsys.readouterr().out
    # 5,000 of 6,000 m³ are used; 20 people on 2 ha are fewer than 15 per ha.
    assert "T3: 2,000 m³/yr needed, 1,000 m³/yr of 6,000 m³/yr available: exceeded by 1,000 m³/yr." in shown
    assert "Fails: 2" in shown

    flows.write_text(f"{heading}L9,N2,demand,fresh_water,much,m³\n", "utf-8")
    assert cli.run(arguments) == 1
    assert "newcomer_flow.csv" in capsys.readouterr().out
    with store.open(copy) as con:
        assert con.execute("select newcomer_id from newcomer").fetchall() == [("N1",)]
