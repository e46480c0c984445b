"""What is stated of a scenario's change before it is saved."""

from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from pages.network.parts import scenario_changes


@pytest.mark.parametrize(
    ("kind", "measure", "stated"),
    [
        ("measure_taken", "M1", "no effect: the measure is already implemented"),
        (
            "measure_delayed",
            "M1",
            "no effect on measures still to be implemented: this one is implemented already",
        ),
        ("measure_taken", "M2", ""),
        ("price", None, ""),
    ],
)
def test_a_change_of_an_implemented_measure_has_no_effect(
    kind: str, measure: str | None, stated: str
) -> None:
    """This was stated after saving only."""
    measures = pd.DataFrame({"status": ["implemented", "planned"]}, index=["M1", "M2"])

    found = cast(Any, SimpleNamespace(table=measures))
    assert scenario_changes._remark({"change_kind": kind, "measure_id": measure}, found) == stated
