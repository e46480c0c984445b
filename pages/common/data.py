"""The one door to the data: a shared connection, and one cache of answers, whose keys hold all that they depend on.

A session that practises has the connection of its private copy instead.
"""

import datetime as dt
import hashlib
import io
import pickle
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb
import pandas as pd
import streamlit as st
from pandas.api.extensions import ExtensionDtype
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from isdata.data import ingest, store
from isdata.data.disclosure import Viewer
from isdata.data.store import answers
from pages.common import practice

P = ParamSpec("P")
T = TypeVar("T")


def database_path() -> Path:
    """Return the database file of this session: the practice copy, or that of the server."""
    return practice.path() or practice.own_database()


@st.cache_resource(show_spinner=False)
def _database(path: str) -> duckdb.DuckDBPyConnection:
    return ingest.opened(path, create=True)


Question = tuple[Callable[..., Any], dict[str, Any]]  # a function of isdata, and its arguments
State = tuple[str, int, dt.date]  # database file, version of its data, and day
Calculation = Callable[[Viewer], object]  # computes for a reader what a page shows


@dataclass
class _Run:
    """One run of a page: the version of each file's data that it shows, until it may have changed them; what it asked and computed."""

    versions: dict[str, int] = field(default_factory=dict)
    may_have_changed: bool = False
    asked: list["Question"] = field(default_factory=list)
    keys: dict[int, tuple[object, str]] = field(default_factory=dict)  # of results, by the id of the object
    tables: dict[str, Any] = field(default_factory=dict)  # that it asked for or derived, by key
    calculations: list["Calculation"] = field(default_factory=list)


_RUN: ContextVar[_Run | None] = ContextVar("run", default=None)


@contextmanager
def one_version() -> Generator[None]:
    """Ask for the version of the data once within, as long as no page asks for a cursor, with which it can change them."""
    if _RUN.get() is not None:  # a part within the page
        yield
        return
    token = _RUN.set(_Run())
    try:
        yield
    finally:
        _RUN.reset(token)


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a cursor of the shared connection; connections are not thread-safe, cursors are."""
    if run := _RUN.get():
        run.may_have_changed = True
    return _cursor()


def _cursor() -> duckdb.DuckDBPyConnection:
    connection = practice.connection() or _database(str(practice.own_database()))
    return connection.cursor()


@st.cache_data(max_entries=1000, show_spinner=False)
def remembered(key: str, _make: Callable[[], T]) -> T:
    """Return the result of `_make`, or the former one for the same key; its drawings are sent again."""
    return _make()


class _Pickler(pickle.Pickler):
    """Writes results of this run by the keys under which they are remembered: which distinguish their content already."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, ExtensionDtype) and not isinstance(value, pd.CategoricalDtype):
            return str, (value.name,)  # the type holds what pandas asked it before, too
        run = _RUN.get()
        known = run.keys.get(id(value)) if run else None
        return (str, (known[1],)) if known else NotImplemented


def known_by(key: str, result: T) -> T:
    """Note the key of a result that nobody can change, or of the parts of a tuple or list."""
    if run := _RUN.get():
        parts = result if isinstance(result, (tuple, list)) else [result]
        for number, part in enumerate(parts):
            _note_key(run, part, f"{key}-{number}")
    return result


def _note_key(run: _Run, part: Any, key: str) -> None:
    """Note the key of a part, and of the parts that it holds, where nobody can change them."""
    if getattr(getattr(part, "__dataclass_params__", None), "frozen", False):
        run.keys[id(part)] = part, key
        for name in part.__dataclass_fields__:
            _note_key(run, getattr(part, name), f"{key}-{name}")


def apart(result: T) -> T:
    """Return a copy of a computed result, as one that is read from the cache.

    A computed result may hold the very objects it was computed from. Their keys must not depend on whether it was
    computed or read: what depends on them would be computed again.
    """
    return pickle.loads(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))


def recalled(key: str, make: Callable[[], T], *, draws: bool = True) -> T:
    """Return the result of `make`, or the former one for the same key, and note the key of its parts.

    A computed result is set apart. Where `make` draws nothing it is read from the cache for that, not written again.
    """
    made = []

    def noted() -> T:
        made.append(True)
        return make()

    result = remembered(key, noted)
    if made:
        result = apart(result) if draws else remembered(key, noted)
    return known_by(key, result)


def _in_run(key: str, make: Callable[[], T]) -> T:
    """Return the remembered result; a table that this run of the page had before is read once, and pandas copies what is changed of it."""
    run = _RUN.get()
    if run is None:
        return remembered(key, make)
    if key in run.tables:
        return run.tables[key].copy(deep=False)
    result = recalled(key, make, draws=False)
    if isinstance(result, pd.DataFrame):
        run.tables[key] = result.copy(deep=False)
    return result


def key_of(function: Callable[..., object], *inputs: object) -> str:
    """Return a key of a function and of everything that its result depends on, compared by content."""
    name = f"{function.__module__}.{getattr(function, '__qualname__', '')}"
    code = getattr(function, "__code__", None)  # scripts of pages all have the same module name
    content = io.BytesIO()
    pickler = _Pickler(content, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # equal values are written alike, whether they are one object or two
    pickler.dump((code and code.co_filename, inputs))
    return f"{name}-{hashlib.blake2b(content.getbuffer(), digest_size=16).hexdigest()}"


def stored_version() -> tuple[str, int]:
    """Return the database file of this session and the version of its data."""
    path, run = str(database_path()), _RUN.get()
    if run is None or run.may_have_changed:
        return path, store.data_version(_cursor())
    if path not in run.versions:
        run.versions[path] = store.data_version(_cursor())
    return path, run.versions[path]


def version_of_run() -> tuple[str, int]:
    """Return the database file of this session and the version of its data that this run of the page began with."""
    path, run = str(database_path()), _RUN.get()
    return (path, run.versions[path]) if run and path in run.versions else stored_version()


def has_changed() -> bool:
    """Whether the data changed since this run asked for their version first; True where it did not ask."""
    run = _RUN.get()
    before = run.versions.get(str(database_path())) if run else None
    return before is None or store.data_version(_cursor()) != before


def changed_rows() -> tuple[int, int]:
    """Number of rows stored and removed since this run asked for the version of the data first; zero where it did not ask."""
    run, now = _RUN.get(), store.data_version(_cursor())
    before = run.versions.get(str(database_path()), now) if run else now
    tables = [
        store.ask(_cursor(), "changed_tables", version=version) for version in range(before + 1, now + 1)
    ]
    stored = sum(int(each["added"].sum() + each["changed"].sum()) for each in tables)
    return stored, sum(int(each["removed"].sum()) for each in tables)


def ask(
    function: Callable[Concatenate[duckdb.DuckDBPyConnection, P], T], *_args: P.args, **parameters: P.kwargs
) -> T:
    """Return `function(cursor, **parameters)`, remembered until the stored data change.

    Parameters
    ----------
    function : callable
        A function of isdata whose first argument is a connection.
    **parameters : object
        Its other arguments; they and the data version are the key of a remembered answer.
    """
    key, state = _noted(function, parameters)
    return _in_run(key, lambda: _answer(_cursor(), state, function, parameters))


def question(
    function: Callable[Concatenate[duckdb.DuckDBPyConnection, P], T], *_args: P.args, **parameters: P.kwargs
) -> tuple[str, Callable[[], T]]:
    """Return the key of a question, and its computation, which may run in another thread; arguments as of `ask`."""
    key, state = _noted(function, parameters)
    cursor = _cursor()
    return key, lambda: _answer(cursor, state, function, parameters)


def _noted(function: Callable[..., object], parameters: dict[str, Any]) -> tuple[str, State]:
    """Note a question; return its key, and the state of the data that its answer holds for."""
    if run := _RUN.get():
        run.asked.append((function, parameters))
    state = *stored_version(), dt.date.today()  # a day later, a permit may have expired
    return key_of(function, state, dict(sorted(parameters.items()))), state


def _answer(
    cursor: duckdb.DuckDBPyConnection, state: State, function: Callable[..., T], parameters: dict[str, Any]
) -> T:
    with answers.of_state(state):
        return function(cursor, **parameters)


def asked() -> list[Question]:
    """What this run of the page asked so far."""
    run = _RUN.get()
    return list(run.asked) if run else []


def note_calculation(calculation: Calculation) -> None:
    """Note how this run computes what it shows, so that it can be computed in advance for another reader.

    It raises `HiddenError` where totals are withheld from that reader.
    """
    if run := _RUN.get():
        run.calculations.append(calculation)


def calculations() -> list[Calculation]:
    """What this run of the page noted so far."""
    run = _RUN.get()
    return list(run.calculations) if run else []


def derive(function: Callable[P, T], *inputs: P.args, **named: P.kwargs) -> T:
    """Return `function(*inputs, **named)`, computed once for inputs of the same content.

    Parameters
    ----------
    function : callable
        A function of isdata that reads nothing but its arguments.
    *inputs, **named : object
        Its arguments; they are the key of a remembered result.
    """
    key = key_of(function, inputs, named)
    return _in_run(key, lambda: function(*inputs, **named))


def deferred(make: Callable[[], T]) -> Callable[[], T]:
    """Return `make` as a file that is made when it is asked for, with the data and the language of this session.

    Streamlit calls it outside of the session, where a practice copy and the park's own file look the same.
    """
    session = get_script_run_ctx()

    def enter() -> None:
        add_script_run_ctx(threading.current_thread(), session)

    def made() -> T:
        with ThreadPoolExecutor(1, initializer=enter) as thread:
            return thread.submit(make).result()

    return made
