"""Figures of programme and park administration: bars with a limit, due dates, places, curves and steps."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import vl_convert

from isdata.data.i18n import reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import due, fan, payback, ranked, schedule, schedule_bars, shares, timeline

READ = reader("en")
TODAY = dt.date(2026, 3, 10)


def data_of(chart: dict) -> list[dict]:
    """All rows that a chart draws."""
    return [row for rows in chart["datasets"].values() for row in rows]


def test_bars_carry_their_words_and_the_axis_has_room_behind_the_longest() -> None:
    rows = pd.DataFrame({"name": ["A", "B"], "amount": [2.0, None], "words": ["2 t", "–"]})

    chart = ranked.bars(rows, READ, limit=("allowed", 4.0), room=1.5).to_dict()

    assert {(row["name"], row["amount"]) for row in data_of(chart) if "name" in row} == {
        ("A", 2.0),
        ("B", 0.0),
    }
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domainMax"]["expr"].endswith(
        ": 6.0"
    )  # 1.5 times the limit


def test_a_legend_has_no_state_that_no_bar_is_drawn_in() -> None:
    rows = pd.DataFrame(
        {"name": ["A", "B"], "amount": [2.0, 0.0], "words": ["2", "0"], "state": ["late", "done"]}
    )

    chart = ranked.bars(rows, READ, colours={"late": "#111111", "done": "#222222"}).to_dict()

    assert chart["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["late"]


def test_the_share_of_the_first_group_stands_above_the_line_that_leads_on_from_its_dot() -> None:
    groups = pd.DataFrame({"name": ["Pumps", "Fans"], "share": [0.7, 0.3], "is_rest": False})

    chart = shares.pareto(groups, READ).to_dict()

    words = next(each["mark"] for each in chart["layer"] if each["mark"]["type"] == "text")
    assert "? -6.5 : 0" in words["dy"]["expr"]


def test_words_on_a_phone_may_be_shorter() -> None:
    rows = pd.DataFrame(
        {"name": ["A", "B"], "amount": [2.0, 1.0], "words": ["2 t · Firm", "1 t"], "short": ["2 t", "1 t"]}
    )

    shown = [row for row in data_of(ranked.bars(rows, READ).to_dict()) if "name" in row]

    assert shown[0]["short"] == "2 t"
    assert shown[0]["words"] == "2 t · Firm"


def test_long_names_on_a_phone_have_the_whole_width_and_the_words_stand_below_them() -> None:
    rows = pd.DataFrame({"name": ["A long name of a measure"], "amount": [3.0], "words": ["3 t"]})

    chart = ranked.bars(rows, READ, looks=ranked.Looks(row=ranked.STACKED, is_stacked=True)).to_dict()

    marks = [layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "text"]
    lines = {mark["dy"] for mark in marks if mark.get("limit") == {"expr": "width"}}
    assert lines == {-14, 0}


def test_words_longer_than_a_phone_stand_in_two_lines_below_the_names() -> None:
    words = "3 · offers sewage sludge (dry matter); needs hot water, food processing residues"
    rows = pd.DataFrame({"name": ["Reed", "Oak"], "amount": [3.0, 1.0], "words": [words, "1 · needs steam"]})
    looks = ranked.Looks(row=ranked.STACKED, is_stacked=True)

    one, two = (ranked.bars(few, READ, looks=looks).to_dict() for few in (rows.tail(1), rows))
    shown = {row["name"]: row["short"] for row in data_of(two) if "short" in row}

    assert shown["Reed"].split("\n")[1] == "needs hot water, food processing residues"
    assert "\n" not in shown["Oak"]
    assert two["height"] / 2 == one["height"] + 15


@pytest.mark.parametrize("is_stacked", [False, True])
def test_on_a_phone_eight_pixels_are_free_between_a_bar_and_the_next_name(is_stacked: bool) -> None:
    rows = pd.DataFrame({"name": ["A", "B"], "amount": [3.0, 2.0], "words": ["3 t", "2 t"]})
    looks = ranked.Looks(row=ranked.STACKED, is_stacked=True) if is_stacked else None

    chart = ranked.bars(rows, READ, looks=looks).to_dict()

    row = (
        int(re.findall(r"< 500 [?] (\d+)", str(chart.get("params")))[0] if not looks else chart["height"]) / 2
    )
    texts = [layer["mark"] for layer in chart["layer"] if "fontSize" in layer["mark"]]
    top = min(mark["dy"] - mark["fontSize"] / 2 for mark in texts)
    bar = next(layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "bar")
    bottom = int(re.findall(r"[?] (\d+)", bar["yOffset"]["expr"])[0]) + 3  # half of its height
    assert row + top - bottom >= 8


def test_measures_of_one_name_are_numbered() -> None:
    """Undisclosed measures are called by their category; two bars of one name would be one row."""
    names = pd.Series(["Pumps", "Lighting", "Pumps"])

    assert payback.distinct(names) == ["Pumps 1", "Lighting", "Pumps 2"]


def test_names_beside_bars_take_no_more_room_than_they_need() -> None:
    """Short Chinese names left a third of a presented chart empty, and the bars a tenth of it."""
    long = "Flue gas of the forging furnaces preheats the billets of the next shift"

    assert payback._room_for_names(pd.Series(["Pumps", "Fans"]), READ) < 60
    assert payback._room_for_names(pd.Series([long]), READ) == payback._NAMES


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
        row["name"]: row["state"] for row in data_of(due.dates(rows, READ, TODAY).to_dict()) if "state" in row
    }

    assert shown == {
        "late": "Overdue", "finished": "Done", "ahead": "Not due yet", "given up": "Cancelled"
    }  # fmt: skip
    own = due.dates(rows, READ, TODAY, states={"done": "Completed", "ended": "Declined"}).to_dict()
    states = {row["state"] for row in data_of(own) if "state" in row}
    assert states == {"Overdue", "Completed", "Not due yet", "Declined"}


def test_each_end_of_a_fan_has_a_curve_to_the_centre() -> None:
    ends = [fan.End("cement", "replaces clinker", "practised"), fan.End("bricks", "", "practised")]

    rows = data_of(fan.fan("ash", (), ends, READ, colours={"practised": "#000000"}).to_dict())

    last = {row["name"]: row["x"] for row in rows if row.get("step") == 3}
    assert last == {"cement": 1.0, "bricks": 1.0}
    assert {"cement · replaces clinker", "bricks", "ash"} <= {row.get("words") for row in rows}


def test_no_note_of_a_fan_is_cut_beside_free_room() -> None:
    """Columns of fixed shares cut a place while the column before it was half empty; without columns, treatments were cut."""
    treatment = "treatment: dry, press and melt by induction"
    end = fan.End("Castings", "replaces ingot", "practised", f"{treatment} · location: Portugal")
    colours = {"practised": "#000000"}

    wide = fan.fan("chips", (), [end], READ, width=1200.0, colours=colours).to_dict()
    texts = [
        each["mark"] for each in wide["layer"] if each["encoding"].get("text", {}).get("field") == "detail"
    ]
    share = float(texts[0]["limit"]["expr"].split(" ")[0])
    assert share * 1200 - 16 > text_width(end.detail, 13)

    rows = data_of(fan.fan("chips", (), [end], READ, width=640.0, colours=colours).to_dict())
    assert {row["under"] for row in rows if "under" in row} == {f"replaces ingot · {treatment}"}
    assert {row["notes"] for row in rows if "notes" in row} == {f"replaces ingot · {end.detail}"}


def test_a_fan_of_few_partners_is_no_higher_than_its_room_before_an_audience() -> None:
    """The row of the centre came on top of it: the next step below the picture was cut."""
    left, right = (
        [fan.End(name, "", "partner") for name in names] for names in (("mill", "forge"), ("kiln",))
    )

    drawn = fan.fan(
        "ash", left, right, replace(READ, is_large=True), colours={"partner": "#000000"}, in_hall=600
    )

    assert drawn.to_dict()["height"] <= 600


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


def height_on_phone(chart: dict) -> float:
    return float(re.findall(r"< 500 [?] ([\d.]+)", str(chart.get("params")))[0])


def test_on_a_phone_owners_stand_below_the_names_of_actions() -> None:
    """Beside the points, the line of the present day crossed them."""
    due_date = pd.Timestamp("2026-06-30")
    rows = pd.DataFrame(
        {"name": ["Agree delivery windows at six gates"], "owner": "White Elm Logistics", "status": "open"}
        | {"done_on": [None], "due_date": due_date}
    )

    chart = due.dates(rows, READ, TODAY).to_dict()
    marks = [layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "text"]
    texts = [mark["text"]["expr"] for mark in marks if isinstance(mark.get("text"), dict)]

    assert sorted(text.split(" ? ")[1] for text in texts) == ["'' : datum.beside"] * 2 + ["datum.owner : ''"]
    assert (
        35 <= height_on_phone(chart) <= 42
    )  # lines of the name, and of its owner; ten rows, and the days below them


def test_an_end_in_words_stands_behind_the_line_of_the_present_day_where_that_would_cross_it() -> None:
    """Measured in letters: as a share of the axis, the words of a phone were taken for shorter than they are."""
    steps = pd.DataFrame(
        {
            "name_en": ["Propose exchanges from all of the matches"],
            "name_zh": None,
            "days": [5],
            "role": "Office",
        }
        | {"starts_on": pd.Timestamp("2026-03-02"), "found": [0], "needed": [1]}
    )

    chart = schedule.steps(steps, READ, TODAY).to_dict()

    row = next(row for row in data_of(chart) if "brief" in row)
    assert row["brief_width"] == pytest.approx(text_width(row["brief"], 13), abs=1)
    offsets = [each["mark"]["dx"]["expr"] for each in chart["layer"] if "dx" in each["mark"]]
    assert offsets
    assert all("datum.brief_width" in each and "2026-03-10" in each for each in offsets)
    assert height_on_phone(chart) > 36  # three lines of a name, and a gap to the next
    in_hall = schedule.steps(steps, replace(READ, is_large=True), TODAY, scale=2 / 3).to_dict()
    assert "0.667 * datum.beside_width" in str(in_hall)  # type follows the height of the window


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
        due.dates(rows, replace(READ, is_large=is_large), TODAY).to_dict() for is_large in (False, True)
    )

    assert "Office · Jun 30" in str(in_hall["datasets"])
    assert "Office · Jun 30" not in str(on_page["datasets"])
    # Moved into the chart, the label of January stood before December.
    axis = on_page["layer"][-1]["encoding"]["x"]["axis"]
    assert axis["labelFlush"] is False


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
