"""What goes between a window and the server."""

from collections.abc import Callable

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60_000  # ms
LOOK = 30  # ms
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Traffic:
    """What goes between the window and the server: whether a change that was sent has been answered."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._is_waiting = self._has_begun = False
        self._sent = 0
        page.on("websocket", self._listen)

    def wait(self) -> None:
        """Wait until all that was sent is answered."""
        self._wait_until(lambda: not self._is_waiting)

    def wait_for_next(self, act: Callable[[], object]) -> None:
        """Do what makes the window ask the server for something; wait until it has asked, and for the answer.

        The browser reports what it sends later than what it draws: without waiting for the question, the answer
        to the one before counts.
        """
        before = self._sent
        act()
        self._wait_until(lambda: self._sent > before)
        self.wait()

    def _wait_until(self, has_come: Callable[[], bool]) -> None:
        for _look in range(PATIENCE // LOOK):
            if has_come():
                return
            self._page.wait_for_timeout(LOOK)
        raise TimeoutError(self._page.url)

    def _listen(self, socket: WebSocket) -> None:
        self._is_waiting = False  # a page that is loaded again has a connection of its own
        socket.on("framesent", self._note_sent)
        socket.on("framereceived", self._note_received)

    def _note_sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self._is_waiting, self._has_begun = True, False
            self._sent += 1

    def _note_received(self, frame: bytes | str) -> None:
        answer = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        kind = answer.WhichOneof("type")
        self._has_begun |= kind == "new_session"
        # A run that ends early for the next one answers nothing.
        if kind == "script_finished" and self._has_begun and answer.script_finished != EARLY:
            self._is_waiting = False
