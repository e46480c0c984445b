"""One page is drawn at a time while a workshop is open, but none waits for ever."""

import threading

import pytest

from isdata.programme.workshop import turns


def test_a_page_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    is_waiting = threading.Event()

    def second() -> None:
        is_waiting.set()
        with turns.turn():
            order.append("second")

    other = threading.Thread(target=second)
    with turns.turn():
        other.start()
        is_waiting.wait(30)
        order.append("first")
    other.join(30)
    assert order == ["first", "second"]

    monkeypatch.setattr(turns, "LONGEST", 0.0)
    with turns.turn(), turns.turn():
        order.append("drawn all the same")
    with turns.turn():  # both turns have been given back
        assert order[-1] == "drawn all the same"
