"""Work outside the session that requested it, with its data and language."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

T = TypeVar("T")


def deferred(make: Callable[[], T]) -> Callable[[], T]:
    """Wrap `make` to create a file on request, with the data and the language of this session.

    Streamlit calls it outside the session, where a practice copy and the park's own file cannot be distinguished.
    """
    session = get_script_run_ctx()

    def enter() -> None:
        add_script_run_ctx(threading.current_thread(), session)

    def made() -> T:
        with ThreadPoolExecutor(1, initializer=enter) as thread:
            return thread.submit(make).result()

    return made
