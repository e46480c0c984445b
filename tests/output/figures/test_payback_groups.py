"""Measures by payback class."""

import pandas as pd

from isdata.data.i18n import reader
from isdata.engines import finance
from isdata.output.figures import payback_groups
from tests.output.figures.chart_data import data_of


def test_classes_without_measures_are_drawn_only_between_others() -> None:
    """A presented chart began and ended with classes that no measure is in."""
    names = finance.payback_classes()
    counts = {"1-2": 4, "3-5": 1}
    by_class = pd.DataFrame({"payback_class": names, "measures": [counts.get(name, 0) for name in names]})

    drawn = payback_groups.classes(by_class, reader("en")).to_dict()

    assert {row["words"]: row["label"] for row in data_of(drawn)} == {
        "1 to under 2": "4",
        "2 to under 3": "",
        "3 to under 5": "1",
    }


def test_without_measures_all_classes_are_drawn() -> None:
    names = finance.payback_classes()

    drawn = payback_groups.classes(pd.DataFrame({"payback_class": names, "measures": 0}), reader("en"))

    assert len(data_of(drawn.to_dict())) == len(names)
