"""From the shell, an export is placed by options, and stored as any file."""

import json
import shutil
from pathlib import Path

import pytest

from isdata.cli import run
from isdata.data import store
from tests.data.ingest.foreign import documents


def test_an_export_is_imported_with_its_site(
    built: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, export = str(shutil.copy(built["tiny"], tmp_path / "park.duckdb")), tmp_path / "export.json"
    export.write_text(
        json.dumps(
            documents.hunt(lightingReplacements=[documents.lights(material=5)], odd=[1], waterReductions=[1])
        )
    )
    command = ["import", database, str(export)]

    assert run(command) == 2
    assert "--site" in capsys.readouterr().err
    assert run([*command, "--site", "S1"]) == 2
    assert "--price-year" in capsys.readouterr().err
    placed = [*command, "--site", "Our hunt=S1", "--price-year", "2024"]
    assert run(placed) == 1
    capsys.readouterr()
    assert run([*placed, "--leave-out-unreadable"]) == 0
    said = capsys.readouterr().out
    for place in ("odd 1", "waterReductions 1"):
        assert f"left out: assessments 1 · assessment · treasureHunt · {place}" in said
    with store.open(database) as con:
        assert con.execute(
            "select name_en from measure where site_id = 'S1' and status = 'idea'"
        ).fetchall() == [("Lamps",)]
