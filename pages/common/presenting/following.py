"""Presented windows follow the stored data: a change wakes those that show its file, so that none has to ask for changes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from isdata.data import store
from pages.common import server_sessions
from pages.common.server_sessions import FragmentRun

# By session: the file that it shows, and the fragment that looks for changes.
_WINDOWS: dict[str, tuple[Path, FragmentRun]] = {}


def begin(loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    """Wake windows by the event loop of the server after each change in this process; return a function that ends it."""

    def pass_on(file: Path) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(_wake, file)

    return store.after_changes(pass_on)


def note(file: Path) -> None:
    """Wake this session after changes of a file by running the present fragment, in place of an earlier one."""
    if fragment := server_sessions.present_fragment():
        _WINDOWS[fragment.session] = file.resolve(), fragment


def _wake(file: Path) -> None:
    """Run the fragments of all windows that show a file; a fragment that its session no longer has is passed over."""
    for session, (shown, fragment) in list(_WINDOWS.items()):
        if not server_sessions.is_connected(session):  # closed, or it connects again and then notes itself
            _WINDOWS.pop(session, None)
        elif shown == file:
            server_sessions.run(fragment)
