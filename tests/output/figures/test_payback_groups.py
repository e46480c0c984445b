"""Measures by payback class."""

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.engines import finance
from isdata.output.figures import payback_groups
from tests.output.figures.chart_data import data_of


@pytest.mark.parametrize(
    ("together", "stated"),
    [
        (1.4, {"1 to under 2": "4 · all together: 1.4 years"}),
        (3.0, {"1 to under 2": "4", "3 to under 5": "all together: 3.0 years"}),
        (float("nan"), {"1 to under 2": "4"}),
    ],
)
def test_the_payback_of_all_measures_together_is_stated_at_its_class(
    together: float, stated: dict[str, str]
) -> None:
    """The ten shortest paybacks were drawn, and the one of the headline was not."""
    names = finance.payback_classes()
    by_class = pd.DataFrame({"payback_class": names, "measures": [4 * (name == "1-2") for name in names]})

    drawn = payback_groups.classes(by_class, reader("en"), together=together).to_dict()

    labels = {row["words"]: row["label"] for row in data_of(drawn) if row.get("label")}
    assert labels == stated
