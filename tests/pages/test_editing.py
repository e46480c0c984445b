"""No form saves less than what was typed: incomplete rows reach the store, which refuses them by name."""

import pandas as pd
import pytest
import streamlit as st

from pages.common import editing


@pytest.fixture
def shown() -> dict:
    return {
        "resource_id": editing.choice_column("measure_saving", "resource_id", {"coal": "Coal"}),
        "baseline": editing.column("measure_saving", "baseline"),
        "is_new": st.column_config.CheckboxColumn(label="New", default=False),
    }


def test_a_table_that_grows_requires_nothing_in_the_browser(shown: dict) -> None:
    """A new row without a required value would never reach the server."""
    growing = editing._growing(shown)

    assert [column["required"] for column in growing.values()] == [False, False, None]
    assert growing["baseline"]["label"].endswith(" *")


def test_only_rows_in_which_nothing_was_typed_are_dropped(shown: dict) -> None:
    rows = pd.DataFrame(
        {
            "resource_id": pd.array(["coal", None, None, " "], "string"),
            "baseline": pd.array([None, 600.0, None, None], "Float64"),
            "is_new": [False, False, False, False],
        }
    )

    assert editing._filled(rows, shown)["baseline"].tolist() == [pd.NA, 600.0]
    assert len(editing._filled(rows.assign(is_new=[False, False, True, False]), shown)) == 3
