"""The cash flow over the years: room for the words of its paybacks."""

import numpy as np
import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import cash_flow


@pytest.mark.parametrize(("height", "room"), [(260, 48 / 140), (330, 48 / 210)])
def test_a_short_payback_leaves_its_words_above_the_numbers_of_the_years(height: float, room: float) -> None:
    """Two lines below zero; those of a low picture once lay over the years."""
    years = np.arange(11)
    yearly = pd.DataFrame(
        {"year": years, "cumulative": -1e6 + 9.5e5 * years, "discounted": -1e6 + 6.4e5 * years}
    )

    spec = cash_flow.curve(yearly, reader("en"), "CNY", paybacks=(1.1, 1.2), height=height).to_dict()

    lowest = next(
        layer["encoding"]["y"]["scale"]["domainMin"]
        for layer in spec["layer"]
        if "scale" in layer.get("encoding", {}).get("y", {})
    )
    assert -lowest / (8.5 - lowest) >= room


@pytest.mark.parametrize(("last", "place"), [(5, ("right", 2.9)), (20, ("left", 3.4))])
def test_words_of_the_first_payback_stand_beside_both_curves(last: int, place: tuple[str, float]) -> None:
    """Right of the first payback runs the discounted curve, which they covered."""
    years = np.arange(last + 1)
    yearly = pd.DataFrame(
        {"year": years, "cumulative": -33.4e6 + 11.5e6 * years, "discounted": -33.4e6 + 9.7e6 * years}
    )

    spec = cash_flow.curve(yearly, reader("en"), "CNY", paybacks=(2.9, 3.4)).to_dict()

    first = next(each for each in spec["layer"] if each["mark"]["type"] == "text")
    rows = next(rows for rows in spec["datasets"].values() if "at" in rows[0])
    assert (first["mark"]["align"], rows[0]["at"]) == place
    assert (first["mark"]["dy"] < 0) == (place[0] == "right")
