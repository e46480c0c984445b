"""What is due when: a point for each action at its due date, today marked."""

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, of_rows

STATES = {
    "overdue": (N_("Overdue"), style.WARNING),
    "open": (N_("Not done yet"), style.ACCENT),
    "done": (N_("Done"), style.MUTED),
}


def state(row: dict[str, Any], today: dt.date) -> str:
    """State of an action: "done", "overdue" or "open"."""
    if row["status"] == "done" or pd.notna(row["done_on"]):
        return "done"
    return "overdue" if pd.notna(row["due_date"]) and row["due_date"].date() < today else "open"


def dates(rows: pd.DataFrame, reader: Reader, today: dt.date) -> Any:
    """Due dates, the earliest first; each point is labelled with who is responsible.

    Parameters
    ----------
    rows : DataFrame
        name, owner (text), status, due_date, done_on; rows without a due date are left out.
    reader : Reader
    today : date
    """
    rows = rows[rows["due_date"].notna()].sort_values("due_date")
    rows = rows.assign(due_date=pd.to_datetime(rows["due_date"]))
    states = [state(row, today) for row in rows.to_dict("records")]
    shown = pd.DataFrame(
        {
            "name": rows["name"],
            "owner": rows["owner"],
            "day": [f"{day:%Y-%m-%d}T00:00:00" for day in rows["due_date"]],
            "words": [reader.date(day) for day in rows["due_date"]],
            "state": [reader.text(STATES[each][0]) for each in states],
        }
    )
    used = [each for each in STATES if each in states]
    colour = channels.colour(
        "state", [reader.text(STATES[each][0]) for each in used], [STATES[each][1] for each in used]
    )
    tips = channels.tooltip(
        {"name": N_("Action"), "owner": N_("Owner"), "words": N_("Due"), "state": N_("Status")}, reader
    )
    last = max([*rows["due_date"], pd.Timestamp(today)])
    first = min([*rows["due_date"], pd.Timestamp(today)])
    room = (last - first) * 0.3 + pd.Timedelta(days=20)  # for the names behind the points
    scale = alt.Scale(domain=[f"{first:%Y-%m-%d}T00:00:00", f"{last + room:%Y-%m-%d}T00:00:00"])
    axis = alt.Axis(format="%Y-%m-%d", labelOverlap=True, labelBound=True, tickCount=6)
    x = alt.X("day:T", title=None, scale=scale, axis=axis)
    y = channels.down(
        "name", list(shown["name"]), labelLimit=channels.name_room(420 if reader.is_large else 340)
    )
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tips)
    line = (
        alt.Chart(pd.DataFrame({"day": [f"{today:%Y-%m-%d}T00:00:00"]}))
        .mark_rule(color=style.INK, strokeDash=[4, 3])
        .encode(x=alt.X("day:T"))
    )
    points = base.mark_circle(size=130, opacity=1).encode(color=colour)
    # What does not fit at the right edge, as on a phone, is shortened.
    words = base.mark_text(
        align="left", dx=9, limit=alt.ExprRef("max(40, width - scale('x', datum.day) - 12)")
    )
    return framed(
        of_rows(
            alt.layer(line, points, words.encode(text="owner:N")), len(shown), 40 if reader.is_large else 24
        ),
        reader,
    )
