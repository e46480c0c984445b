"""Values of the session that hold during one run of a page, read once: Streamlit's session state is slow, and a page needs
its role and presentation hundreds of times.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_VALUES: ContextVar[dict[str, Any] | None] = ContextVar("run_values", default=None)


@contextmanager
def one_run() -> Generator[None]:
    """Read each value only once within the context, until `forget` is called."""
    token = _VALUES.set({})
    try:
        yield
    finally:
        _VALUES.reset(token)


def once_in_run(name: str, read: Callable[[], T]) -> T:
    """Value as first read in this run; outside a run, such as in a callback, it is read each time."""
    values = _VALUES.get()
    if values is None:
        return read()
    if name not in values:
        values[name] = read()
    return values[name]


def forget() -> None:
    """Read all values again, because one on which they depend has changed."""
    values = _VALUES.get()
    if values is not None:
        values.clear()
