"""The layout as a whole: what goes in comes out, in its place."""

import pandas as pd
import pytest

from isdata import sankey


def table(*rows):
    return pd.DataFrame(rows, columns=["source", "target", "value"])


LOOP = table(
    ("power", "cement", 300.0), ("cement", "power", 20.0), ("cement", "road", 50.0), ("road", "road", 1.0)
)


def test_a_loop_is_never_dropped():
    layout = sankey.layout(LOOP)

    assert len(layout.ribbons) == 4
    assert layout.ribbons["is_backward"].tolist() == [False, True, False, True]
    assert layout.backward == 21.0


def test_no_links_give_an_empty_layout():
    layout = sankey.layout(LOOP.iloc[:0])

    assert layout.nodes.empty
    assert layout.ribbons.empty
    assert layout.backward == 0


@pytest.mark.parametrize("value", [float("nan"), -1.0, float("inf")])
def test_a_value_that_cannot_be_drawn_is_refused_by_row(value):
    with pytest.raises(ValueError, match="rows: 0"):
        sankey.layout(table(("a", "b", value)))
