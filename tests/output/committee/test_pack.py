"""The committee's pack has at most twelve slides, in both languages, from one state of the data."""

import datetime as dt
import io

import duckdb
import pytest
from pptx import Presentation

from isdata.data import i18n
from isdata.output import committee, reports


@pytest.mark.parametrize(("language", "said"), [("en", "Decision requested"), ("zh", "决策事项")])
def test_a_pack_is_written_as_slides_and_document(
    parks: duckdb.DuckDBPyConnection, language: str, said: str
) -> None:
    report = committee.pack(parks, park_id="chengdu", reader=i18n.reader(language), day=dt.date(2025, 3, 14))

    slides = Presentation(io.BytesIO(committee.pptx(report))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert 6 <= len(slides) <= 12
    assert said in titles
    assert all(
        any("isdata" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in slides
    )
    assert reports.docx(report)[:2] == b"PK"
