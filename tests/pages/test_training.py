"""A trainee gets a private copy, is checked in it, and never sees the real park from there."""

import ast
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from isdata.programme.training import checking, exercises, practice
from pages.common import navigation
from tests.conftest import ROOT
from tests.pages.conftest import Opened, shown
from tests.turns import by_turns

TRAINING = "pages/training/training.py"


def numbers(app: AppTest) -> list[Any]:
    """Return the fields for numbers of an exercise."""
    return [field for field in app.text_input if (field.key or "").startswith("field_")]


@pytest.fixture
def real(samples_file: Path, tmp_path: Path) -> Path:
    """The real park of a server, with the file that practice copies are made of."""
    path = Path(shutil.copy(samples_file, tmp_path / "real.duckdb"))
    practice.keep_sample(path)
    return path


def test_a_trainee_starts_is_checked_and_returns_by_the_link(open_page: Opened, real: Path) -> None:
    app = open_page(TRAINING, data="real")
    app.text_input(key="practice_trainee").set_value("Li Wei")
    app.button(key="practice_make").click().run()
    app.button(key="start_balance").click().run()
    numbers(app)[0].set_value("8904")
    app.radio[0].set_value("brick_waste")
    app.button(key="check_balance").click().run()

    assert any("water in the clay as a solid" in box.value for box in app.warning)
    drawn = [each.key if each.type == "button" else each.type for each in app.main]
    assert drawn.index("check_balance") < drawn.index("warning")  # the result is next to the button
    app.button(key="hint_balance_nudge").click().run()
    assert "What goes in must come out" in shown(app)
    numbers(app)[0].set_value("1704")
    app.button(key="check_balance").click().run()
    assert [box.value for box in app.success] == ["All correct. Continue with the next exercise."]
    app.button(key="next_exercise").click().run()
    (start,) = [button for button in app.button if str(button.key).startswith("start_")]
    following = str(start.key).removeprefix("start_")
    assert app.query_params["exercise"] == following != "balance"
    start.click().run()
    assert app.query_params["exercise"] == following

    code = app.query_params["practice"]
    again = open_page("pages/park/overview.py", data="real", practice=code)
    assert "Practice copy" in shown(again)
    assert not again.exception
    links = again.get("page_link")
    assert links
    assert all(f"practice={code}" in link.proto.query_string for link in links)


@pytest.mark.walk
def test_the_tour_leads_to_its_next_page_and_changes_are_signed_with_the_trainees_name(
    open_page: Opened, real: Path
) -> None:
    copy = practice.Practice(practice.folder_of(real)).make("Li Wei")
    app = open_page(
        "pages/programme/meetings.py", data="real", practice=copy.code, tour="7", meeting="CD-E09"
    )

    assert "Step 7 of 8: **What does the committee decide?**" in shown(app)
    assert any("tour=8" in link.proto.query_string for link in app.get("page_link"))
    assert "Li Wei" in [field.value for field in app.text_input]


def test_what_was_stored_on_the_pages_is_checked_without_typing(open_page: Opened, real: Path) -> None:
    copies = practice.Practice(practice.folder_of(real))
    copy = copies.make("Li Wei")
    app = open_page(TRAINING, data="real", language="zh", practice=copy.code, exercise="clean_workbook")
    app.button(key="start_clean_workbook").click().run()
    app.button(key="check_clean_workbook").click().run()

    assert not app.exception
    assert not numbers(app)
    assert len(app.warning) == 4
    assert all("还没有保存工作簿中的任何一行" in box.value for box in app.warning)


def test_the_trainer_sees_results_answers_and_agenda(open_page: Opened, real: Path) -> None:
    copies = practice.Practice(practice.folder_of(real))
    copy = copies.make("Li Wei")
    session = checking.ExerciseSession(
        copies.records, copy, copies.connection(copy), exercises.exercises()["split_gain"]
    )
    session.check(session.start(), {"price": 1.0, "gain": 1.0})
    session.check(session.start(), {"price": -105.0, "gain": 225000.0})
    copies.close()

    for view, language in by_turns(
        ["results", "answers", "agenda", "certificates", "competences"], LANGUAGES
    ):
        app = open_page("pages/training/trainer.py", data="real", language=language, trainer_view=view)
        assert not app.exception
        assert not app.error
        if view == "answers":
            assert "-105" in shown(app)
            assert "Li Wei" not in shown(app)
        if view == "competences":
            assert "Investment promotion officer" in shown(app) or "招商专员" in shown(app)
            assert len(app.get("vega_lite_chart")) == 1


def test_a_trainee_may_change_the_copy_and_cannot_open_what_is_of_the_real_park(
    open_page: Opened, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = practice.Practice(practice.folder_of(real)).make("Li Wei")
    monkeypatch.setattr("pages.common.access.visitor.is_facilitator", lambda: False)
    outside = open_page("pages/network/measure.py", data="real")
    inside = open_page("pages/network/measure.py", data="real", practice=copy.code)
    workshop = open_page("pages/workshop/workshop.py", data="real", practice=copy.code)

    assert any("work of the facilitator" in box.value for box in outside.info)
    assert not any("work of the facilitator" in box.value for box in inside.info)
    assert any("does not open in a practice copy" in box.value for box in workshop.info)


@pytest.mark.walk
def test_the_facilitator_does_exercises_on_a_copy_of_a_park_that_opens_for_no_one_else(
    open_page: Opened, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(TRAINING, data="real", park="dayawan")
    app.text_input(key="practice_trainee").set_value("Li Wei")
    app.button(key="practice_make_of_park").click().run()

    assert not app.exception
    assert "Copy of your park" in shown(app)
    app.button(key="start_own_balance").click().run()
    app.radio[0].set_value("outputs")  # the sample's site has more inputs
    app.button(key="check_own_balance").click().run()
    assert any("Compare the two sums again" in box.value for box in app.warning)
    lacking = open_page(TRAINING, data="real", practice=app.query_params["practice"], exercise="own_board")
    lacking.button(key="start_own_board").click().run()
    assert any("lacks the data of the exercise" in box.value for box in lacking.info)
    code = app.query_params["practice"]
    page = {"script": "pages/park/overview.py", "data": "real", "practice": code}
    inside = open_page(**page)
    assert not inside.exception
    assert inside.query_params["park"] == "dayawan"
    (back,) = [link for link in inside.get("page_link") if link.proto.label == "Back to the exercise"]
    assert not back.proto.help  # it covered the mark of the copy above
    app.button(key="practice_sample").click().run()
    assert app.query_params["practice"] != code
    assert [button for button in app.button if str(button.key).startswith("start_")]

    monkeypatch.setattr("pages.common.access.visitor.is_facilitator", lambda: False)
    guest = open_page(**page)
    assert any("practice copy does not exist" in box.value for box in guest.error)
    assert not guest.metric
    start = open_page(TRAINING, data="real", park="dayawan")
    assert "practice_make_of_park" not in [button.key for button in start.button]


@pytest.mark.parametrize(
    "entry", [each for each in navigation.ENTRIES if each.needs_park][:2], ids=lambda e: e.name
)
def test_a_copy_that_is_gone_shows_nothing_of_the_real_park(
    open_page: Opened, real: Path, entry: navigation.Entry
) -> None:
    app = open_page(entry.script, data="real", practice="0" * 20)

    assert any("practice copy does not exist" in box.value for box in app.error)
    assert not app.dataframe
    assert not app.metric


def file_of_a_download() -> None:
    from concurrent.futures import ThreadPoolExecutor

    import streamlit as st

    from pages.common import data, session_threads

    with ThreadPoolExecutor(
        1
    ) as thread:  # as Streamlit makes a file that is asked for: outside of the session
        st.text(thread.submit(session_threads.deferred(lambda: str(data.database_path()))).result())


def test_a_download_is_made_from_the_copy(open_page: Opened, real: Path) -> None:
    copies = practice.Practice(practice.folder_of(real))
    copy = copies.make("Li Wei")
    open_page(TRAINING, data="real")  # the server's database is the real one
    app = AppTest.from_function(file_of_a_download)
    app.session_state["practice_entered"] = copy.code

    assert app.run().text[0].value == str(copies.path(copy))


def test_every_download_is_made_for_its_session() -> None:
    """`session_threads.deferred` carries the session into the thread that makes a file."""
    bare = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "pages").glob("**/*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "download_button"
        for keyword in call.keywords
        if keyword.arg == "data" and "deferred(" not in ast.unparse(keyword.value)
    ]

    assert bare == []


def control_of_a_session_that_is_cleared() -> None:
    import streamlit as st

    from pages.common import address, pick

    with address.whole_script():
        pick.one_of("View", {"a": "A", "b": "B"}, key="view")
    for key in list(st.session_state):  # as on entering a practice copy
        if not str(key).startswith("address_"):
            del st.session_state[key]


def test_a_choice_that_arrives_after_a_copy_was_entered_does_not_stop_the_app() -> None:
    app = AppTest.from_function(control_of_a_session_that_is_cleared).run()

    assert not app.segmented_control[0].set_value("b").run().exception
