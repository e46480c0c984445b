"""The presentation of a story begins with its first view and ends when it is left."""

import datetime as dt

from isdata.programme import stories

BEGIN = dt.datetime(2024, 5, 6, 9, 0, tzinfo=dt.UTC)


def test_a_presentation_keeps_its_beginning_until_it_ends() -> None:
    known = stories.Presentations()
    known.show("heat", 0, BEGIN)
    known.show("scrap", 4, BEGIN)
    known.show("heat", 2, BEGIN + dt.timedelta(minutes=12, seconds=59))
    now = known.of("heat")

    assert now == stories.Running(2, BEGIN)
    assert now is not None
    assert now.minutes(BEGIN + dt.timedelta(minutes=12, seconds=59)) == 12

    known.end("heat")
    assert known.of("heat") is None
    assert known.of("scrap") == stories.Running(4, BEGIN)

    known.show("heat", 0, BEGIN + dt.timedelta(hours=1))
    assert known.of("heat") == stories.Running(0, BEGIN + dt.timedelta(hours=1))
