"""Middleware around the whole app: every request and every WebSocket passes here first."""

import logging
from collections.abc import Collection
from functools import partial
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isdata.data.access import Caller, Policy, Visitor
from isdata.data.access.headers import EVERYWHERE, FILE_POLICY, page_policy
from pages.common.access import frames, practising
from pages.common.access.ownership import Ownership

_log = logging.getLogger("isdata.access")
_SAFE = {"GET", "HEAD", "OPTIONS"}
_UPLOAD = "/_stcore/upload_file/"
# Requests of Streamlit's page before the visitor is known; the rest below /_stcore/ requires the facilitator.
_OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/bidi-components/")

STRANGE_HOST = (
    "This server is not known by the name that you asked for. Open it as http://localhost with its port, or list "
    "the name in the environment variable ISDATA_HOSTS."
)
NOT_OPEN = "This server is open to its own machine only. Its facilitator can open it: see docs/security.md."
OTHER_SITE = "A page of another server asked for this. Open the app by its own address."
NOT_YOURS = "This belongs to another visitor, or its page has been closed. Reload the page."


class Guard:
    """Pass permitted requests to Streamlit, and answer all others here.

    Parameters
    ----------
    app : ASGI application
        Application to guard.
    policy : Policy
        Rules of this server.
    scripts : collection of str
        Sources of scripts that pages may run besides the server's own files.
    base : str
        Prefix of every path if the app is served below another one; may be empty.
    """

    def __init__(self, app: ASGIApp, policy: Policy, scripts: Collection[str] = (), base: str = "") -> None:
        self._app, self._policy, self._scripts, self._base = (
            app,
            policy,
            scripts,
            f"/{base.strip('/')}".rstrip("/"),
        )
        self._ownership = Ownership()
        policy.is_enforced = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = Caller.of_scope(scope)
        send = self._with_headers(scope, caller, send)
        path = scope["path"].removeprefix(self._base)
        refusal = self._refusal(caller, scope["method"], path)
        if refusal:
            await PlainTextResponse(refusal, status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, caller: Caller, method: str, path: str) -> str | None:
        """Reason for refusing a request; None if it is allowed."""
        if not self._policy.is_open_to(caller):
            return NOT_OPEN
        if not self._policy.knows_host_of(caller):
            return STRANGE_HOST
        if method not in _SAFE and not caller.is_same_origin:
            return OTHER_SITE
        if path.startswith(_UPLOAD):
            return None if method == "OPTIONS" or self._may_upload(caller, method, path) else NOT_YOURS
        if path.startswith("/media/"):
            return None if method == "OPTIONS" or self._may_fetch(caller, path) else NOT_YOURS
        if (
            path.startswith("/_stcore/")
            and not path.startswith(_OPEN)
            and not self._policy.is_facilitator(caller)
        ):
            return NOT_YOURS
        return None

    def _may_upload(self, caller: Caller, method: str, path: str) -> bool:
        """Return True for an upload by the facilitator to a session of this browser, or by a trainee to a practice copy."""
        visitor = self._policy.visitor(caller)
        session = path.removeprefix(_UPLOAD).partition("/")[0]
        if visitor is None or not self._ownership.has_session(visitor.visitor_id, session):
            return False
        if self._policy.is_facilitator(caller):
            return True
        if method == "DELETE":
            return practising.is_practising(session)
        size = caller.headers.get("content-length", "")
        return method == "PUT" and practising.may_upload(session, int(size) if size.isdecimal() else 0)

    def _may_fetch(self, caller: Caller, path: str) -> bool:
        """Return True if a file was sent to this browser."""
        visitor = self._policy.visitor(caller)
        return visitor is not None and self._ownership.has_file(visitor.visitor_id, path.rsplit("/", 1)[-1])

    def _with_headers(self, scope: Scope, caller: Caller, send: Send) -> Send:
        """Wrap `send` to add security headers and, to a page, the cookie of a new visitor."""

        async def sends(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers[name] = value
                is_page = headers.get("content-type", "").startswith("text/html")
                is_file = scope["path"].removeprefix(self._base).startswith("/media/")
                host = caller.headers.get("host", "")
                policy = page_policy(host if caller.host else "localhost", self._scripts)
                headers.setdefault("content-security-policy", FILE_POLICY if is_file else policy)
                if is_page and message["status"] == 200 and not self._policy.visitor(caller):
                    headers.append("set-cookie", self.cookie(Visitor.new(), scope))
            await send(message)

        return sends

    def cookie(self, visitor: Visitor, scope: Scope) -> str:
        """Set-Cookie header for a visitor."""
        return self._policy.signer.header(visitor, is_https=scope.get("scheme") in ("https", "wss"))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = Caller.of_scope(scope)
        visitor = self._policy.visitor(caller)
        is_accepted = self._policy.is_open_to(caller) and self._policy.knows_host_of(caller)
        if not visitor or not is_accepted or not caller.is_same_origin:
            _log.warning(
                "Refused a connection from %s: no cookie of ours, or a page of another server", caller.network
            )
            await send({"type": "websocket.close", "code": 1008})
            return
        name = visitor.visitor_id
        scope = _without_session_of_others(scope, self._ownership, name)
        self._ownership.connect(name)

        async def receives() -> Message:
            while True:
                message = await receive()
                frame = message.get("bytes")
                if message["type"] != "websocket.receive" or frame is None:
                    return message
                if frames.is_allowed(
                    frame,
                    is_facilitator=self._policy.is_facilitator(caller),
                    owns_file=partial(self._ownership.has_file, name),
                ):
                    return message
                _log.warning("Ignored a message from %s that its visitor may not send", caller.network)

        async def sends(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                self._ownership.give(name, *frames.sent(message["bytes"]))
            await send(message)

        try:
            await self._app(scope, receives, sends)
        finally:
            self._ownership.disconnect(name)


def _without_session_of_others(scope: Scope, ownership: Ownership, visitor_id: str) -> dict[str, Any]:
    """Restrict a handshake to resuming a session of this visitor.

    Streamlit's page names the session to resume as the third of the protocols that it offers.
    """
    offered = [part.strip() for part in Headers(scope=scope).get("sec-websocket-protocol", "").split(",")]
    if len(offered) < 3 or ownership.has_session(visitor_id, offered[2]):
        return dict(scope)
    kept = offered[:2]
    headers = [(key, value) for key, value in scope["headers"] if key != b"sec-websocket-protocol"]
    headers.append((b"sec-websocket-protocol", ", ".join(kept).encode("latin-1")))
    return {**scope, "headers": headers, "subprotocols": [one for one in kept if one]}
