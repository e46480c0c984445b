"""Checks applied first to every request to the workshop server."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isdata.data.access import Caller, Policy
from isdata.data.access.headers import EVERYWHERE
from isdata.programme.workshop import pictures, templates

LARGEST_BODY = 64 * 1024  # bytes
PHOTO = "/photo"  # the only path with a larger limit
LARGEST_PHOTO_BODY = pictures.LARGEST_PHOTO + LARGEST_BODY


class RequestGuard:
    """Middleware: known host names, no cross-origin requests, small bodies, security headers."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._policy = app, policy
        self._headers = EVERYWHERE | {"content-security-policy": templates.policy()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        caller = Caller.of_scope(scope)

        async def sends(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        largest = LARGEST_PHOTO_BODY if scope["path"] == PHOTO else LARGEST_BODY
        refusal = self._refusal(caller, scope["method"], largest)
        if refusal:
            await PlainTextResponse("", status_code=refusal)(scope, receive, sends)
            return
        await self._app(scope, _limited(receive, largest), sends)

    def _refusal(self, caller: Caller, method: str, largest: int) -> int | None:
        """Status code by which a request is refused; None if it is accepted."""
        if not self._policy.knows_host_of(caller):
            return 403
        if method not in ("GET", "HEAD") and not caller.is_same_origin:
            return 403
        length = caller.headers.get("content-length", "0")
        return 413 if not length.isdigit() or int(length) > largest else None


def _limited(receive: Receive, largest: int) -> Receive:
    """Wrap `receive` to end a body that exceeds the limit."""
    taken = 0

    async def receives() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > largest else message

    return receives
