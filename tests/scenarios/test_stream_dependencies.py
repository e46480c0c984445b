"""Shares of streams that synergies draw, in the units in which each is stated."""

import pandas as pd
import pytest

from isdata.scenarios import with_shares


@pytest.mark.parametrize("unit", ["t", "kg"])
def test_streams_in_different_units_are_summed_in_the_unit_of_the_synergy(unit: str) -> None:
    """100 t of streams of 150 t and 50 t: half of each, three quarters of the synergy from the first."""
    other = 50.0 if unit == "t" else 50_000.0
    rows = pd.DataFrame(
        {
            "synergy_id": "SY1",
            "quantity": 100.0,
            "unit": "t",
            "supplied": [150.0, other],
            "stream_unit": ["t", unit],
        }
    )

    found = with_shares(rows)

    assert found["weight"].tolist() == pytest.approx([0.75, 0.25])
    assert found["drawn"].tolist() == pytest.approx([0.5, 0.5])
