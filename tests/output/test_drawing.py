"""One call draws a park's flows; every format opens and says the same."""

import io
import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import isdata
from isdata.errors import FileEndingError, NoFlowsError, NotFoundError


def test_every_format_is_written(tiny: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    drawing = isdata.draw(tiny, "tiny", viewer=isdata.FACILITATOR)

    svg = drawing.save(tmp_path / "x.svg").read_text("utf-8")
    table = pd.read_csv(drawing.save(tmp_path / "x.csv"), comment="#")
    book = pd.read_excel(io.BytesIO(drawing.save(tmp_path / "x.xlsx").read_bytes()))
    links = json.loads(drawing.save(tmp_path / "x.json").read_text("utf-8"))["links"]

    assert svg.startswith("<svg")
    assert svg == drawing._repr_svg_()
    assert drawing.save(tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert len(table) == len(book) == len(links) == len(drawing.composed.view.links) > 0


def test_fields_of_a_choice_are_taken_by_name(tiny: duckdb.DuckDBPyConnection) -> None:
    water = isdata.draw(tiny, "tiny", viewer=isdata.FACILITATOR, kind="water", language="zh")

    assert set(water.composed.whole.links["kind"]) == {"water"}
    assert "流" in water.caption.title


def test_what_cannot_be_drawn_is_refused(tiny: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        isdata.draw(tiny, "nowhere", viewer=isdata.FACILITATOR)
    with pytest.raises(NoFlowsError):
        isdata.draw(tiny, "tiny", viewer=isdata.FACILITATOR, year=1900)
    with pytest.raises(FileEndingError, match=r"x\.bmp"):
        isdata.draw(tiny, "tiny", viewer=isdata.FACILITATOR).save(tmp_path / "x.bmp")
