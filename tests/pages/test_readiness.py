"""Until the app is ready, every address answers with a page that loads itself again."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message

from isdata.preparation import Progress
from pages.common import start as starting
from pages.common.readiness import Readiness, UntilReady


async def app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the app"})


def answer(readiness: Readiness, **scope: Any) -> list[Message]:
    """Messages that a request is answered with."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    # In a thread of its own: the browser of other tests leaves a running loop in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, UntilReady(app, readiness)(scope, receive, send)).result()
    return sent


@pytest.mark.parametrize("path", ["/", "/flows", "/_stcore/health"])
def test_a_request_meets_a_page_in_both_languages_that_loads_itself_again(path: str) -> None:
    start, body = answer(Readiness(), type="http", method="GET", path=path, headers=[])
    page = body["body"].decode()

    assert start["status"] == 503
    assert (b"cache-control", b"no-store") in start["headers"]
    assert 'http-equiv="refresh"' in page
    assert "isdata is starting" in page
    assert "正在启动" in page
    assert "<progress" not in page


def test_the_page_shows_how_far_the_compiling_is() -> None:
    readiness = Readiness()
    readiness.progress = Progress(2, 6)

    assert '<progress value="2" max="6">' in readiness.page()


def test_a_connection_is_closed_until_then() -> None:
    assert answer(Readiness(), type="websocket") == [{"type": "websocket.close", "code": 1013}]


def test_once_it_is_ready_the_app_answers() -> None:
    readiness = Readiness()
    readiness.is_ready = True

    assert answer(readiness, type="http")[1]["body"] == b"the app"


def test_a_database_that_cannot_be_opened_fills_the_log_with_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "park.before-restore-2026-01-31-120000.duckdb").touch()
    monkeypatch.setenv("ISDATA_DATABASE", str(tmp_path / "park.duckdb"))

    with caplog.at_level(logging.WARNING, logger="isdata.start"):
        starting.load_all_pages()

    assert caplog.records == []
    assert not (tmp_path / "park.duckdb").exists()
