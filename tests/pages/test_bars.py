"""Bars of the pages: how many rows are left out is stated."""

import pytest
from streamlit.testing.v1 import AppTest


def page(total: int) -> None:
    from pages.common import charts

    charts.bars({"name": ["a", "b"], "amount": [2.0, 1.0], "words": ["2", "1"]}, alt="Bars", total=total)


@pytest.mark.parametrize(("total", "stated"), [(30, ["The first 2 of 30."]), (2, [])])
def test_bars_state_how_many_rows_are_left_out(total: int, stated: list[str]) -> None:
    app = AppTest.from_function(page, kwargs={"total": total}).run()

    assert not app.exception
    assert [caption.value for caption in app.caption] == stated
