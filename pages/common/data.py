"""Data access of all pages: a shared connection, and one cache of results keyed by all their dependencies.

A practice session uses the connection of its private copy instead.
"""

import datetime as dt
import pickle
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb
import pandas as pd
import streamlit as st
from pandas.api.extensions import ExtensionDtype

from isdata.data import ingest, store
from isdata.data.disclosure import Viewer
from isdata.data.store import answers, reading
from isdata.data.store.noting import noting
from pages.common import practice
from pages.common.result_cache import cached, is_frozen

P = ParamSpec("P")
T = TypeVar("T")


def database_path() -> Path:
    """Database file of this session: the practice copy, or that of the server."""
    return practice.path() or practice.own_database()


@st.cache_resource(show_spinner=False)
def _database(path: str) -> duckdb.DuckDBPyConnection:
    return ingest.opened(path, create=True)


Question = tuple[Callable[..., Any], dict[str, Any]]  # a function of isdata, and its arguments
Calculation = Callable[[Viewer], object]  # computes the contents of a page for a reader
_PLAIN = (str, int, float, bool, type(None), Viewer)
_COMPUTED = reading.Results(5000)


@dataclass
class _Run:
    """One run of a page: data version of each file at first, its newest known state, and queries and computations."""

    versions: dict[str, int] = field(default_factory=dict)
    states: dict[str, store.DataState] = field(default_factory=dict)
    may_have_changed: bool = False
    asked: list["Question"] = field(default_factory=list)
    keys: dict[int, tuple[object, str]] = field(default_factory=dict)  # of results, by the id of the object
    tables: dict[str, Any] = field(default_factory=dict)  # results queried or derived, by key
    calculations: list["Calculation"] = field(default_factory=list)


_RUN: ContextVar[_Run | None] = ContextVar("run", default=None)


@contextmanager
def one_version() -> Generator[None]:
    """Read the data version only once in this context, until a page requests a cursor, which can change the data."""
    if _RUN.get() is not None:  # nested: a part of the page
        yield
        return
    token = _RUN.set(_Run())
    try:
        yield
    finally:
        _RUN.reset(token)


def cursor() -> duckdb.DuckDBPyConnection:
    """New cursor of the shared connection; connections are not thread-safe, cursors are."""
    reading.note(reading.UNKNOWN)
    if run := _RUN.get():
        run.may_have_changed = True
    return _cursor()


def _connection() -> duckdb.DuckDBPyConnection:
    return practice.connection() or _database(str(practice.own_database()))


def _cursor() -> duckdb.DuckDBPyConnection:
    return _connection().cursor()


class _Pickler(pickle.Pickler):
    """Pickles results of this run as their cache keys, which already identify their content."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, ExtensionDtype) and not isinstance(value, pd.CategoricalDtype):
            return str, (value.name,)  # the type object also contains cached results of pandas
        run = _RUN.get()
        known = run.keys.get(id(value)) if run else None
        return (str, (known[1],)) if known else NotImplemented


def known_by(key: str, result: T) -> T:
    """Record the key of an immutable result, or of the parts of a tuple or list."""
    if run := _RUN.get():
        for number, part in enumerate(result if isinstance(result, (tuple, list)) else [result]):
            _note_key(run, part, f"{key}-{number}")
    return result


def _note_key(run: _Run, part: Any, key: str) -> None:
    """Record the key of a part and of its own parts, if they are immutable."""
    if is_frozen(part):
        run.keys[id(part)] = part, key
        for name in part.__dataclass_fields__:
            _note_key(run, getattr(part, name), f"{key}-{name}")


def memoised(key: str, make: Callable[[], T]) -> T:
    """Result of `make`, or the cached one for the same key, with the keys of its parts recorded."""
    return known_by(key, cached(key=key, _make=make).read())


def recalled(place: str, state: store.DataState, make: Callable[[], T]) -> T:
    """Result of `make`, with its drawings, computed again only after a change of a table that it reads.

    `place` identifies its other inputs.
    """
    version = _COMPUTED.version(place, state)
    result = memoised(f"{place}-{version}", lambda: _COMPUTED.compute(place, version, make))
    _COMPUTED.note(place, version)
    return result


def _in_run(key: str, make: Callable[[], T]) -> T:
    """Cached result; a table used before in this run is read once, and pandas copies it on write."""
    if (run := _RUN.get()) and key in run.tables:
        return run.tables[key].copy(deep=False)
    result = memoised(key, make)
    if run and isinstance(result, pd.DataFrame):
        run.tables[key] = result.copy(deep=False)
    return result


def key_of(function: Callable[..., object], *inputs: object) -> str:
    """Key of a function and all inputs of its result, compared by content."""
    name = f"{function.__module__}.{getattr(function, '__qualname__', '')}"
    code = getattr(function, "__code__", None)  # all page scripts have the same module name
    return f"{name}-{answers.content_digest((code and code.co_filename, inputs), _Pickler)}"


def _digest(result: object) -> str:
    """Digest of a result; empty for a table, as what is derived from it compares its content."""
    return "" if isinstance(result, pd.DataFrame) else answers.content_digest(result, _Pickler)


def stored_version() -> tuple[str, int]:
    """Database file of this session and its data version."""
    reading.note(reading.UNKNOWN)
    state = present_state()
    return state.file, state.version


def version_of_run() -> tuple[str, int]:
    """Database file of this session and its data version at the start of this run."""
    path, run = str(database_path()), _RUN.get()
    return (path, run.versions[path]) if run and path in run.versions else stored_version()


def present_state() -> store.DataState:
    """State of the stored data: read once in a run, until the page requests a cursor, with which it could change them."""
    path, run = str(database_path()), _RUN.get()
    known = run.states.get(path) if run else None
    if run and known and not (run.may_have_changed and store.data_version(_cursor()) != known.version):
        return known
    state = store.latest_state(_connection(), file=path, day=dt.date.today())
    if run:
        run.states[path] = state
        if not run.may_have_changed:
            run.versions[path] = state.version
    return state


def has_changed() -> bool:
    """Return True if the data changed since this run first read their version, or if it did not read it."""
    before = run.versions.get(str(database_path())) if (run := _RUN.get()) else None
    return before is None or store.data_version(_cursor()) != before


def changed_rows() -> tuple[int, int]:
    """Numbers of rows stored and removed since this run first read the data version; zero if it did not read it."""
    run, now = _RUN.get(), store.data_version(_cursor())
    before = run.versions.get(str(database_path()), now) if run else now
    tables = [store.ask(_cursor(), "changed_tables", version=each) for each in range(before + 1, now + 1)]
    stored = sum(int(each["added"].sum() + each["changed"].sum()) for each in tables)
    return stored, sum(int(each["removed"].sum()) for each in tables)


def ask(
    function: Callable[Concatenate[duckdb.DuckDBPyConnection, P], T], *_args: P.args, **parameters: P.kwargs
) -> T:
    """Result of `function(cursor, **parameters)`, cached until a table that it reads changes.

    Parameters
    ----------
    function : callable
        A function of isdata whose first argument is a connection.
    **parameters : object
        Other arguments; together with the versions of these tables they are the key of the cached result.
    """
    place, state = _noted(function, parameters)

    def make() -> T:
        return _answer(_cursor(), state, function, parameters)

    def answer(version: int) -> T:
        return _in_run(f"{place}-{version}", lambda: _COMPUTED.compute(place, version, make, _digest))

    version = _COMPUTED.version(place, state)
    result = answer(version)
    if (former := _COMPUTED.version(place, state)) != version:  # same content: what was derived from it holds
        result = answer(former)
    _COMPUTED.note(place, former)
    return result


def question(
    function: Callable[Concatenate[duckdb.DuckDBPyConnection, P], T], *_args: P.args, **parameters: P.kwargs
) -> tuple[str, Callable[[], T]]:
    """Key of a query, and its computation, which may run in another thread; arguments as for `ask`."""
    (place, state), cursor = _noted(function, parameters), _cursor()
    version = _COMPUTED.version(place, state)
    _COMPUTED.note(place, version)
    return f"{place}-{version}", lambda: _COMPUTED.compute(
        place, version, lambda: _answer(cursor, state, function, parameters)
    )


def _noted(function: Callable[..., object], parameters: dict[str, Any]) -> tuple[str, store.DataState]:
    """Record a query; return the key of its function and parameters, for the file and day, and the state of the data."""
    if run := _RUN.get():
        run.asked.append((function, parameters))
    state = present_state()
    place = state.file, state.day
    inputs = tuple((name, type(value), value) for name, value in sorted(parameters.items()))
    if all(kind in _PLAIN for _name, kind, _value in inputs):
        return _plain_key(function, place, inputs), state
    return key_of(function, place, dict(sorted(parameters.items()))), state


@lru_cache(8192)
def _plain_key(
    function: Callable[..., object], place: tuple[str, dt.date], inputs: tuple[tuple[str, type, Any], ...]
) -> str:
    """Key of a query with plain inputs, which need not be pickled again; by its type, 1 differs from True."""
    return key_of(function, place, {name: value for name, _kind, value in inputs})


def _answer(
    cursor: duckdb.DuckDBPyConnection,
    state: store.DataState,
    function: Callable[..., T],
    parameters: dict[str, Any],
) -> T:
    with answers.of_state(state):
        return function(noting(cursor), **parameters)


def asked() -> list[Question]:
    """Queries of this run of the page so far."""
    return list(run.asked) if (run := _RUN.get()) else []


def note_calculation(calculation: Calculation) -> None:
    """Record a calculation of this run, so that it can be computed in advance for another reader.

    The calculation raises `HiddenError` if totals are withheld from that reader.
    """
    if run := _RUN.get():
        run.calculations.append(calculation)


def calculations() -> list[Calculation]:
    """Calculations recorded by this run so far."""
    return list(run.calculations) if (run := _RUN.get()) else []


def derive(function: Callable[P, T], *inputs: P.args, **named: P.kwargs) -> T:
    """Result of `function(*inputs, **named)`, cached by the content of the inputs.

    Parameters
    ----------
    function : callable
        A function of isdata that depends on its arguments only.
    *inputs, **named : object
        Arguments, which are the key of the cached result.
    """
    return _in_run(key_of(function, inputs, named), lambda: function(*inputs, **named))
