"""Edits of a table that are not saved stay until they are saved or discarded, whatever others store meanwhile."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.databases import Built


def page() -> None:
    """A table of one column; `typed` stands for what the editor sends, `is_away` for another page."""
    import pandas as pd
    import streamlit as st

    from pages.common.editing import unsaved

    if st.session_state.get("is_away"):
        del st.session_state[st.session_state["widget"]]  # as Streamlit does with what is not drawn
        st.stop()
    rows = pd.DataFrame({"quantity": st.session_state.get("stored", [1.0, 2.0])})
    draft = unsaved.begin("flow", rows, st.session_state.get("columns"))
    typed = st.session_state.get("typed")
    st.session_state["widget"] = draft.widget
    st.session_state[draft.widget] = {"edited_rows": {} if typed is None else {0: typed}}
    now = draft.rows.assign(quantity=draft.rows["quantity"] if typed is None else typed)
    unsaved.keep(draft, now)
    unsaved.announce(draft)
    st.session_state["shown"] = now["quantity"].tolist()


@pytest.fixture
def left() -> AppTest:
    """The page after a value was typed and another page opened."""
    app = AppTest.from_function(page).run()
    app.session_state["typed"] = [5.0, 2.0]
    app.run()
    app.session_state["is_away"] = True
    app.run()
    del app.session_state["typed"]
    app.session_state["is_away"] = False
    return app


def test_edits_are_there_again_on_coming_back(left: AppTest) -> None:
    left.run()

    assert left.session_state["shown"] == [5.0, 2.0]
    assert left.button(key="flow_discard")


def grown() -> None:
    """A table of three rows whose edits are put aside at the end of each run; `now` stands for what the editor sends."""
    import pandas as pd
    import streamlit as st

    from pages.common.editing import unsaved

    draft = unsaved.begin("flow", pd.DataFrame({"quantity": [1.0, 2.0, 3.0]}))
    st.session_state["count"] = draft.start.stored
    st.session_state["shown"] = draft.rows["quantity"].tolist()
    st.session_state[draft.widget] = {"deleted_rows": [1]}
    unsaved.keep(draft, pd.DataFrame({"quantity": st.session_state["now"]}))
    del st.session_state[draft.widget]  # as Streamlit does with what is not drawn


def test_a_row_is_new_below_the_stored_ones_that_were_left() -> None:
    """A new row takes initial values; in a draft that was kept it has the label of a stored row that was removed."""
    app = AppTest.from_function(grown)
    seen = []
    for now in ({0: 1.0, 2: 3.0, 3: 9.0}, {0: 1.0, 1: 3.0, 2: 9.0}, {1: 3.0, 2: 9.0}, {0: 3.0, 1: 9.0}):
        app.session_state["now"] = now
        app.run()
        seen.append((app.session_state["shown"], app.session_state["count"]))

    assert seen == [([1.0, 2.0, 3.0], 3), ([1.0, 3.0, 9.0], 2), ([1.0, 3.0, 9.0], 2), ([3.0, 9.0], 1)]


def test_edits_stay_where_other_columns_are_shown() -> None:
    app = AppTest.from_function(page).run()
    app.session_state["typed"] = [5.0, 2.0]
    app.run()
    del app.session_state["typed"]  # an editor with other columns is a new one
    app.session_state["columns"] = ["quantity", "year"]

    assert app.run().session_state["shown"] == [5.0, 2.0]


def test_discarded_edits_are_gone(left: AppTest) -> None:
    left.run().button(key="flow_discard").click().run()

    assert left.session_state["shown"] == [1.0, 2.0]
    assert not left.button


def test_edits_stay_where_others_stored_rows_meanwhile(left: AppTest) -> None:
    left.session_state["stored"] = [3.0, 4.0]
    left.run()

    assert left.session_state["shown"] == [5.0, 2.0]
    assert left.button(key="flow_discard")


def test_typed_cells_stay_while_others_store_rows_and_rows_without_edits_follow() -> None:
    app = AppTest.from_function(page).run()
    app.session_state["stored"] = [1.0, 4.0, 6.0]
    assert app.run().session_state["shown"] == [1.0, 4.0, 6.0]

    assert not [each for each in app.markdown if "not saved yet" in each.value]
    app.session_state["typed"] = [5.0, 4.0, 6.0]
    assert [each for each in app.run().markdown if "not saved yet" in each.value]
    app.session_state["stored"] = [3.0, 4.0]
    assert app.run().session_state["shown"] == [5.0, 4.0, 6.0]


def test_rows_saved_by_the_reader_are_no_edits_any_more() -> None:
    app = AppTest.from_function(page).run()
    app.session_state["typed"] = [5.0, 2.0]
    app.run()
    app.session_state["concurrent_stored"] = {"flow"}
    app.session_state["stored"] = [5.0, 2.0]
    del app.session_state["typed"]
    app.run()

    assert app.session_state["shown"] == [5.0, 2.0]
    assert not app.button


def paragraphs() -> None:
    """Paragraphs of a document as they were left: of two stored ones the second was removed, and one was typed."""
    import pandas as pd
    import streamlit as st

    from pages.common.editing import concurrent_edits, edited_table, unsaved

    def numbered(*numbers: str, status: list[str | None]) -> pd.DataFrame:
        return pd.DataFrame({"number": pd.array(numbers, "string"), "status": pd.array(status, "string")})

    stored = numbered("1", "2", status=["adopted", "adopted"])
    left = numbered("1", "3", status=["adopted", None]).set_axis([0, 2])
    start = unsaved.Start(stored, concurrent_edits.version())
    st.session_state["unsaved_rows"] = {}
    unsaved.put(unsaved.Draft("text", "text-1", stored, start, is_kept=True), left)
    columns = {
        "number": edited_table.column("document_paragraph", "number"),
        "status": edited_table.column("document_paragraph", "status", default="draft"),
    }
    now = edited_table.edited(
        "document_paragraph", stored, columns, key="text", may_grow=True, alt="Paragraphs"
    )
    st.session_state["status"] = now["status"].tolist()


def test_a_new_row_of_a_draft_takes_initial_values_although_a_stored_row_was_removed(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "own.duckdb")))
    app = AppTest.from_function(paragraphs)
    app.session_state["text_drafts"] = 0
    app.run()

    assert not app.exception
    assert app.session_state["status"] == ["adopted", "draft"]
