"""What the cells of a heat map of balances say."""

import pytest

from isdata.data import i18n
from isdata.output.figures import balance
from isdata.park.flows.balance import BEYOND, CLOSES, OPEN, UNKNOWN


@pytest.mark.parametrize(
    ("state", "words"), [(UNKNOWN, "435 t"), (OPEN, "–"), (CLOSES, "4.0%"), (BEYOND, "4.0% !")]
)
def test_a_cell_states_the_amount_that_would_close_the_balance_where_a_flow_was_never_measured(
    state: str, words: str
) -> None:
    row = {"state": state, "residual": 435.0, "measure": "t", "share": 0.04}

    assert balance._share(row, i18n.reader("en")) == words
