"""A network on the way to its target, as its legend explains it."""

import pandas as pd

from isdata.data.i18n import reader
from isdata.output.figures import members


def test_a_legend_shows_bars_lines_and_meters_in_the_shape_that_they_are_drawn_in() -> None:
    progress = pd.DataFrame(
        {"year": [2020], "result": [10.0], "result_share": [0.1], "target": [9.0], "target_share": [0.09]}
    )
    metered = pd.DataFrame({"year": [2020], "saving": [5.0], "sites": [3]})

    drawn = members.path(progress, reader("en"), this_year=2026, metered=metered).to_dict()

    shape = next(layer["encoding"]["shape"] for layer in drawn["layer"] if "shape" in layer["encoding"])
    shapes = dict(zip(shape["scale"]["domain"], shape["scale"]["range"], strict=True))
    assert shapes["Saved by measures in operation"] == "square"
    assert shapes["Metered (members with meters)"] == "diamond"
    assert shapes["Target path"].startswith("M")  # a dash, longer than it is high
