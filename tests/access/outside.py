"""Requests from outside, with any headers, in Streamlit's protocol."""

import http.client
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from socket import create_connection
from typing import ClassVar
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

WAIT = 60  # s; what a busy machine may take


@dataclass
class Answer:
    """What the server answers."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Somebody:
    """A browser without a screen: it keeps its cookies.

    Parameters
    ----------
    port : int
        Of the server, on this machine.
    host : str
        The name that it asks for.
    """

    address: ClassVar[str] = "127.0.0.1"  # of this machine, where it is asked
    port: int
    host: str = "localhost"
    cookies: dict[str, str] = field(default_factory=dict)
    sessions: list["Session"] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where its pages come from."""
        return f"http://{self.host}:{self.port}"

    def ask(self, path: str, method: str = "GET", body: str | bytes | None = None, **headers: str) -> Answer:
        """Send a request; `headers` with an underscore for each hyphen."""
        connection = http.client.HTTPConnection(self.address, self.port, timeout=WAIT)
        sent = {"Host": f"{self.host}:{self.port}", "Cookie": self._cookie()}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = Answer(answer.status, dict(answer.headers.items()), answer.read().decode("utf-8", "replace"))
        connection.close()
        return found

    def sign_in(self, key: str) -> Answer:
        """Give a key."""
        return self.ask(
            "/sign-in", "POST", urlencode({"key": key}), Content_Type="application/x-www-form-urlencoded"
        )

    def open(self, *, resume: str = "", origin: str | None = None, query: str = "") -> "Session":
        """Open a WebSocket, perhaps to resume a session, and wait until the page of this address has run."""
        offered = ["streamlit", "none", resume] if resume else ["streamlit", "none"]
        stack = ExitStack()
        connecting = connect(
            f"ws://{self.host}:{self.port}/_stcore/stream",
            sock=create_connection((self.address, self.port)),
            origin=Origin(origin or self.origin),
            subprotocols=[Subprotocol(one) for one in offered],
            additional_headers={"Cookie": self._cookie()},
            max_size=None,
            open_timeout=WAIT,
        )
        session = Session(stack.enter_context(connecting), stack)
        self.sessions.append(session)
        session.run(query)
        return session

    def leave(self) -> None:
        """Close all pages."""
        for session in self.sessions:
            session.close()

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


@dataclass
class Session:
    """A page of the app in a browser: its session, its title, and what it offers for download."""

    socket: ClientConnection
    stack: ExitStack
    session_id: str = ""
    title: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def send(self, message: BackMsg) -> None:
        """Send a message."""
        self.socket.send(message.SerializeToString())

    def run(self, query: str = "") -> None:
        """Run the page and wait until it stands."""
        message = BackMsg()
        message.rerun_script.query_string = query
        self.send(message)
        self._until("script_finished")

    def make(self, file_id: str) -> str | None:
        """Ask for a file that is made when asked for; return its address, or None where nothing comes."""
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        message.backend_operation_request.session_id = self.session_id
        message.backend_operation_request.deferred_file.file_id = file_id
        self.send(message)
        found = self._until("backend_operation_response", seconds=2)
        return found.backend_operation_response.deferred_file.url if found else None

    def is_answered(self, message: BackMsg, kind: str) -> bool:
        """Whether the server answers a message by one of this kind."""
        self.send(message)
        return self._until(kind, seconds=2) is not None

    def close(self) -> None:
        """Close the page."""
        self.stack.close()

    def _until(self, kind: str, seconds: float = WAIT) -> ForwardMsg | None:
        end = time.monotonic() + seconds
        while True:
            try:
                frame = self.socket.recv(timeout=max(0.0, end - time.monotonic()))
            except TimeoutError:
                return None
            answer = ForwardMsg()
            answer.ParseFromString(bytes(frame) if not isinstance(frame, str) else frame.encode())
            self._note(answer)
            if answer.WhichOneof("type") == kind:
                return answer

    def _note(self, answer: ForwardMsg) -> None:
        if answer.WhichOneof("type") == "new_session":
            self.session_id = answer.new_session.initialize.session_id
        if answer.WhichOneof("type") != "delta":
            return
        element = answer.delta.new_element
        if element.WhichOneof("type") == "heading":
            self.title = element.heading.body
        if element.WhichOneof("type") == "download_button":
            button = element.download_button
            self.files[button.label] = button.url or button.deferred_file_id
