"""All or nothing: one place opens, commits and rolls back, and words a conflict."""

import random
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import ParamSpec, TypeVar

import duckdb

from isdata.data.store import answers, faults
from isdata.errors import BusyError

P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 8
_WRITING = threading.Lock()


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
        with answers.of_state(None):  # what is changed here has no version yet
            yield
        con.commit()
    except duckdb.Error as error:
        _rollback(con)
        if found := faults.explained(error, faults.file_of(con)):
            raise found from error
        if isinstance(error, duckdb.TransactionException):
            raise BusyError from error
        raise
    except BaseException:
        _rollback(con)
        raise


def _rollback(con: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # a conflict, or a disk that is full, has already ended the transaction
        con.rollback()


def retried(function: Callable[P, R]) -> Callable[P, R]:
    """Let the writers of this process queue, and try again while one of another process is faster.

    Queueing keeps forty phones that store at once from all conflicting with each other; only a
    lake has writers in other processes.
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
