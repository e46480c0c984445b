"""Edits of a table that are not saved stay until they are saved or discarded, whatever others store meanwhile."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    """A table of one column; `typed` stands for what the editor sends, `is_away` for another page."""
    import pandas as pd
    import streamlit as st

    from pages.common import unsaved

    if st.session_state.get("is_away"):
        del st.session_state[st.session_state["widget"]]  # as Streamlit does with what is not drawn
        st.stop()
    rows = pd.DataFrame({"quantity": st.session_state.get("stored", [1.0, 2.0])})
    draft = unsaved.begin("flow", rows)
    typed = st.session_state.get("typed")
    st.session_state["widget"] = draft.widget
    st.session_state[draft.widget] = {"edited_rows": {} if typed is None else {0: typed}}
    now = draft.rows.assign(quantity=draft.rows["quantity"] if typed is None else typed)
    unsaved.keep(draft, now)
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

    app.session_state["typed"] = [5.0, 4.0, 6.0]
    app.run()
    app.session_state["stored"] = [3.0, 4.0]
    assert app.run().session_state["shown"] == [5.0, 4.0, 6.0]


def test_rows_saved_by_the_reader_are_no_edits_any_more() -> None:
    app = AppTest.from_function(page).run()
    app.session_state["typed"] = [5.0, 2.0]
    app.run()
    app.session_state["meanwhile_stored"] = {"flow"}
    app.session_state["stored"] = [5.0, 2.0]
    del app.session_state["typed"]
    app.run()

    assert app.session_state["shown"] == [5.0, 2.0]
    assert not app.button
