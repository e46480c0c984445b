"""A second server of the same process, for phones and main screen of a workshop session."""

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Generator

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from isdata.errors import PortError

PORT = 8600
# Time that a computing thread may hold the GIL before another thread gets its turn. Phones wait for several such turns in
# sequence; the default of 5 ms adds up while pages are redrawn. [s]
TURN = 0.0005
_PORTS_TRIED = 20


class _Server(uvicorn.Server):
    """Server without signal handlers, which belong to the app's own server."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


class Listener:
    """Serves an application in a separate thread and event loop, beside the app.

    Parameters
    ----------
    application : ASGI application
        Application to serve; `serve` replaces it.
    host : str
        Address to listen on.
    port : int
        First port tried when searching for a free one.

    Raises
    ------
    PortError
        No port is free.
    """

    def __init__(self, application: ASGIApp, *, host: str = "0.0.0.0", port: int = PORT) -> None:
        self._application = application
        self._socket = _bound(host, port)
        self.port = int(self._socket.getsockname()[1])
        settings = uvicorn.Config(
            self._answer,
            interface="asgi3",
            access_log=False,
            log_level="warning",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(settings)
        self._former_turn = sys.getswitchinterval()
        sys.setswitchinterval(min(TURN, self._former_turn))
        self._thread = threading.Thread(target=self._run, name="workshop-listener", daemon=True)
        self._thread.start()

    def serve(self, application: ASGIApp) -> None:
        """Serve new requests with another application; running requests continue."""
        self._application = application

    def close(self) -> None:
        """Stop serving and free the port; open pages lose their connection."""
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()
        sys.setswitchinterval(self._former_turn)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._application(scope, receive, send)

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + _PORTS_TRIED) if port else (0,):
        listening = socket.socket(family)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: otherwise two servers share a port
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, candidate))
            listening.listen(512)
        except OSError:
            listening.close()
            continue
        return listening
    raise PortError(port=port, last=port + _PORTS_TRIED - 1)
