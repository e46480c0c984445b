"""Figures of programme and park administration: due dates, schedules, shares and steps."""

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import vl_convert

from isdata.data.i18n import reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import (
    due_dates,
    pareto_chart,
    payback,
    schedule,
    schedule_bars,
    schedule_labels,
    timeline,
)
from tests.output.figures.chart_data import data_of

READ = reader("en")
TODAY = dt.date(2026, 3, 10)


def test_only_paybacks_much_longer_than_the_others_are_cut() -> None:
    """8.3 years were drawn as long as 4.0."""
    known = [1.0] * 20 + [4.0] * 5

    assert payback.longest(pd.DataFrame({"payback": [*known, 8.3]})) == 8.3
    assert payback.longest(pd.DataFrame({"payback": [*known, 11.0]})) == 4.0


def test_the_share_of_the_first_group_stands_above_the_line_that_leads_on_from_its_dot() -> None:
    groups = pd.DataFrame({"name": ["Pumps", "Fans"], "share": [0.7, 0.3], "is_rest": False})

    chart = pareto_chart.pareto(groups, READ).to_dict()

    words = next(each["mark"] for each in chart["layer"] if each["mark"]["type"] == "text")
    assert "? -6.5 : 0" in words["dy"]["expr"]


def test_measures_of_one_name_are_numbered() -> None:
    """Undisclosed measures are called by their category; two bars of one name would be one row."""
    names = pd.Series(["Pumps", "Lighting", "Pumps"])

    assert payback.distinct(names) == ["Pumps 1", "Lighting", "Pumps 2"]


def test_an_open_action_past_its_day_is_overdue_and_a_finished_one_is_not() -> None:
    day = pd.Timestamp(2026, 3, 1)
    rows = pd.DataFrame(
        {
            "name": ["late", "finished", "ahead", "given up"],
            "owner": "Office",
            "status": ["open", "done", "open", "declined"],
            "due_date": [day, day, pd.Timestamp(2026, 4, 1), day],
            "done_on": [None, day, None, None],
        }
    )

    shown = {
        row["name"]: row["state"]
        for row in data_of(due_dates.dates(rows, READ, TODAY).to_dict())
        if "state" in row
    }

    assert shown == {
        "late": "Overdue", "finished": "Done", "ahead": "Not due yet", "given up": "Cancelled"
    }  # fmt: skip
    own = due_dates.dates(rows, READ, TODAY, states={"done": "Completed", "ended": "Declined"}).to_dict()
    states = {row["state"] for row in data_of(own) if "state" in row}
    assert states == {"Overdue", "Completed", "Not due yet", "Declined"}


def test_steps_of_a_template_follow_one_another_from_today() -> None:
    steps = pd.DataFrame(
        {"name_en": ["ask", "train"], "name_zh": None, "days": [5, 3], "role": "Office", "starts_on": None}
        | {"found": [0, 0], "needed": [1, 1]}
    )

    shown = {
        row["task"]: row for row in data_of(schedule.steps(steps, READ, TODAY).to_dict()) if "task" in row
    }

    assert shown["ask"]["begins"] == "2026-03-10T00:00:00"
    assert shown["train"]["begins"] == "2026-03-15T00:00:00"
    assert shown["train"]["ends"] == "2026-03-18T00:00:00"


def test_axes_write_days_as_the_tables_do() -> None:
    """Nov 2, 2026 and 2026年11月2日, on the axis as in the cells and with the time of a change."""
    patterns = {"en": "%b %-d, %Y", "zh": "%Y年%-m月%-d日"}
    moment = dt.datetime(2026, 11, 2, 18, 6)

    for language, pattern in patterns.items():
        read = reader(language)
        assert read.day_pattern == pattern
        assert read.moment(moment).startswith(read.date(moment.date()))
        assert read.date(moment.date()).startswith(read.month(moment.date())[:4])


@pytest.mark.parametrize(
    ("task", "state"),
    [
        ({"is_done": True, "is_critical": True, "slippage": 5}, "done"),
        ({"is_done": False, "is_critical": True, "slippage": 5}, "critical"),
        ({"is_done": False, "is_critical": False, "slippage": 5}, "slipping"),
        ({"is_done": False, "is_critical": False, "slippage": 0}, "open"),
        ({"is_done": False, "is_critical": False, "slippage": None}, "open"),
    ],
)
def test_a_task_behind_the_agreed_plan_is_marked_also_with_slack(task: dict[str, Any], state: str) -> None:
    assert schedule_bars.state(task) == state


def test_a_delay_states_the_slack_that_takes_it_up() -> None:
    """A task 89 days late of a schedule 84 days late was not explained."""
    assert schedule_labels.with_slack("89 days late", "30", READ) == "89 days late (slack 30 d)"
    assert schedule_labels.with_slack("84 days late", "0", READ) == "84 days late"
    assert schedule_labels.with_slack("", "30", READ) == ""


def height_on_phone(chart: dict) -> float:
    return float(re.findall(r"< 500 [?] ([\d.]+)", str(chart.get("params")))[0])


def test_on_a_phone_owners_stand_below_the_names_of_actions() -> None:
    """Beside the points, the line of the present day crossed them."""
    due_date = pd.Timestamp("2026-06-30")
    rows = pd.DataFrame(
        {"name": ["Agree delivery windows at six gates"], "owner": "White Elm Logistics", "status": "open"}
        | {"done_on": [None], "due_date": due_date}
    )

    chart = due_dates.dates(rows, READ, TODAY).to_dict()
    marks = [layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "text"]
    texts = [mark["text"]["expr"] for mark in marks if isinstance(mark.get("text"), dict)]

    assert sorted(text.split(" ? ")[1] for text in texts) == ["'' : datum.beside"] * 2 + ["datum.beside : ''"]
    assert (
        35 <= height_on_phone(chart) <= 46
    )  # lines of the name, and of its owner; ten rows, and the days below them


def test_rows_of_actions_have_the_height_that_a_low_window_leaves() -> None:
    """The dates below the axis were cut by a window of 720 lines."""
    due_date = pd.Timestamp("2026-06-30")
    rows = pd.DataFrame(
        {"name": ["a", "b"], "owner": "–", "status": "open", "done_on": None, "due_date": due_date}
    )

    assert due_dates.dates(rows, READ, TODAY, row=24).to_dict()["height"] == 48


def test_ends_stand_behind_their_bars_upon_the_line_of_the_present_day() -> None:
    """One stood before its bar, and others behind that line, far from theirs."""
    steps = pd.DataFrame(
        {
            "name_en": ["Propose exchanges from all of the matches"] * 6,
            "name_zh": None,
            "days": [5] * 6,
            "role": "Office",
        }
        | {"starts_on": pd.Timestamp("2026-03-02"), "found": 0, "needed": 1}
    )

    chart = schedule.steps(steps, READ, TODAY).to_dict()

    labels = [
        each for each in chart["layer"] if "dx" in each["mark"] and "beside" in str(each["mark"]["text"])
    ]
    assert all(each["mark"]["align"] == "left" for each in labels)
    assert all(each["encoding"]["x"]["field"] == "latest" for each in labels)
    assert "'Mar 7'" in str(chart)
    assert '"text": "today"' in (drawn := json.dumps(chart))
    assert drawn.index('"text": "today"') < drawn.index("datum.beside")
    assert "strokeWidth" in labels[0]["mark"]  # the outline, which leaves the line out
    assert height_on_phone(chart) > 36  # three lines of a name, and a gap to the next


def test_due_dates_stand_beside_the_points_of_an_audience() -> None:
    rows = pd.DataFrame(
        {
            "name": ["Test"],
            "owner": ["Office"],
            "status": ["open"],
            "done_on": [None],
            "due_date": [pd.Timestamp("2026-06-30")],
        }
    )

    on_page, in_hall = (
        due_dates.dates(rows, replace(READ, is_large=is_large), TODAY).to_dict() for is_large in (False, True)
    )

    assert "Office · Jun 30" in str(in_hall["datasets"])
    assert "Office · Jun 30" in str(on_page["datasets"])
    # Moved into the chart, the label of January stood before December.
    axis = on_page["layer"][-1]["encoding"]["x"]["axis"]
    assert axis["labelFlush"] is False


def test_a_verdict_of_all_measures_needs_no_legend() -> None:
    """The title states that they pay back; of one verdict the legend had a single entry."""
    legends = [
        payback.verdict_colour(READ, used)["legend"]
        for used in ({"profitable"}, {"profitable", "never"}, {"never"})
    ]

    assert [legend is None for legend in legends] == [True, False, False]


def test_labels_of_due_dates_stand_at_their_points() -> None:
    """That of an overdue action stood behind the line of the present day, 115 px away, and one due soon before it."""
    rows = pd.DataFrame(
        {"name": ["late", "soon"], "owner": "Crane Precision", "status": "open"}
        | {"done_on": [None, None], "due_date": pd.to_datetime(["2026-03-05", "2026-03-20"])}
    )
    chart = due_dates.dates(rows, READ, TODAY).properties(width=900)
    drawn = vl_convert.vegalite_to_svg(chart.to_json())
    place = r'transform="translate\(([\d.]+),[\d.]+\)"'
    circles = re.findall(rf"<path[^>]*{place}[^>]*fill=\"#[^>]*stroke-width=\"2\"", drawn)
    late, soon = sorted(float(at) for at in circles)
    words = re.findall(rf'text-anchor="(\w+)" {place}[^>]*>Crane Precision', drawn)

    places = [
        (side, round(float(at) - point)) for (side, at), point in zip(words, (late, soon), strict=False)
    ]
    assert places == [("end", -9), ("start", 9)]


def test_each_tick_of_a_schedule_has_its_label() -> None:
    """Of seven ticks of a feasibility study in a narrow chart, three were labelled."""
    steps = pd.DataFrame(
        {"name_en": ["ask", "train"], "name_zh": None, "days": [30, 35], "role": "Office", "starts_on": None}
        | {"found": [0, 0], "needed": [1, 1]}
    )
    chart = schedule.steps(steps, READ, TODAY).properties(width=400)
    drawn = vl_convert.vegalite_to_svg(chart.to_json())
    axis = drawn[drawn.index("role-axis-tick") :]
    ticks, labels = axis[: axis.index("role-axis-domain")].split("role-axis-label")

    assert ticks.count("<line") == labels.count('opacity="1">') > 2


def test_names_of_events_are_whole_where_their_side_has_room() -> None:
    """Before the middle of the span they stand behind their point, later before it; the present day is marked."""
    name = "Round table: charter on social responsibility and joint sustainability report of all companies"
    days = pd.to_datetime(["2026-03-01", "2024-09-01", "2023-01-01"])
    events = pd.DataFrame(
        {"starts_on": days, "name": [f"{name} {place}" for place in "abc"], "kind": "Policy"}
    )
    chart = timeline.timeline(events, READ, dt.date(2025, 6, 1)).properties(width=1100)
    drawn = vl_convert.vegalite_to_svg(chart.to_json())

    assert "…" not in drawn
    assert drawn.count("all companies") == 2 * len(events)  # each with the edge that keeps it legible
    assert "today" in drawn
    marks = [layer["mark"] for layer in chart.to_dict()["layer"]]
    ground = next(place for place, mark in enumerate(marks) if mark.get("strokeWidth"))
    kinds = [mark["type"] for mark in marks]
    assert kinds.index("rule") < ground  # names lie upon the line of today
    assert any(mark.get("text") == "today" for mark in marks[ground:])  # and hide no part of its word
    assert marks[ground]["strokeWidth"] >= 2 * text_width(" ", 13)  # which is hidden between words as well


def test_an_event_of_which_only_the_year_is_known_is_a_bar_over_this_year() -> None:
    days = pd.to_datetime(["2026-03-01", "2025-01-01"])
    events = pd.DataFrame({"starts_on": days, "name": ["Day", "Year"], "kind": "Policy"})
    chart = timeline.timeline(events, READ, dt.date(2025, 6, 1)).to_dict()

    (rows,) = [each for each in chart["datasets"].values() if "half" in each[0]]
    assert [row["half"] > 0 for row in rows] == [False, True]
    assert rows[1]["until"].startswith("2025-12-31")
    (bar,) = [layer for layer in chart["layer"] if layer["mark"]["type"] == "bar"]
    assert bar["encoding"]["x"]["field"] == "begin"
