"""Client for the workshop server, as a phone or a main screen."""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass
class Answer:
    """Status, headers and body of a response."""

    status: int
    headers: dict[str, list[str]]
    body: bytes


@dataclass
class Client:
    """A browser with cookies; it repeats unacknowledged requests like the outbox of a phone."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """Send one request on a separate connection."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            body = urlencode(form).encode() if form is not None else b""
            writer.write(self._head("POST" if form is not None else "GET", path, len(body)) + body)
            await writer.drain()
            status, headers = await _headers(reader)
            answer = Answer(status, headers, await reader.read())
        finally:
            writer.close()
        for cookie in headers.get("set-cookie", []):
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    async def join(self, code: str, company: str) -> None:
        """Open the page and join the workshop."""
        await self.ask(f"/j?code={code}")
        await self.keep("/join", {"code": code, "company": company, "language": "en", "visibility": "full"})
        await self.ask("/j")

    async def declare(self, what: str, *, key: str = "") -> str:
        """Send a declaration until it is acknowledged; return its key."""
        key = key or secrets.token_hex(16)
        form = {
            "kind": "declare",
            "direction": "have",
            "what": what,
            "quantity": "12",
            "unit": "t",
            "period": "year",
        }
        await self.keep("/send", form, key=key)
        return key

    async def keep(self, path: str, form: dict[str, str], *, key: str = "") -> None:
        """Send a form until the server has stored it."""
        sent = form | {"key": key or secrets.token_hex(16)}
        while True:
            try:
                answer = await self.ask(path, sent)
                if answer.status < 400:
                    return
                if answer.status < 500:
                    raise ValueError(answer.body[:200])
            except (OSError, asyncio.IncompleteReadError, IndexError):
                pass  # the server is not reachable; retry
            await asyncio.sleep(0.05 + secrets.randbelow(100) / 1000)

    async def events(self, path: str) -> AsyncGenerator[tuple[float, dict]]:
        """Yield the events of a stream with their time of arrival, until the connection ends."""
        reader, writer = await asyncio.open_connection(self.host, self.port, limit=2**22)
        try:
            writer.write(self._head("GET", path, 0))
            await writer.drain()
            await _headers(reader)
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    yield time.perf_counter(), json.loads(line[6:])
        finally:
            writer.close()

    def _head(self, method: str, path: str, length: int) -> bytes:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Connection: close",
            "Accept: application/json",
            f"Cookie: {cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {length}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _headers(reader: asyncio.StreamReader) -> tuple[int, dict[str, list[str]]]:
    status = int((await reader.readline()).split()[1])
    headers: dict[str, list[str]] = {}
    while (line := (await reader.readline()).decode().strip()) != "":
        name, _colon, value = line.partition(":")
        headers.setdefault(name.lower(), []).append(value.strip())
    return status, headers
