"""python -m isdata flows: what the page shows, as a file."""

import json
import shutil
from pathlib import Path

import pytest

from isdata import cli
from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.park import flows


@pytest.fixture
def file(built: dict[str, Path], tmp_path: Path) -> Path:
    """A database file holding the tiny park."""
    return Path(shutil.copy(built["tiny"], tmp_path))


def stated(file: Path, *options: str, ending: str = "json") -> Path:
    out = file.parent / f"out.{ending}"
    assert cli.run(["flows", str(file), "--park", "tiny", *options, "--out", str(out)]) == 0
    return out


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", "\ufeff".encode()), ("xlsx", b"PK")]
)
def test_flows_are_written_in_every_format(file: Path, ending: str, start: bytes) -> None:
    assert stated(file, ending=ending).read_bytes().startswith(start)


def test_a_loop_is_in_the_file(file: Path) -> None:
    links = json.loads(stated(file, "--look", "network").read_text())["links"]

    ways = {(link["source"], link["target"]) for link in links}
    assert {("company:C1", "company:C2"), ("company:C2", "company:C1")} <= ways


def test_kind_unit_and_language_can_be_chosen(file: Path) -> None:
    shown = json.loads(stated(file, "--kind", "energy", "--unit", "MWh", "--language", "zh").read_text())

    assert shown["unit"] == "MWh"
    assert shown["links"][0]["value"] == pytest.approx(250.0)  # 900 GJ
    assert shown["title"] == "小园区的物质与能量流"


def test_a_file_for_guests_names_only_who_agreed(file: Path) -> None:
    assert "Secret Box" in stated(file).read_text()
    assert "Secret Box" not in stated(file, "--guest").read_text()


def test_reconciled_amounts_are_written_when_asked_and_counted(file: Path) -> None:
    with store.open(file) as con:
        con.execute("delete from flow where flow_id not in ('F1', 'F2')")
        flows.keep(
            con, flows.reconcile(con, park_id="tiny", year=2024, viewer=FACILITATOR), who="test", reason="x"
        )

    declared, reconciled = (
        json.loads(stated(file, *option).read_text()) for option in ([], ["--reconciled"])
    )

    # 1000 ± 5 % and 300 ± 5 %: weighted by the squares of 50 and 15, they meet at 357.8
    assert max(link["value"] for link in declared["links"]) == 1000.0
    assert max(link["value"] for link in reconciled["links"]) == pytest.approx(1000 - 700 * 2500 / 2725)
    assert "2 of 2 amounts are reconciled" in " ".join(reconciled["notes"])


@pytest.mark.parametrize(
    "options",
    [
        ["--park", "atlantis"],
        ["--park", "tiny", "--year", "1850"],
        ["--park", "tiny", "--look", "company"],
        ["--park", "tiny", "--look", "company", "--company", "nobody"],
        ["--park", "tiny", "--without", "nobody"],
        ["--park", "tiny", "--classes", "gold"],
    ],
)
def test_what_is_not_there_is_named(
    file: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["flows", str(file), *options, "--out", str(file.parent / "x.svg")]) == 2

    assert "Available:" in capsys.readouterr().err


def test_a_unit_that_the_kind_is_not_counted_in_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = file.parent / "x.svg"
    options = ["--park", "tiny", "--kind", "water", "--unit", "tce"]

    assert cli.run(["flows", str(file), *options, "--out", str(out)]) == 2
    assert "Use one of: m³, t, money" in capsys.readouterr().err
    assert not out.exists()


def test_nothing_to_draw_is_said_and_writes_no_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.parent / "x.svg"
    # The plant's one class of energy is heat: none of it is compressed air, but services are what nobody has.
    assert cli.run(["flows", str(file), "--park", "tiny", "--kind", "service", "--out", str(out)]) == 1
    assert "can be shown" in capsys.readouterr().out
    assert not out.exists()


def test_what_if_and_size_are_options(file: Path) -> None:
    shown = json.loads(
        stated(file, "--look", "network", "--without", "C2", "--scale", "~C1~coal~0.5").read_text()
    )

    lost = [link["value"] for link in shown["links"] if link["change"] == "loss"]
    assert sum(lost) == pytest.approx(865.0)  # coal 500 t, ash 300 t, dust 20 t, waste 45 t
    picture = stated(file, "--size", "700x400", "--hall", ending="svg").read_text()
    assert 'width="' in picture


def test_the_number_of_bars_can_be_chosen(file: Path) -> None:
    """Of coal, ash, dust, waste and packaging one by itself; a by-product counts four times."""
    few = json.loads(stated(file, "--most", "1", "--fold", "0").read_text())
    all_of_them = json.loads(stated(file, "--most", "9", "--fold", "0", "--hall").read_text())

    resources = [node["node"] for node in few["nodes"] if node["node"].startswith("resource:")]
    assert resources == ["resource:fly_ash"]
    assert not [node for node in all_of_them["nodes"] if node["node"].startswith("others")]


def test_loops_are_a_table(file: Path) -> None:
    table = stated(file, "--table", "loops", ending="csv").read_text("utf-8-sig")

    assert "Power plant → Cement works → Power plant" in table


@pytest.mark.parametrize(
    "option", [["--out", "x.pdf"], ["--fold", "2", "--out", "x.svg"], ["--most", "0", "--out", "x.svg"]]
)
def test_wrong_usage_is_said_before_anything_is_read(option: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["flows", "nowhere.duckdb", "--park", "tiny", *option])

    assert stopped.value.code == 2
