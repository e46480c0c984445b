"""Transactions: the only place that begins, commits and rolls back, and converts conflicts to errors."""

import random
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb

from isdata.data.store import answers, faults
from isdata.errors import BusyError

P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 8
_WRITING = threading.Lock()
_FOLLOWING: list[Callable[[Path], None]] = []


def after_changes(listener: Callable[[Path], None]) -> Callable[[], None]:
    """Call a function with the database file after each transaction of this process; return a function that ends it.

    It is called by the thread that stores, so it passes on the news and returns.
    """
    _FOLLOWING.append(listener)
    return lambda: _FOLLOWING.remove(listener)


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Generator[None]:
    """Commit the block, or roll all of it back if it raises.

    Raises
    ------
    BusyError
        Another transaction changed the same rows first.
    StoreError, FileError
        The database file cannot be read or written.
    """
    con.begin()
    try:
        with answers.of_state(None):  # uncommitted data have no version, so they must not be cached
            yield
        con.commit()
    except duckdb.Error as error:
        _rollback(con)
        if found := faults.file_error(error, faults.file_of(con)):
            raise found from error
        if isinstance(error, duckdb.TransactionException):
            raise BusyError from error
        raise
    except BaseException:
        _rollback(con)
        raise
    _announce(con)


def _announce(con: duckdb.DuckDBPyConnection) -> None:
    if _FOLLOWING and (file := faults.file_of(con)):
        for listener in _FOLLOWING:
            listener(Path(file).resolve())


def _rollback(con: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # a conflict or a full disk has already ended the transaction
        con.rollback()


def retried(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator: writers in this process wait for each other, and conflicts with other processes are retried.

    The queue prevents conflicts if forty phones store at the same time; only a data lake has writers in
    other processes.
    """

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(ATTEMPTS - 1):
            try:
                with _WRITING:
                    return function(*args, **kwargs)
            except BusyError:
                time.sleep(random.uniform(0.5, 1.0) * 0.01 * 2**attempt)
        with _WRITING:
            return function(*args, **kwargs)

    return wrapper
