"""The presentation of a story begins with its first view and ends when it is left."""

import datetime as dt

from isdata.programme import stories

BEGIN = dt.datetime(2024, 5, 6, 9, 0, tzinfo=dt.UTC)


def test_a_presentation_keeps_its_beginning_until_it_ends() -> None:
    known = stories.Presentations()
    known.show("heat", 0, BEGIN)
    known.show("scrap", 4, BEGIN)
    later = BEGIN + dt.timedelta(minutes=12, seconds=59)
    known.keep("heat", later)
    known.show("heat", 2, later)
    now = known.of("heat", later)

    assert now == stories.Running(2, BEGIN, later)
    assert now is not None
    assert now.minutes(later) == 12

    known.end("heat")
    assert known.of("heat", later) is None
    assert known.of("scrap", BEGIN) == stories.Running(4, BEGIN, BEGIN)

    begun = BEGIN + dt.timedelta(hours=1)
    known.show("heat", 0, begun)
    assert known.of("heat", begun) == stories.Running(0, begun, begun)


def test_a_presentation_ends_with_its_window_and_goes_on_after_a_pause() -> None:
    """A speaker's view counted on for a window that was closed without leaving the presentation."""
    known, later = stories.Presentations(), BEGIN + dt.timedelta(minutes=23)
    known.show("heat", 4, BEGIN)
    known.keep("heat", BEGIN + dt.timedelta(minutes=1))
    assert known.of("heat", BEGIN + dt.timedelta(minutes=2)) is not None
    assert known.of("heat", later) is None

    known.keep("heat", later)
    found = known.of("heat", later)
    assert found is not None
    assert found.minutes(later) == 23

    known.show("heat", 0, later + dt.timedelta(minutes=23))
    assert known.of("heat", later + dt.timedelta(minutes=23)) == stories.Running(
        0, later + dt.timedelta(minutes=23), later + dt.timedelta(minutes=23)
    )
