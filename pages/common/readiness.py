"""Readiness of the app, and the page shown to visitors until then."""

from pathlib import Path

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from isdata.preparation import Progress

_PAGE = (Path(__file__).parent / "readiness.html").read_text("utf-8")


class Readiness:
    """Progress of the server's preparation.

    Attributes
    ----------
    is_ready : bool
    progress : Progress or None
        Progress of an initial compilation, if there is one.
    """

    def __init__(self) -> None:
        self.is_ready = False
        self.progress: Progress | None = None

    def page(self) -> str:
        """Self-reloading page in both languages, because the visitor's language is unknown yet."""
        bar = '<progress value="{0.done}" max="{0.steps}"></progress>'
        return _PAGE.format(progress=bar.format(self.progress) if self.progress else "")


class UntilReady:
    """Middleware that answers every request with a page until the app is ready.

    Parameters
    ----------
    app : ASGI application
    readiness : Readiness
    """

    def __init__(self, app: ASGIApp, readiness: Readiness) -> None:
        self._app, self._readiness = app, readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if self._readiness.is_ready or scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})  # try again later
        else:
            headers = {"Cache-Control": "no-store", "Retry-After": "2"}
            await HTMLResponse(self._readiness.page(), status_code=503, headers=headers)(scope, receive, send)
