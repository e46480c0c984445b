"""No form saves less than what was typed: incomplete rows reach the store, which refuses them by name."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.common import editing
from tests.conftest import Built


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


def page() -> None:
    """Whether data changed, before and after they do."""
    import streamlit as st

    from isdata.data import store
    from pages.common import data

    with data.one_version():
        data.stored_version()
        before = data.has_changed()
        same = store.ask(data.cursor(), "resource_names").head(1)[["resource_id", "name_en"]]
        store.write(data.cursor(), {"resource": same}, who="Li", reason="the same")
        unchanged = data.has_changed()
        store.write(data.cursor(), {"resource": same.assign(name_en="Dust")}, who="Li", reason="a name")
        st.session_state["changed"] = before, unchanged, data.has_changed()


def test_what_is_saved_unchanged_is_known(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page states then that nothing was changed, instead of “Saved.”."""
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "own.duckdb")))

    assert AppTest.from_function(page).run().session_state["changed"] == (False, False, True)
