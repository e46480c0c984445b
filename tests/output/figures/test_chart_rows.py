"""Tables as charts draw them."""

import altair as alt
import pandas as pd

from isdata.data.i18n import reader
from isdata.output.figures import style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import MoneyAxis, framed, scaled


def test_columns_side_by_side_become_a_row_each_in_the_order_of_their_words() -> None:
    table = pd.DataFrame({"year": [1, 2], "paid": [5.0, 6.0], "saved": [7.0, 8.0], "other": [0.0, 0.0]})

    rows = by_kind(table, "year", {"saved": "Saved", "paid": "Paid"})

    assert rows.to_numpy().tolist() == [
        [1, "Saved", 7.0],
        [2, "Saved", 8.0],
        [1, "Paid", 5.0],
        [2, "Paid", 6.0],
    ]


def test_amounts_become_steps_of_the_axis_and_words_of_the_reader() -> None:
    """25,000 is 2.5 steps of ten thousand."""
    rows = in_money(pd.DataFrame({"gain": [25_000.0]}), "gain", MoneyAxis(1e4, "万元"), reader("zh"), "CNY")

    assert rows["money"].tolist() == [2.5]
    assert rows["words"].tolist() == ["2.50万元"]


def test_a_chart_for_a_smaller_window_has_smaller_type_and_the_same_data() -> None:
    specification = {
        "height": 420,
        "layer": [{"mark": {"type": "text", "fontSize": 24}}],
        "encoding": {"x": {"axis": {"tickCount": {"interval": "year", "step": 1}}}},
        "config": {
            "axis": {"labelFontSize": 24, "labelLimit": {"expr": "max(110, 0.4 * 1000)"}},
            "legend": {"symbolSize": 225},
        },
        "datasets": {"rows": [{"height": 420}]},
    }

    assert scaled(specification, 720 / 1080) == {
        "height": 280,
        "layer": [{"mark": {"type": "text", "fontSize": 16}}],
        "encoding": {"x": {"axis": {"tickCount": {"interval": "year", "step": 1}}}},
        "config": {
            "axis": {"labelFontSize": 16, "labelLimit": {"expr": "max(110, 0.4 * 1000)"}},
            "legend": {"symbolSize": 100},  # an area
        },
        "datasets": {"rows": [{"height": 420}]},
    }


def test_numbers_of_an_upright_axis_stand_at_their_gridlines() -> None:
    chart = framed(alt.Chart(pd.DataFrame({"a": [1]}), mark="bar"), reader("en"))

    assert chart.to_dict()["config"]["axisY"]["labelFlush"] is False


def test_half_of_a_small_screen_is_no_phone() -> None:
    """At 1,024 × 768 two columns once had the labels of a phone and those of a desk, one upon the other."""
    of_desk = {"expr": f"{style.NARROW} ? 0 : 9"}

    assert scaled(of_desk, 576 / 1080) == {"expr": "(containerSize()[0] || 1000) < 266.667 ? 0 : 9"}
    assert scaled(of_desk, 219 / 1080) == of_desk  # a presentation on a phone
