"""Pages run one after the other, and a slow one holds nobody up for long."""

import threading
from collections.abc import Callable

import pytest

from pages.common import turns


def started(part: Callable[[], object]) -> threading.Thread:
    """A page that runs beside the test."""
    thread = threading.Thread(target=part, daemon=True)
    thread.start()
    return thread


def page(order: list[str]) -> None:
    with turns.own_turn():
        order.append("other page")


def test_a_page_waits_until_the_one_before_has_ended() -> None:
    order: list[str] = []

    with turns.own_turn():
        other = started(lambda: page(order))
        other.join(0.2)
        order.append("first page")
    other.join()

    assert order == ["first page", "other page"]


def test_a_part_within_a_page_has_its_turn() -> None:
    order: list[str] = []

    with turns.own_turn():
        with turns.own_turn():
            order.append("part")
        other = started(lambda: page(order))
        other.join(0.2)
        order.append("page")  # the end of its part was not that of the page
    other.join()

    assert order == ["part", "page", "other page"]


def test_a_page_that_only_waits_lets_others_run() -> None:
    order: list[str] = []

    with turns.own_turn():
        with turns.released():
            started(lambda: page(order)).join()
        order.append("first page")
        other = started(lambda: page(order))
        other.join(0.2)
        assert order == ["other page", "first page"]
    other.join()


def test_a_slow_page_holds_nobody_up_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    order: list[str] = []

    with turns.own_turn():
        started(lambda: page(order)).join()
        assert order == ["other page"]


def test_a_page_that_fails_gives_its_place_back() -> None:
    order: list[str] = []

    with pytest.raises(ValueError, match="broken"), turns.own_turn():
        raise ValueError("broken")
    started(lambda: page(order)).join()

    assert order == ["other page"]
