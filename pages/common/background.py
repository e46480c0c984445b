"""Long computations beside the page: the share done, a button that stops them, and what they had found by then.

The page stays usable meanwhile. Readers who ask for the same share one computation.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from isdata.engines import progress
from pages.common import charts, data, turns
from pages.common.language import _

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE = 0.7  # seconds that a page waits itself: what is done sooner would only flicker
_EVERY = 0.5  # seconds between two looks at the share done
_AT_ONCE, _KEPT = 2, 200  # computations; results that are kept


class _Job:
    """One computation, and the sessions that wait for it."""

    def __init__(self, pool: ThreadPoolExecutor, work: Callable[[], Any]) -> None:
        self.share = 0.0
        self.is_stopped = False
        self._waiting: set[str] = set()
        self.future: Future[Any] = pool.submit(self._run, work)

    def _run(self, work: Callable[[], Any]) -> Any:
        with progress.watched(self._watch):
            return data.apart(work())

    def _watch(self, share: float) -> bool:
        self.share = share
        return not self.is_stopped

    def join(self) -> None:
        """Wait for it in this session."""
        self._waiting.add(_session())

    def leave(self) -> None:
        """Wait for it in this session no more; it stops when nobody waits."""
        self._waiting.discard(_session())
        self.is_stopped = self.is_stopped or not self._waiting


class _Jobs:
    """The computations of a server, the latest last."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_AT_ONCE, "background")
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, key: str, work: Callable[[], Any]) -> _Job:
        """Return the computation of a key; it begins if there is none, or if the former one failed."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or (job.future.done() and job.future.exception()):
                job = self._jobs[key] = _Job(self._pool, work)
            self._jobs.move_to_end(key)
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)[1].is_stopped = True
            return job

    def forget(self, key: str) -> None:
        """Forget a computation, so that it begins anew."""
        with self._lock:
            self._jobs.pop(key, None)


@st.cache_resource(show_spinner=False)
def _jobs() -> _Jobs:
    return _Jobs()


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def ask(
    function: Callable[Concatenate[duckdb.DuckDBPyConnection, P], T],
    message: str,
    *_args: P.args,
    **parameters: P.kwargs,
) -> T | None:
    """Answer of a question that may take long, as from `data.ask`.

    While it is computed, the share done and a button to stop it are shown instead, and the page is drawn anew at the end.
    After a stop, the answer is what was found by then: the reader is informed and may compute the rest.

    Parameters
    ----------
    function : callable
        A function of isdata whose first argument is a connection; it reports its steps to `progress.goes_on`.
    message : str
        What is computed.
    **parameters : object
        Its other arguments.

    Returns
    -------
    T or None
        None while it is computed.
    """
    if charts.is_collecting():
        return data.ask(function, *_args, **parameters)
    key, work = data.question(function, *_args, **parameters)
    job = _jobs().begin(key, work)
    job.join()
    try:
        with turns.left_to_others():
            found = job.future.result(timeout=PATIENCE)
    except TimeoutError:
        if not job.future.done():
            _wait(job, message)
            return None
        found = job.future.result()  # it ended just now, or raised this error itself
    if job.is_stopped:  # the key stands for the complete result
        _offer_rest(key)
        return found
    return data.known_by(key, found)


@st.fragment(run_every=_EVERY)
def _wait(job: _Job, message: str) -> None:
    if job.future.done():
        st.rerun()
    with st.container(key="waiting", width=480):
        st.progress(min(1.0, job.share), text=message)
        st.button(_("Stop"), key="stop_waiting", icon=":material/stop:", on_click=job.leave)


def _offer_rest(key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Compute completely"),
            key="compute_rest",
            icon=":material/play_arrow:",
            on_click=_jobs().forget,
            args=(key,),
        )
        st.warning(_("Stopped: the result so far is shown."), icon=":material/stop_circle:")
