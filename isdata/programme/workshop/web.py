"""Shared parts of the workshop's routes: posted forms, reader of a request, and event streams."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from isdata.data import i18n
from isdata.programme.workshop.declarations import Participant
from isdata.programme.workshop.journal import Receipt
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.notifications import Changes

T = TypeVar("T")
_ALIVE_EVERY = 15.0  # interval that keeps an idle stream open [s]
# Changes within this time are sent together: at once to the main screen, with a delay to two hundred phones so that the main screen is not
# slowed down. [s]
TOGETHER_ON_MAIN_SCREEN, TOGETHER_ON_PHONE = 0.03, 0.25


async def form(request: Request) -> dict[str, str]:
    """Fields of a posted form."""
    body = await request.body()
    return {
        name: values[0]
        for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
    }


def reader(request: Request, participant: Participant | None = None) -> i18n.Reader:
    """Reader of a page in the language of `page_language`."""
    return i18n.reader(page_language(request, participant.language if participant else None))


def page_language(request: Request, chosen: str | None) -> str:
    """Language of a page: by the address, the one `chosen` on joining, or the browser's settings."""
    accepted = request.headers.get("accept-language", "").lower()
    language = request.query_params.get("lang") or chosen or ("zh" if accepted.startswith("zh") else "en")
    return language if language in i18n.LANGUAGES else "en"


async def kept(live: Live, author: str, kind: str, body: dict[str, Any], key: str) -> Receipt:
    """Store a submission; return once it is on disk.

    Raises
    ------
    JournalError
        It cannot be stored.
    """
    return await asyncio.wrap_future(live.send(author, kind, body, key))


def stream(
    changes: Changes,
    seen: Callable[[], T],
    content: Callable[[T], dict[str, Any]],
    *,
    together: float = TOGETHER_ON_PHONE,
) -> Response:
    """Send the present content, and again after each change, until the client disconnects.

    Parameters
    ----------
    changes : Changes
        Changes of the session.
    seen : callable
        Returns the data of a page; nothing is rendered or sent while they are unchanged.
    content : callable
        Returns the content to send for these data.
    together : float
        Time within which changes are sent together. [s]
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
