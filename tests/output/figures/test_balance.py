"""What the cells of a heat map of balances say."""

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.output.figures import balance
from isdata.park.flows.balance import BEYOND, CLOSES, OPEN, UNKNOWN


@pytest.mark.parametrize(
    ("state", "words"), [(UNKNOWN, "440 t"), (OPEN, "–"), (CLOSES, "4.0%"), (BEYOND, "4.0% !")]
)
def test_a_cell_states_the_amount_that_would_close_the_balance_where_a_flow_was_never_measured(
    state: str, words: str
) -> None:
    row = {"state": state, "residual": 435.0, "spread": 390.0, "measure": "t", "share": 0.04}

    assert balance._share(row, i18n.reader("en")) == words


def test_a_legend_counts_the_cells_of_all_sites_though_the_first_alone_are_drawn() -> None:
    rows = pd.DataFrame(
        {
            "balance_id": list("abc"), "site_id": list("ABC"), "kind": "water", "state": CLOSES, "residual": 1.0,
            "ratio": [0.9, 0.5, 0.1], "share": 0.1, "inputs": 10.0, "outputs": 9.0, "spread": 2.0, "measure": "m³",
        }
    )  # fmt: skip

    drawn = balance.heat_map(
        rows, dict(zip("ABC", "ABC", strict=True)), {"water": "Water"}, i18n.reader("en"), most=2
    )

    assert drawn.data["site"].tolist() == ["A", "B"]
    assert set(drawn.data["legend"]) == {"complete, within uncertainty · 3"}
    assert [words for _colour, words in balance.legend(rows, i18n.reader("en"))] == [
        "complete, within uncertainty · 3"
    ]
