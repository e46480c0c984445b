"""Shared parts of the workshop's routes: posted forms, reader of a request, and event streams."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from isdata.data import i18n
from isdata.programme.workshop.day import Participant
from isdata.programme.workshop.journal import Receipt
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.notifications import Changes

T = TypeVar("T")
_ALIVE_EVERY = 15.0  # s; keeps a quiet stream open
# Changes that come so close are stated together: the wall follows at once, two hundred phones leave it the time for it. [s]
TOGETHER_ON_WALL, TOGETHER_ON_PHONE = 0.03, 0.25


async def form(request: Request) -> dict[str, str]:
    """The fields of a posted form."""
    body = await request.body()
    return {
        name: values[0]
        for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
    }


def reader(request: Request, participant: Participant | None = None) -> i18n.Reader:
    """The reader of a page: as the address asks, as the phone chose, or as its browser is set."""
    accepted = request.headers.get("accept-language", "").lower()
    asked = request.query_params.get("lang") or (participant.language if participant else None)
    language = asked or ("zh" if accepted.startswith("zh") else "en")
    return i18n.reader(language if language in i18n.LANGUAGES else "en")


async def kept(live: Live, author: str, kind: str, body: dict[str, Any], key: str) -> Receipt:
    """Keep a submission; return once it is on the disk.

    Raises
    ------
    JournalError
        It cannot be kept.
    """
    return await asyncio.wrap_future(live.send(author, kind, body, key))


def stream(
    changes: Changes,
    seen: Callable[[], T],
    content: Callable[[T], dict[str, Any]],
    *,
    together: float = TOGETHER_ON_PHONE,
) -> Response:
    """Send what is seen now, and again whenever it has changed, until the reader leaves.

    Parameters
    ----------
    changes : Changes
        Of the session.
    seen : callable
        Returns what a page follows from, so that nothing is drawn or sent where that is the same.
    content : callable
        Returns what is sent of it.
    together : float
        Within which time changes are stated together. [s]
    """

    async def events() -> AsyncGenerator[str]:
        with changes.follow() as changed:
            last = None
            while True:
                changed.clear()
                is_last = changes.is_ended
                now = seen()
                if last is None or now != last:
                    yield f"data: {json.dumps(content(now), ensure_ascii=False)}\n\n"
                    last = now
                if is_last:
                    return
                try:
                    await asyncio.wait_for(changed.wait(), _ALIVE_EVERY)
                    await asyncio.sleep(together)
                except TimeoutError:
                    yield ": here\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
