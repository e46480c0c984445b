"""The tutorial holds: its park imports, and its numbers are those of the program."""

import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest

from isdata import cli
from tests.conftest import ROOT

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder in which every command of the second part has been run as it stands."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "docs" / "tutorial", folder / "docs" / "tutorial")  # as from the repository's root
    commands = re.findall(
        r"^\.venv/bin/isdata (.+)$", "".join(re.findall(r"```bash\n(.*?)```", TUTORIAL, re.DOTALL)), re.M
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in commands:
            if not command.startswith("serve"):
                assert cli.run(shlex.split(command)) == 0, command
    return folder


def test_matches_are_those_of_the_table(followed: Path) -> None:
    found = pd.read_csv(followed / "matches.csv")
    rows = [f"| {row['Match']} | {row['Score']} | {row['Amount per year']} |" for _, row in found.iterrows()]

    assert len(rows) == 6
    assert not re.search(r"^isdata ", TUTORIAL, re.M)  # nobody has the bare command after `make run`
    assert [row for row in rows if row not in TUTORIAL] == []


def test_payback_and_value_are_those_worked_out_by_hand(followed: Path) -> None:
    measure = pd.read_csv(followed / "measures.csv").set_index("measure_id").loc["RS-M1"]

    assert measure["payback [yr]"] == pytest.approx(400_000 / (1500 * 220))
    assert measure["npv [CNY]"] == pytest.approx(1500 * 220 * (1 - 1.08**-10) / 0.08 - 400_000)


def test_amounts_in_the_text_are_those_of_the_file(followed: Path) -> None:
    rows = sum(len(pd.read_csv(path)) for path in (followed / "docs" / "tutorial").glob("*.csv"))
    plan = pd.read_csv(followed / "plan.csv")
    chosen = plan[plan["is_chosen"]]

    assert f"The second command stores {rows} rows." in TUTORIAL
    assert (len(plan), len(chosen), chosen["cost"].sum()) == (3, 2, 960_000)
