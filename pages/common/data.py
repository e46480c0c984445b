"""The one door to the data: a shared connection, and answers remembered until the data change.

A session that practises has the connection of its private copy instead.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import duckdb
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from isdata.data import ingest, store
from pages.common import practice

P = ParamSpec("P")
T = TypeVar("T")


def database_path() -> Path:
    """Return the database file of this session: the practice copy, or that of the server."""
    return practice.path() or practice.own_database()


@st.cache_resource(show_spinner=False)
def _database(path: str) -> duckdb.DuckDBPyConnection:
    return ingest.opened(path, create=True)


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a cursor of the shared connection; connections are not thread-safe, cursors are."""
    connection = practice.connection() or _database(str(practice.own_database()))
    return connection.cursor()


@st.cache_data(max_entries=300, show_spinner=False)
def _answer(
    name: str, path: str, version: int, parameters: dict[str, object], _function: Callable[..., T]
) -> T:
    return _function(cursor(), **parameters)


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
    name = f"{function.__module__}.{getattr(function, '__qualname__', '')}"
    return _answer(name, str(database_path()), store.data_version(cursor()), dict(parameters), function)


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
