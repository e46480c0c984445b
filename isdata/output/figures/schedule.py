"""Gantt chart of a schedule: current dates against the agreed plan, critical path and milestones."""

import datetime as dt
import json
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, schedule_bars, schedule_labels, style
from isdata.output.figures.frame import LEAST_IN_HALL, combined, framed, of_rows

_TIPS = {
    "task": N_("Task"),
    "kind": N_("Kind"),
    "owner": N_("Owner"),
    "begins_words": N_("Begins"),
    "ends_words": N_("Ends"),
    "slack_words": N_("Slack [d]"),
    "slippage_words": N_("Slippage [d]"),
}
_AGREED = N_("Agreed plan")
_MILESTONE = N_("Permit or decision")
_AT_WORST = N_("End at worst")
# Space behind the last bar, as a share of the time shown; more if an end is a range. [-]
_BEHIND, _BEHIND_RANGE = 0.3, 0.5
_FOUR_WEEKS_FROM, _MONTHS_FROM = (
    50,
    120,
)  # length of an axis with a tick each four weeks, or about six ticks [d]
_TALL_ROW = 84  # minimum height of the rows of a presented schedule [px]
_OF_STEPS = 430  # height of the steps of a presented mission, below three figures [px]
_ON_PAGE, _IN_HALL = (
    (12, 5, 150),
    (22, 8, 300),
)  # heights of a bar and of the agreed plan [px], area of a point [px²]
# Height of a row, and of taller rows if there are few or very few [px].
_ROW, _WIDE_ROW, _HIGH_ROW, _FEW, _VERY_FEW = 26, 32, 52, 10, 5


def gantt(rows: pd.DataFrame, reader: Reader, today: dt.date) -> Any:
    """Gantt chart of tasks from `critical_path.with_slack`; grey bars below show the agreed plan.

    Parameters
    ----------
    rows : DataFrame
    reader : Reader
    today : date
        Marked by a vertical line.
    """
    return _drawn(schedule_bars.of_tasks(rows, reader), reader, today)


def overview(rows: pd.DataFrame, reader: Reader, today: dt.date) -> Any:
    """Gantt chart of a programme from `critical_path.dated`: one bar per schedule, with its permits and decisions.

    If tasks are overdue, a pale extension shows the end date in case they take their whole duration again.
    """
    return _drawn(schedule_bars.of_schedules(rows, reader, today), reader, today)


def steps(rows: pd.DataFrame, reader: Reader, today: dt.date) -> Any:
    """Gantt chart of the steps of a mission from `programme.steps`; those of a template begin today."""
    days = rows["days"].fillna(1).clip(lower=1)
    ahead = pd.Series([pd.Timestamp(today)] * len(rows)) + pd.to_timedelta(
        days.cumsum().shift(fill_value=0).to_numpy(), unit="D"
    )
    begins = pd.to_datetime(rows["starts_on"]).reset_index(drop=True).fillna(ahead)
    shown = rows.reset_index(drop=True).assign(
        task_kind="task",
        owner=rows["role"].to_numpy(),
        begins_on=begins,
        ends_on=begins + pd.to_timedelta(days.to_numpy(), unit="D"),
        agreed_starts_on=None,
        agreed_ends_on=None,
        slack=0,
        slippage=None,
        is_done=(rows["found"] >= rows["needed"]).to_numpy() & rows["starts_on"].notna().to_numpy(),
        is_critical=False,
    )
    states = [
        reader.text(schedule_bars.STATES["done" if is_done else "left"][0]) for is_done in shown["is_done"]
    ]
    return _drawn(
        schedule_bars.of_tasks(shown, reader).assign(state=states),
        reader,
        today,
        in_hall=_OF_STEPS,
        few_row=_HIGH_ROW,
    )


def _drawn(
    shown: pd.DataFrame,
    reader: Reader,
    today: dt.date,
    *,
    in_hall: float = LEAST_IN_HALL,
    few_row: float = _WIDE_ROW,
) -> Any:
    """Chart of rows from `schedule_bars`.

    `in_hall`: height of all rows when presented; `few_row`: height of a row of at most five. [px]
    """
    order = list(dict.fromkeys(shown["task"]))
    lines = 3 if len(order) <= _FEW else 2
    y = channels.name_axis("task", order, lines=lines, labelLimit=640 if reader.is_large else 420)
    tips, colour = channels.tooltip(_TIPS, reader), _colour(shown, reader)
    last = pd.to_datetime(shown["ends"]).max()
    length = last - pd.to_datetime(shown["begins"]).min()
    # For a schedule that ended long ago, including the present day would leave no space for the bars.
    is_over = pd.Timestamp(today) > last + length
    now = [] if is_over else channels.today(today, reader)
    bars, words = _layers(
        shown.assign(agreed=reader.text(_AGREED)),
        _axis(shown, reader),
        y,
        colour,
        tips,
        reader,
    )
    row = few_row if len(order) <= _VERY_FEW else _WIDE_ROW if len(order) <= _FEW else _ROW
    on_phone = 0 if reader.is_large else channels.row_on_phone(order, lines=lines)
    if reader.is_large:
        row = max(1.6 * _ROW, min(_TALL_ROW, in_hall / len(order)))
    return framed(of_rows(combined(*bars, *now, *words), len(order), row, on_phone=on_phone), reader)


def _colour(shown: pd.DataFrame, reader: Reader) -> alt.Color:
    """Colours of the states, the agreed plan, milestones and ranges that are drawn, as the legend lists them."""
    agreed, milestone, again = (reader.text(words) for words in (_AGREED, _MILESTONE, _AT_WORST))
    is_range = shown["latest"] != shown["ends"]
    known = {reader.text(words): colour for words, colour in schedule_bars.STATES.values()}
    pale = schedule_labels.pale([known[each] for each in shown.loc[is_range, "state"]])
    known |= {agreed: style.RULE, milestone: style.INK, again: pale}
    asked = {agreed: shown["agreed_begins"].notna(), milestone: shown["is_milestone"], again: is_range}
    used = {*shown["state"], *(words for words, rows in asked.items() if rows.any())}
    shape = alt.ExprRef(f"datum.label == {json.dumps(milestone)} ? 'diamond' : 'square'")
    found = channels.states(
        "state", known, used, symbolOpacity=1, symbolType=shape, **channels.above_today(reader)
    )
    if len(used) == 1:
        found["legend"] = None
    return found


def _axis(shown: pd.DataFrame, reader: Reader) -> alt.X:
    """Axis of time with room for the words behind the last bar."""
    return alt.X(
        "begins:T",
        title=None,
        scale=alt.Scale(padding=10, domainMax=_end(shown)),
        axis=channels.days(
            reader,
            labelOverlap=True,
            tickCount=_ticks(shown),
            ticks=True,
            tickColor=style.MUTED,
            domain=True,
            domainColor=style.MUTED,
        ),
    )


def _layers(
    shown: pd.DataFrame,
    x: alt.X,
    y: alt.Y,
    colour: alt.Color,
    tips: list[alt.Tooltip],
    reader: Reader,
) -> tuple[list[Any], list[Any]]:
    """Agreed plan and bars of tasks; and layers that no line may cross: labels and milestone diamonds."""
    is_milestone = shown["is_milestone"]
    is_point = is_milestone & (shown["agreed_begins"] == shown["agreed_ends"])  # its bar would have no length
    bar, below, point = _IN_HALL if reader.is_large else _ON_PAGE
    agreed = alt.Chart(shown[shown["agreed_begins"].notna() & ~is_point]).mark_bar(
        height=below, yOffset=(bar + below) / 2 + 2
    )
    agreed_points = alt.Chart(shown[is_point]).mark_point(shape="diamond", size=point, filled=True, opacity=1)
    bars = alt.Chart(shown[~is_milestone]).mark_bar(height=bar)
    waits = alt.Chart(shown[is_milestone & shown["is_worded"]]).mark_bar(
        height=below - 1
    )  # until the milestone
    ranges = alt.Chart(shown[shown["latest"] != shown["ends"]]).mark_bar(
        height=bar, opacity=schedule_labels.PALE
    )
    diamonds = alt.Chart(shown[is_milestone]).mark_point(
        shape="diamond", size=point, filled=True, opacity=1, stroke=style.PAPER, strokeWidth=1.5
    )
    text, distance = schedule_labels.place()
    words = channels.legible(
        alt.Chart(schedule_labels.worded(shown, reader)).encode(x=alt.X("latest:T"), y=y),
        edge_width=alt.ExprRef(f"{style.NARROW} ? 8 : {18 if reader.is_large else 14}"),
        text=alt.ExprRef(text),
        align="left",
        dx=alt.ExprRef(distance),
    )
    return [
        agreed.encode(x=alt.X("agreed_begins:T"), x2="agreed_ends:T", y=y, color=alt.Color("agreed:N")),
        agreed_points.encode(x=alt.X("agreed_ends:T"), y=y, color=alt.Color("agreed:N")),
        bars.encode(x=x, x2="ends:T", y=y, color=colour, tooltip=tips),
        waits.encode(x=x, x2="ends:T", y=y, color=colour, tooltip=tips),
        ranges.encode(x=alt.X("ends:T"), x2="latest:T", y=y, color=colour, tooltip=tips),
    ], [*words, diamonds.encode(x=alt.X("ends:T"), y=y, color=alt.value(style.INK), tooltip=tips)]


def _ticks(shown: pd.DataFrame) -> Any:
    """Ticks of the axis, so few that each has its label: every second or fourth week for a few months, else about six."""
    length = _last(shown) - pd.to_datetime(shown["begins"]).min()
    if length.days >= _MONTHS_FROM:
        return 6
    return {"interval": "week", "step": 2 if length.days < _FOUR_WEEKS_FROM else 4}


def _end(shown: pd.DataFrame) -> dict[str, Any]:
    """End of the axis in Vega-Lite's form."""
    room = _last(shown)
    return {"year": room.year, "month": room.month, "date": room.day}


def _last(shown: pd.DataFrame) -> pd.Timestamp:
    """End of the axis, with space for the labels behind the last bar."""
    first, last = pd.to_datetime(shown["begins"]).min(), pd.to_datetime(shown["latest"]).max()
    share = _BEHIND_RANGE if (shown["latest"] != shown["ends"]).any() else _BEHIND
    return last + max(last - first, pd.Timedelta(days=7)) * share
