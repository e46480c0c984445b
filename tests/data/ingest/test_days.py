"""Days mean what their writer meant, or are asked."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data.ingest.days import parse


@pytest.mark.parametrize(
    "text",
    ["2024-05-17", "2024/5/17", "2024.5.17", "2024年5月17日", "２０２４年５月１７日", "17.05.2024", "17.5.2024", "17/05/2024",
     "05/17/2024", "20240517", "2024-05-17 00:00:00", "2024-05-17T12:30"],
)  # fmt: skip
def test_a_day_is_read_in_any_notation(text: str) -> None:
    assert parse(text).value == dt.date(2024, 5, 17)


def test_a_day_that_may_be_two_is_not_guessed() -> None:
    parsed = parse("05/06/2024")

    assert parsed.value is None
    assert parsed.details == {"first": "2024-05-06", "second": "2024-06-05"}


def test_a_day_that_is_the_same_either_way_is_read() -> None:
    assert parse("05/05/2024").value == dt.date(2024, 5, 5)


@pytest.mark.parametrize("text", ["2024-02-30", "May", "2024", "45429", "17.05.24", "99999999"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse(text).rule == "date"


@given(st.dates())
def test_every_iso_day_is_read(day: dt.date) -> None:
    assert parse(day.isoformat()).value == day


@settings(max_examples=10)
@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    parsed = parse(text)

    assert (parsed.value is None) == (parsed.rule is not None)
