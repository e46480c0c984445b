"""Long computations beside the page: their progress, their end, and what is left of them after a stop."""

import shutil
import threading
from concurrent.futures import Future
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import Reader
from isdata.engines import progress
from pages.common import background
from tests.databases import Built
from tests.pages.conftest import clear

STEPS = threading.Semaphore(0)  # what the computation may do; those of a former test are spent
COUNT = 4


def steps(con: duckdb.DuckDBPyConnection, *, park_id: str) -> str:
    """Parks counted in as many steps as are permitted."""
    done = 0
    for done in range(COUNT):
        if not progress.report(done / COUNT):
            break
        STEPS.acquire(timeout=30)
    else:
        done = COUNT
    (count,) = con.execute("select count(*) from park where park_id = ?", [park_id]).fetchone() or (0,)
    return f"{done} steps, {count} park"


def page() -> None:
    import streamlit as st

    from pages.common import background, data, language, role
    from tests.pages import test_background

    language.clear_settings()
    with data.one_version():
        role.remember()
        found = background.ask(test_background.steps, "Counting", park_id="tiny")
        st.markdown(found or "nothing yet")


@pytest.fixture
def app(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "tiny.duckdb")))
    monkeypatch.setattr(background, "PATIENCE", 0.05)
    while STEPS.acquire(blocking=False):
        pass
    clear()
    yield AppTest.from_function(page, default_timeout=60).run()
    STEPS.release(COUNT)
    clear()


def wait_for(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(background, "PATIENCE", 30)
    return app.run()


def test_a_bar_is_shown_until_the_answer_is_found(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.markdown[0].value == "nothing yet"
    assert [button.label for button in app.button] == ["Stop"]

    STEPS.release(COUNT)
    app = wait_for(app, monkeypatch)

    assert app.markdown[0].value == "4 steps, 1 park"
    assert not app.button


def test_an_answer_that_is_found_just_as_the_patience_ends_is_shown(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It once ended in an internal error: the wait had timed out, and the computation was done by then."""
    result = Future.result

    def late(future: Future, timeout: float | None = None) -> object:
        found = result(future)
        if timeout is not None:
            raise TimeoutError
        return found

    STEPS.release(COUNT)
    monkeypatch.setattr(Future, "result", late)
    app = wait_for(app, monkeypatch)

    assert app.markdown[0].value == "4 steps, 1 park"


def test_what_was_found_before_a_stop_is_kept_and_the_rest_can_be_computed(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    STEPS.release(1)
    app.button[0].click().run()
    STEPS.release(1)
    app = wait_for(app, monkeypatch)

    assert "Stopped" in app.warning[0].value
    stopped = int(app.markdown[0].value.split()[0])
    assert 0 < stopped < COUNT

    STEPS.release(COUNT)
    app.button[0].click().run()

    assert app.markdown[0].value == "4 steps, 1 park"
    assert not app.warning


def worded(con: duckdb.DuckDBPyConnection, *, park_id: str, reader: Reader) -> str:
    """Parks counted as by `steps`, for a reader."""
    return f"{reader.language}: {steps(con, park_id=park_id)}"


def bilingual_page() -> None:
    import streamlit as st

    from pages.common import background, data, language, role
    from tests.pages import test_background

    language.clear_settings()
    with data.one_version():
        role.remember()
        if st.toggle("Ask"):
            asked = {"park_id": "tiny", "reader": language.reader()}
            st.markdown(background.ask(test_background.worded, "Counting", **asked) or "nothing yet")
        else:
            asked = {"park_id": "tiny", "reader": language.other_reader()}
            background.prepare(test_background.worded, [asked])


def test_what_is_prepared_in_the_other_language_is_known_after_the_change(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would take steps to compute it again, and none is left."""
    STEPS.release(COUNT)
    wait_for(app, monkeypatch)
    bilingual = AppTest.from_function(bilingual_page, default_timeout=60)
    bilingual.session_state["lang"] = "en"
    bilingual.run()
    assert not bilingual.button  # nothing waits for it
    STEPS.release(COUNT)
    for job in [*background._jobs()._jobs.values()]:
        job.future.result(30)
    monkeypatch.setattr(background, "PATIENCE", 0.05)
    bilingual.session_state["lang"] = "zh"
    bilingual.toggle[0].set_value(True).run()

    assert bilingual.markdown[0].value == "zh: 4 steps, 1 park"
