"""The map in files: the same park, drawn without a browser."""

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from isdata import cli
from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import NoPlaceError
from isdata.output import reports
from isdata.output.figures import parkmap as figure
from isdata.output.reports import maps
from tests.mapped import drawing_of
from tests.output.reports.conftest import MEASURE, made, subject, text_in


@pytest.mark.parametrize(("language", "name"), [("zh", "水泥厂")])
def test_the_shell_draws_the_map(built: dict[str, Path], tmp_path: Path, language: str, name: str) -> None:
    file, out = shutil.copy(built["tiny"], tmp_path / "tiny.duckdb"), tmp_path / "map.svg"

    assert (
        cli.run(["map", str(file), "--park", "tiny", "--language", language, "--guest", "--out", str(out)])
        == 0
    )
    drawn = out.read_text("utf-8")
    assert name in drawn.replace("</tspan>", "").replace("\n", " ") or name.split()[0] in drawn
    assert "Secret Box" not in drawn
    assert "机密包装" not in drawn


@pytest.mark.parametrize("turned", [-6.0, 90.0])
def test_a_plan_turned_either_way_is_drawn(tiny: duckdb.DuckDBPyConnection, turned: float) -> None:
    """The north arrow of Kunshan's plan is turned to the left: its map could not be written."""
    drawing = replace(drawing_of(tiny), turned=turned)

    assert figure.printed(drawing, title="Tiny").to_dict()["layer"]


def test_a_picture_in_another_form_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["map", "x.duckdb", "--park", "tiny", "--out", str(tmp_path / "map.pdf")])

    assert stopped.value.code == 2


def test_a_park_without_places_says_so(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update site set latitude = null, longitude = null")

    with pytest.raises(NoPlaceError):
        maps.park_map(tiny, park_id="tiny", reader=i18n.reader("en"), viewer=FACILITATOR)


@pytest.mark.parametrize(("kind", "language"), [("summary", "zh"), ("valuation", "en")])
def test_the_reports_of_a_synergy_show_where_its_partners_lie(
    tiny: duckdb.DuckDBPyConnection, language: str, kind: str
) -> None:
    report = made(tiny, reports.Choice("synergy", name="SY1"), kind, language=language, viewer=FACILITATOR)
    caption = {"en": "Location of the partners", "zh": "参与方的位置"}[language]

    for written in (reports.docx(report), reports.xlsx(report)):
        assert caption in text_in(written)
        with zipfile.ZipFile(io.BytesIO(written)) as parts:
            assert any(name.endswith(".png") for name in parts.namelist())


def test_a_valuation_shows_where_the_measures_lie_and_what_they_cost(tiny: duckdb.DuckDBPyConnection) -> None:
    about = subject(tiny, MEASURE, viewer=FACILITATOR)
    drawn = maps.of_measures(about, i18n.reader("en"))

    assert drawn is not None
    assert [column.text(0) for column in drawn.table.columns] == ["Power plant", "1", "30,000"]
    blocks = made(tiny, MEASURE, "valuation", viewer=FACILITATOR).blocks
    assert drawn.caption in [getattr(block, "caption", "") for block in blocks]


def test_without_positions_a_report_has_no_map(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update site set latitude = null, longitude = null")
    about = subject(tiny, reports.Choice("synergy", name="SY1"), viewer=FACILITATOR)

    assert maps.of_synergy(about, i18n.reader("en")) is None
    assert made(tiny, reports.Choice("synergy", name="SY1"), "summary", viewer=FACILITATOR).blocks


def test_a_guests_report_names_no_hidden_company_on_its_map(tiny: duckdb.DuckDBPyConnection) -> None:
    about = subject(tiny, reports.Choice("synergy", name="SY1"), viewer=GUEST)
    drawn = maps.of_synergy(about, i18n.reader("en"))

    assert drawn is not None
    assert "Secret Box" not in json.dumps(drawn.picture.to_dict())
