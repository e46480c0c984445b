"""The app as its readers open it: every page, in every language, on a database of its own."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from isdata.data.contracts import tables
from isdata.data.store import answers, versions
from pages.common import data, popovers, result_cache
from tests.conftest import ROOT
from tests.databases import Built, SharedFiles, delete
from tests.shared_results import SharedResults

Opened = Callable[..., AppTest]


@pytest.fixture(scope="session")
def page_files(built: Built, tmp_path_factory: pytest.TempPathFactory) -> SharedFiles:
    """Database files that pages open by themselves; what they remember of each serves the next test."""
    return SharedFiles(built, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def default_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Database of pages that name none."""
    return tmp_path_factory.mktemp("default") / "isdata.duckdb"


@pytest.fixture(autouse=True)
def away_from_the_checkout(default_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep off the database in the working folder: it belongs to the app, which may be running."""
    monkeypatch.setenv("ISDATA_DATABASE", str(default_file))


@pytest.fixture(scope="session", autouse=True)
def remembered_by_content(page_files: SharedFiles) -> Iterator[None]:
    """Remember what pages compute by the content of a file, not by its path: a copy that nobody has written to has the
    answers of the one before it, and most tests that write first open a page. Room is for the pages of a whole run."""
    keyed = data.key_of

    def by_content(function: Callable[..., object], *inputs: object) -> str:
        return keyed(function, *(_without_path(each) for each in inputs))

    def _without_path(given: object) -> object:
        if not isinstance(given, tuple) or not given or not isinstance(given[0], str):
            return given
        return (page_files.unchanged(given[0]) or given[0], *given[1:])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "key_of", by_content)
        patch.setattr(data, "_plain_key", data._plain_key.__wrapped__)  # anew: a file may have changed since
        patch.setattr(result_cache.cached._info, "max_entries", 3_000)
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_results(built: Built, remembered_by_content: None) -> Iterator[SharedResults]:
    """Results of all workers: without them, each computed those of the sample parks again."""
    results = SharedResults(built.folder("results"))
    in_run, question = data._in_run, data.question

    def in_run_or_shared(key: str, make: Callable[[], Any]) -> Any:
        return in_run(key, lambda: results.result(key, make))

    def shared_question(*asked: Any, **parameters: Any) -> tuple[str, Callable[[], Any]]:
        key, make = question(*asked, **parameters)
        return key, lambda: results.result(key, make)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "_in_run", in_run_or_shared)
        patch.setattr(data, "question", shared_question)
        yield results


@pytest.fixture
def computed_anew(shared_results: SharedResults, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compute what the pages of this test show, though other tests have opened them."""
    monkeypatch.setattr(shared_results, "is_used", False)
    result_cache.cached.clear()


@pytest.fixture
def open_page(page_files: SharedFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Open one page: open_page("pages/park/flows.py", language="zh", data="tiny").

    `data` is a name of `built`, or of a file `tmp_path / "<data>.duckdb"` that the test has laid there itself.
    """
    own: list[Path] = []

    def opened(script: str, *, language: str = "en", data: str = "tiny", **address: str) -> AppTest:
        path = tmp_path / f"{data}.duckdb"
        if path.exists():
            own.append(path)
        else:
            path = page_files.file(data)
        monkeypatch.setenv("ISDATA_DATABASE", str(path))
        return page_at(script, {"lang": language, **address})

    yield opened
    for path in {*own, *page_files.discard_changed()}:  # what is remembered of other files stays
        data._database.clear(str(path))
        delete(path)


def page_at(script: str, address: dict[str, str]) -> AppTest:
    """A page as a new session at an address shows it, on the database of ISDATA_DATABASE."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
    app.query_params.update(address)
    return app.switch_page(script).run()


@pytest.fixture
def open_matches(open_page: Opened) -> Opened:
    """Open the matches page on the hand-checkable park."""
    return lambda **address: open_page("pages/synergies/matches.py", data="matches", park="tiny", **address)


def control(app: AppTest, key: str) -> Any:
    """Return the control of a page whose choice stands under `key`: a list, slider, row of buttons or field."""
    named = re.compile(re.escape(key) + r"-[0-9a-f]{8}(-\d+)?")
    kinds = (
        app.selectbox, app.select_slider, app.multiselect, app.radio, app.button_group, app.toggle, app.text_input,
        app.number_input,
    )  # fmt: skip
    (found,) = [each for kind in kinds for each in kind if named.fullmatch(each.key or "")]
    return found


def opened(app: AppTest, *keys: str) -> AppTest:
    """Open the expanders or popovers of `keys`, whose content is drawn once they were opened."""
    for key in keys:
        app.session_state[popovers.opened_key(key)] = True
    return app.run()


def shown(app: AppTest) -> str:
    """Return what a page says in lists and words."""
    frames = [frame.value.to_csv() for frame in app.dataframe]
    words = [
        each.value
        for kind in (app.markdown, app.caption, app.subheader, app.info, app.warning)
        for each in kind
    ]
    return "\n".join([*frames, *map(str, words)])


def as_changed() -> None:
    """Give the data another version, as `store.write` does: what was changed beside it is read anew."""
    con = data.cursor()
    versions.note_changed(con, tables(), versions.next_version(con))


def clear() -> None:
    """Forget remembered answers and close the remembered database."""
    answers.forget()
    st.cache_data.clear()
    st.cache_resource.clear()
