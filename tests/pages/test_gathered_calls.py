"""Calls of a page script reach the loop in their order, in few steps."""

import asyncio
import threading

import pytest

from pages.common import gathered_calls


async def _called_from_a_thread(count: int) -> tuple[list[int], int]:
    """Numbers in the order of their calls, and the number of times that the loop was woken."""
    loop, order, woken = asyncio.get_running_loop(), [], []
    wake = loop.call_soon_threadsafe
    loop.call_soon_threadsafe = lambda *given, **named: woken.append(1) or wake(*given, **named)
    gathered_calls.gather(loop)
    done = asyncio.Event()

    def calls() -> None:
        for number in range(count):
            loop.call_soon_threadsafe(order.append, number)
        loop.call_soon_threadsafe(done.set)

    threading.Thread(target=calls).start()
    await asyncio.wait_for(done.wait(), 5)
    return order, len(woken)


def test_calls_of_a_page_are_handed_over_together_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathered_calls, "get_script_run_ctx", lambda **_about: object())
    monkeypatch.setattr(gathered_calls, "WAIT", 0.2)

    assert asyncio.run(_called_from_a_thread(100)) == (list(range(100)), 1)


def test_calls_of_other_threads_are_not_delayed() -> None:
    assert asyncio.run(_called_from_a_thread(3)) == ([0, 1, 2], 4)
