"""Values that are read once in a run: they follow what changes within it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.databases import SharedFiles


def _facilitator_who_presents() -> None:
    import streamlit as st

    from pages.common import controls, role, run_values

    st.session_state.role = "facilitator"
    with run_values.one_run():
        before = role.viewer()
        controls.set_projected(is_on=True)
        st.text(f"{before.sees_all} {controls.is_projected()} {role.viewer().sees_all}")


def test_a_presentation_that_begins_within_a_run_has_the_guest_view() -> None:
    assert AppTest.from_function(_facilitator_who_presents).run().text[0].value == "True True False"


def _view_as_company() -> None:
    import streamlit as st

    from pages.common import address, data, role, run_values

    with run_values.one_run(), address.whole_script(), data.one_version():
        st.session_state.park = "tiny"
        role.remember()
        before = role.viewer().companies  # as for the menu, before a company is chosen
        role.choose_role(st.container(), "overview", "tiny")
        st.text(f"{before} {role.viewer().companies}")


def test_the_view_of_a_company_begins_with_its_choice(
    page_files: SharedFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISDATA_DATABASE", str(page_files.file("tiny")))
    app = AppTest.from_function(_view_as_company)
    app.query_params["role"] = "company"
    shown = app.run().text[0].value
    assert shown.startswith("() ('")
