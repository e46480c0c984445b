"""Fixtures of all tests: a real database, empty or holding the tiny park."""

import functools
import gc
import importlib
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import suppress
from functools import partialmethod
from pathlib import Path

import altair as alt
import duckdb
import pytest
from altair.utils import schemapi
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.data.store import answers
from isdata.energy import measures
from isdata.energy.measures import Register
from pages.common import background
from tests.databases import Built, SharedFiles, leave_log

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "tests" / "published"  # data of others, with source and licence
JOURNEYS, CONTROLS = "tests/browser/", "tests/browser/test_controls.py"
FIRST = (JOURNEYS, "tests/pages/", "tests/test_", "tests/")  # what takes long before what does not
CHECKED = ("tests/pages/test_every_page.py", "tests/output/")
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3
# The same examples in every run, however slow the machine: what fails here fails everywhere.
settings.register_profile("isdata", deadline=None, derandomize=True, max_examples=15)
settings.register_profile("walk", parent=settings.get_profile("isdata"), max_examples=100)
settings.load_profile("isdata")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer what `make walk` asks for."""
    parser.addoption("--walk", action="store_true", help="run what `make test` leaves out")


def pytest_configure(config: pytest.Config) -> None:
    """Lay the many small databases in memory where there is a disk in it: no test waits for the other disk."""
    if config.getoption("walk", False):
        settings.load_profile("walk")
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Import all test files of a long run, beginning at another one in each worker: a new file is compiled by one of them
    and read by the others. Compiling took ten seconds of each."""
    worker = getattr(session.config, "workerinput", None)
    if worker is None or session.config.args != session.config.getini("testpaths"):
        return
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    begin = len(files) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for file in files[begin:] + files[:begin]:
        with suppress(Exception):  # pytest names what cannot be imported
            importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Look for examples in the docstrings of the product only, not of its tests, which have none."""
    found = yield
    return [each for each in found if type(each) is pytest.Module]


class Sharing(LoadFileScheduling):
    """A file's tests run in one worker, on what it remembers; all journeys in one, on one server and browser.

    The walk of all controls takes as long as all other journeys: it has a server and a browser of its own.
    """

    def _split_scope(self, nodeid: str) -> str:
        is_journey = nodeid.startswith(JOURNEYS) and not nodeid.startswith(CONTROLS)
        return JOURNEYS if is_journey else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    """Share the files out among the workers, the journeys first: they take longest."""
    config.option.loadscopereorder = False
    return Sharing(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `walk`; for `make walk` all else, but for random examples, of which it tries more.

    Put what takes long first and the examples in docstrings last, so that no worker has to wait at the end.
    """
    is_walk, chosen, others = config.getoption("walk", False), [], []
    for item in items:
        is_walked = item.get_closest_marker("walk") is not None
        is_random = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        (chosen if is_walked == is_walk or (is_walk and is_random) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = chosen
    items.sort(key=lambda item: [not item.nodeid.startswith(beginning) for beginning in FIRST])


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of all further garbage collections, and collect less often.

    Pages make many objects that go by themselves: looking for cycles among them took a twelfth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Leave what the tests kept out of the collections in which pytest looks for unraised exceptions at the end."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_pages() -> Iterator[None]:
    """Streamlit's tests look through all installed packages, compile the scripts and imitate a server before each page, and
    ask every millisecond whether it is done, for which the page has to pause: do all that once, and wait for its thread.
    A page waits in turn for what is computed beside it: no browser is there to draw it again."""
    found = functools.cache(manifest_scanner.scan_component_manifests)
    scripts = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        patch.setattr(local_script_runner, "require_widgets_deltas", _finished)
        patch.setattr(local_script_runner, "ScriptCache", lambda: scripts)
        patch.setattr(app_test, "ScriptCache", lambda: scripts)
        patch.setattr(app_test, "MagicMock", functools.cache(app_test.MagicMock))
        patch.setattr(background, "PATIENCE", 120)
        yield


def _finished(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    """Wait until a page has run."""
    thread = runner._script_thread
    assert thread is not None
    thread.join(timeout)
    assert not thread.is_alive(), f"a page runs for more than {timeout} s"


@pytest.fixture(scope="module", autouse=True)
def quick_charts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Check charts against the schema of Vega-Lite only where every page is opened in every state, and where figures are
    drawn by themselves: the app does not check them, and checking took an eighth of the time of a page."""
    if request.node.nodeid.startswith(CHECKED):
        yield
        return
    drawn = partialmethod(alt.TopLevelMixin.to_dict, validate=False)
    with schemapi.debug_mode(False), pytest.MonkeyPatch.context() as patch:
        patch.setattr(alt.TopLevelMixin, "to_dict", drawn)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Database files by name, made once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    (folder / "built").mkdir(exist_ok=True)
    return Built(folder / "built")


@pytest.fixture(scope="session")
def shared_files(built: Built, tmp_path_factory: pytest.TempPathFactory) -> SharedFiles:
    """Copies of the database files that tests share until one of them writes."""
    return SharedFiles(built, tmp_path_factory.mktemp("shared_files"))


@pytest.fixture(scope="session")
def samples_file(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file holding all sample parks, of this worker alone: one process at a time can open it. Tests only read it."""
    return built.copied("samples", tmp_path_factory.mktemp("samples_file"))


@pytest.fixture(scope="session")
def all_parks(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding all sample parks; tests only read it."""
    with store.open(built.copied("samples", tmp_path_factory.mktemp("parks"))) as connection:
        yield connection


@pytest.fixture
def parks(all_parks: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, of which a question is answered once for all tests, as for all sessions of the app."""
    with answers.of_state("parks"):
        yield all_parks


@pytest.fixture
def samples(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding all sample parks."""
    with shared_files.cursor("samples") as connection:
        yield connection


@pytest.fixture
def con(built: Built, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database."""
    with store.open(built.copied("empty", tmp_path)) as connection:
        yield connection
        leave_log(connection)


@pytest.fixture
def tiny(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the tiny park."""
    with shared_files.cursor("tiny") as connection:
        yield connection


@pytest.fixture
def joined(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the tiny park and its synergies."""
    with shared_files.cursor("joined") as connection:
        yield connection


@pytest.fixture
def pairs(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the hand-checkable park of matches."""
    with shared_files.cursor("pairs") as connection:
        yield connection


@pytest.fixture
def small_file(built: Built, tmp_path: Path) -> Path:
    """A database file of a small network that nobody has open."""
    return built.copied("network", tmp_path)


@pytest.fixture
def small(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the small network."""
    with shared_files.cursor("network") as connection:
        yield connection


@pytest.fixture
def register(small: duckdb.DuckDBPyConnection) -> Register:
    """The measures of the small network."""
    return measures.register(small, park_id="small", viewer=FACILITATOR)
