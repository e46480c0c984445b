"""The cash flow over the years: room for the words of its paybacks."""

import numpy as np
import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import cash


@pytest.mark.parametrize(("height", "room"), [(260, 48 / 140), (330, 48 / 210)])
def test_a_short_payback_leaves_its_words_above_the_numbers_of_the_years(height: float, room: float) -> None:
    """Two lines below zero; those of a low picture once lay over the years."""
    years = np.arange(11)
    yearly = pd.DataFrame(
        {"year": years, "cumulative": -1e6 + 9.5e5 * years, "discounted": -1e6 + 6.4e5 * years}
    )

    spec = cash.curve(yearly, reader("en"), "CNY", paybacks=(1.1, 1.2), height=height).to_dict()

    lowest = next(
        layer["encoding"]["y"]["scale"]["domainMin"]
        for layer in spec["layer"]
        if "scale" in layer.get("encoding", {}).get("y", {})
    )
    assert -lowest / (8.5 - lowest) >= room
