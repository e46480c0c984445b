"""Long computations in the background, with progress, a stop button, and the results found until a stop.

The page remains usable meanwhile. Users with the same request share one computation.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from isdata.engines import progress
from pages.common import charts, data, result_cache, turns
from pages.common.language import _

P = ParamSpec("P")
T = TypeVar("T")
# Time that a page waits itself, since a progress bar for shorter computations would only flicker [s]
PATIENCE = 0.7
_EVERY = 0.5  # interval between progress updates [s]
_AT_ONCE, _KEPT = 2, 200  # number of stored results


class _Job:
    """One computation, and the sessions waiting for it."""

    def __init__(self, pool: ThreadPoolExecutor, work: Callable[[], Any]) -> None:
        self.share = 0.0
        self.is_stopped = False
        self._waiting: set[str] = set()
        self.future: Future[Any] = pool.submit(self._run, work)

    def _run(self, work: Callable[[], Any]) -> Any:
        with progress.watching(self._watch):
            return result_cache.independent_copy(work())

    def _watch(self, share: float) -> bool:
        self.share = share
        return not self.is_stopped

    def join(self) -> None:
        """Wait for it in this session."""
        self._waiting.add(_session())

    def leave(self) -> None:
        """Stop waiting in this session; the computation stops when no session waits."""
        self._waiting.discard(_session())
        self.is_stopped = self.is_stopped or not self._waiting


class _Jobs:
    """Computations of a server, latest last."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_AT_ONCE, "background")
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, key: str, work: Callable[[], Any]) -> _Job:
        """Computation of a key; start it if there is none or the former one failed."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or (job.future.done() and job.future.exception()):
                job = self._jobs[key] = _Job(self._pool, work)
            self._jobs.move_to_end(key)
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)[1].is_stopped = True
            return job

    def forget(self, key: str) -> None:
        """Remove a computation, so that it starts again."""
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
    """Result of a possibly long query, as from `data.ask`.

    During the computation its progress and a stop button are shown instead, and the page is redrawn at the end. After a
    stop, the result contains what was found until then; the user is informed and may compute the rest.

    Parameters
    ----------
    function : callable
        A function of isdata whose first argument is a connection; it reports its steps to `progress.report`.
    message : str
        Description of the computation.
    **parameters : object
        Its other arguments.

    Returns
    -------
    T or None
        None during the computation.
    """
    if charts.is_collecting():
        return data.ask(function, *_args, **parameters)
    (found,) = ask_each(function, message, [parameters])
    return found


def ask_each(
    function: Callable[..., T],
    message: str,
    questions: Sequence[Mapping[str, Any]],
    place: DeltaGenerator | None = None,
    *,
    patience: float = 0.0,
) -> list[T | None]:
    """Results of possibly long queries of one function, each as soon as it is known.

    The page is redrawn at the end of each; until the last one, progress and stop button are shown as by `ask`.

    Parameters
    ----------
    function, message
        As for `ask`.
    questions : sequence of mapping
        Arguments of each query, computed in this order.
    place : DeltaGenerator, optional
        Container for progress and buttons.
    patience : float
        Time that the page waits itself if longer than `PATIENCE`, as where pictures would be empty. [s]

    Returns
    -------
    list of T or None
        In the order of `questions`; None during the computation.
    """
    if charts.is_collecting():
        return [data.ask(function, **parameters) for parameters in questions]
    asked = [data.question(function, **parameters) for parameters in questions]
    jobs = [_jobs().begin(key, work) for key, work in asked]
    for job in jobs:
        job.join()
    with turns.released():
        wait([job.future for job in jobs], timeout=max(PATIENCE, patience))
    is_done = [job.future.done() for job in jobs]
    with place or st.container():
        if not all(is_done):
            _wait(jobs, sum(is_done), message)
        elif stopped := [key for (key, _work), job in zip(asked, jobs, strict=True) if job.is_stopped]:
            _offer_rest(stopped)
    return [
        _found(key, job) if done else None
        for (key, _work), job, done in zip(asked, jobs, is_done, strict=True)
    ]


def prepare(function: Callable[..., Any], questions: Sequence[Mapping[str, Any]]) -> None:
    """Compute what is probably asked next, after what is asked now; no page waits for it.

    Arguments as for `ask_each`.
    """
    if not charts.is_collecting():
        for key, work in (data.question(function, **parameters) for parameters in questions):
            _jobs().begin(key, work)


def _found(key: str, job: _Job) -> Any:
    found = job.future.result()
    # The key stands for the complete result.
    return found if job.is_stopped else data.known_by(key, found)


@st.fragment(run_every=_EVERY)
def _wait(jobs: Sequence[_Job], done: int, message: str) -> None:
    if sum(job.future.done() for job in jobs) > done:
        st.rerun()
    with st.container(key="waiting", width=480):
        share = sum(1.0 if job.future.done() else min(1.0, job.share) for job in jobs) / len(jobs)
        st.progress(share, text=message)
        st.button(_("Stop"), key="stop_waiting", icon=":material/stop:", on_click=_leave, args=(jobs,))


def _leave(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        job.leave()


def _forget(keys: Sequence[str]) -> None:
    for key in keys:
        _jobs().forget(key)


def _offer_rest(keys: Sequence[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Compute completely"),
            key="compute_rest",
            icon=":material/play_arrow:",
            on_click=_forget,
            args=(keys,),
        )
        st.warning(_("Stopped: the result so far is shown."), icon=":material/stop_circle:")
