"""Specifications written while another thread of the process draws a chart with Streamlit."""

from collections.abc import Generator
from typing import Any

import altair as alt
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import reader
from isdata.output.figures import labelled_bars, specification
from isdata.output.reports import pictures
from pages.common import charts

ROWS = pd.DataFrame({"name": ["scrap", "slag"], "words": ["3 t", "2 t"], "amount": [3.0, 2.0]})


@pytest.fixture
def other_thread() -> Generator[dict]:
    """Data transformer of another thread, which takes the tables of every chart; yields what it took."""
    taken: dict = {}

    def take(data: Any) -> dict:
        taken[str(len(taken))] = data
        return {"name": str(len(taken) - 1)}

    transformers: Any = alt.data_transformers
    transformers.register("other", take)
    with transformers.enable("other"):
        yield taken
    transformers.register("other", None)


def test_a_picture_of_a_document_keeps_its_data(other_thread: dict) -> None:
    """A Word report requested while somebody opened a page had axes without bars."""
    bars = labelled_bars.bars(ROWS, reader("en"))
    drawn = pictures.png(bars, width=400, height=100)

    assert other_thread == {}
    assert drawn != pictures.png(
        labelled_bars.bars(ROWS.assign(amount=1.0), reader("en")), width=400, height=100
    )


def test_charts_side_by_side_keep_their_data(other_thread: dict) -> None:
    chart = alt.Chart(ROWS, mark="bar").encode(x="amount:Q")
    written = specification.of(alt.hconcat(chart, alt.vconcat(alt.layer(chart, chart))))

    assert other_thread == {}
    assert "scrap" in str(written["datasets"])


def test_a_presented_chart_keeps_its_data(other_thread: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a window of 720 lines, charts were drawn without bars for everybody until the data changed."""

    monkeypatch.setattr(charts, "scale", lambda: 2 / 3)

    def page() -> None:
        from isdata.data.i18n import reader
        from isdata.output.figures import labelled_bars
        from pages.common import charts
        from tests.output.figures.test_specification import ROWS

        charts.draw(labelled_bars.bars(ROWS, reader("en")), alt="bars")

    app = AppTest.from_function(page).run()

    assert not app.exception
    chart = app.main[0].proto
    assert len(chart.datasets) >= 1
    assert all(named.data.data for named in chart.datasets)
    assert other_thread == {}
