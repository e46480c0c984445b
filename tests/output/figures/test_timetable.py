"""Timetable of a training by day and hour."""

import re

import pandas as pd
import vl_convert

from isdata.data.i18n import reader
from isdata.output.figures import timetable


def test_sessions_lie_below_each_other_in_the_column_of_their_day() -> None:
    """A short session has its time before its title, and one of ten minutes has room for neither."""
    rows = pd.DataFrame(
        {
            "day": ["Day 1", "Day 1", "Day 1", "Day 2"],
            "start": [9.0, 10.0, 10.5, 9.0],
            "minutes": [60, 30, 10, 90],
            "title": ["Balances", "Meters", "Break", "Matches"],
            "time": ["09:00 – 10:00", "10:00 – 10:30", "10:30 – 10:40", "09:00 – 10:30"],
            "state": ["with", "with", "without", "with"],
        }
    )
    chart = timetable.timetable(rows, reader("en"), {"with": "#0b6e69", "without": "#d98324"})

    drawn = vl_convert.vegalite_to_svg(chart.properties(width=600).to_json())

    places = {
        words: (float(x), float(y))
        for x, y, words in re.findall(r"translate\(([-\d.]+),([-\d.]+)\)[^>]*>([^<]+)<", drawn)
    }
    assert {"09:00 – 10:00", "09:00 – 10:30", "Balances", "10:00 – 10:30 Meters", "Matches", "11:00"} <= set(
        places
    )
    assert not any("Break" in words for words in places)
    assert places["Balances"][0] == places["10:00 – 10:30 Meters"][0] < places["Matches"][0]
    assert places["Balances"][1] == places["Matches"][1] < places["10:00 – 10:30 Meters"][1]
