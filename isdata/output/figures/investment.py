"""Investment against yearly saving, a point a measure, with lines of equal payback."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.output.figures.frame import MoneyAxis, layered, money_axis
from isdata.output.figures.payback import tooltip, verdict_colour, verdicts, with_words

# Lines of equal payback. [yr]
_LINES = (1.0, 2.0, 5.0, 10.0)


def against(appraised: pd.DataFrame, reader: Reader, currency: str) -> alt.LayerChart:
    """Investment against yearly saving: one point per measure, with lines of equal payback.

    Measures without investment or saving cannot be shown on its logarithmic axes.
    """
    known = appraised[(appraised["investment"] > 0) & (appraised["annual_saving"] > 0)]
    across = money_axis(known["investment"].max(), currency, reader)
    up = money_axis(known["annual_saving"].max(), currency, reader, per_year=True)
    rows = with_words(known, reader, currency).assign(
        verdict=verdicts(known, reader),
        investment=known["investment"] / across.step,
        saving=known["annual_saving"] / up.step,
    )
    points = (
        alt.Chart(rows)
        .mark_circle(
            size=150 if reader.is_large else 90, opacity=0.85, stroke="white", strokeWidth=0.6, clip=True
        )
        .encode(
            x=_log(
                "investment", reader.text(N_("Investment [{unit}]"), unit=across.title), rows["investment"]
            ),
            y=_log("saving", reader.text(N_("Saving [{unit}]"), unit=up.title), rows["saving"]),
            color=verdict_colour(reader, set(rows["verdict"])),
            tooltip=tooltip(reader),
        )
    )
    lines = _equal_payback(rows, across, up, reader)
    return layered(*lines, points, height=420, reader=reader)


def _log(name: str, title: str, values: pd.Series) -> alt.X | alt.Y:
    low, high = values.min() / 1.5, values.max() * 1.5
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    steps = [digit * 10.0**power for power in range(-6, 7) for digit in (1, 2, 5)]
    axis = alt.Axis(
        title=title,
        values=[step for step in steps if low <= step <= high],
        format="~g",
        labelOverlap=True,
        grid=False,
    )
    return (alt.X if name == "investment" else alt.Y)(f"{name}:Q", scale=scale, axis=axis)


def _equal_payback(rows: pd.DataFrame, across: MoneyAxis, up: MoneyAxis, reader: Reader) -> list[alt.Chart]:
    low, high = rows["investment"].min() / 1.5, rows["investment"].max() * 1.5
    floor, ceiling = rows["saving"].min() / 1.5, rows["saving"].max() * 1.5
    scale = across.step / up.step
    lines, labels = [], []
    for years in _LINES:
        right = min(high, ceiling * years / scale)
        left = max(low, floor * years / scale)
        if left >= right:
            continue
        lines += [{"years": years, "investment": end, "saving": end * scale / years} for end in (left, right)]
        labels.append(
            {
                "investment": right * 0.97,
                "saving": right * 0.97 * scale / years,
                "words": _line_words(years, reader, is_first=not labels),
            }
        )
    drawn = (
        alt.Chart(pd.DataFrame(lines))
        .mark_line(color=style.RULE, strokeWidth=1.5)
        .encode(x=alt.X("investment:Q"), y=alt.Y("saving:Q"), detail=alt.Detail("years:N"))
    )
    captions = (
        alt.Chart(pd.DataFrame(labels))
        .mark_text(align="right", baseline="bottom", color=style.MUTED, dy=-2)
        .encode(x=alt.X("investment:Q"), y=alt.Y("saving:Q"), text=alt.Text("words:N"))
    )
    return [drawn, captions]


def _line_words(years: float, reader: Reader, *, is_first: bool) -> str:
    """Label of a line of equal payback; the first one explains the number of years."""
    words = reader.plural("{count} year", "{count} years", int(years))
    return reader.text(N_("payback {years}"), years=words) if is_first else words
