"""A resource typed in a company's own words is recognised; one chosen in the list is left as it is."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.databases import Built


def page() -> None:
    """What is kept of typed words, and of a choice by name or synonym."""
    import streamlit as st

    from pages.common import resource_choice

    for key, given in (("typed", "fly ashes"), ("named", "coal"), ("synonym", "coal = black gold")):
        st.session_state["widget"] = given
        resource_choice._recognise(key, "widget")


def test_typed_words_are_taken_for_the_likeliest_resource(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "own.duckdb")))
    kept = AppTest.from_function(page).run().session_state

    assert kept["typed"] == ("fly_ash", "fly ashes")
    assert "named" not in kept
    assert "synonym" not in kept
