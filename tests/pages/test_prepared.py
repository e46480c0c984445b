"""Views that are drawn for the main screen before they are asked for."""

import threading

import pytest

from pages.workshop.parts.prepared import Prepared, ready


def test_a_result_is_computed_once_and_a_failure_tried_again() -> None:
    prepared, made = Prepared[int](), []

    def fail() -> int:
        raise ValueError("no picture")

    failed = prepared.begin("a", fail)
    with pytest.raises(ValueError, match="no picture"):
        failed.result()
    assert ready(failed) is None
    for _time in range(2):
        assert prepared.begin("a", lambda: made.append(1) or 7).result() == 7
    assert made == [1]
    assert ready(prepared.begin("a", fail)) == 7
    prepared.close()


def test_the_page_that_is_seen_last_does_not_wait_for_those_before() -> None:
    prepared, may_go_on, made = Prepared[object](), threading.Event(), []
    first = prepared.begin("first", lambda: may_go_on.wait(30) and made.append("first"))
    while not first.running():
        pass
    prepared.begin("passed by", lambda: made.append("passed by"))
    last = prepared.begin("last", lambda: made.append("last"))
    may_go_on.set()
    last.result()
    prepared.close()

    assert made == ["first", "last"]
