"""Presented windows follow the stored data: a change wakes those that show its file, so that none has to ask for changes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from isdata.data import store

# By session: the file that it shows, and the request to run the fragment that looks for changes.
_WINDOWS: dict[str, tuple[Path, ClientState]] = {}


def begin(loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    """Wake windows by the event loop of the server after each change in this process; return a function that ends it."""

    def pass_on(file: Path) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(_wake, file)

    return store.after_changes(pass_on)


def note(file: Path) -> None:
    """Wake this session after changes of a file by running the present fragment, in place of an earlier one."""
    context, fragment = get_script_run_ctx(), ThreadState.get().fragment_id
    if context is None or fragment is None:
        return
    request = ClientState(
        query_string=context.query_string,
        page_script_hash=context.page_script_hash,
        fragment_id=fragment,
        is_auto_rerun=True,
        context_info=context.context_info,
    )
    _WINDOWS[context.session_id] = file.resolve(), request


def _wake(file: Path) -> None:
    """Run the fragments of all windows that show a file; a fragment that its session no longer has is passed over."""
    for session, (shown, request) in list(_WINDOWS.items()):
        window = Runtime.instance().get_app_session(session)
        if window is None:  # closed, or it connects again and then notes itself
            _WINDOWS.pop(session, None)
        elif shown == file:
            window.request_rerun(request)
