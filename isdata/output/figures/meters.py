"""A meter against its baseline, its cumulative saving, and a network's meters compared with the target."""

from typing import Any

import altair as alt
import pandas as pd

from isdata.data import uncertain
from isdata.data.i18n import N_, Reader
from isdata.energy.monitoring import Metered
from isdata.output.figures import channels, style
from isdata.output.figures.frame import LEAST_IN_HALL, combined, framed, layered
from isdata.output.figures.members import DASH_ROOM

_HIGH = 318  # height on a page, with the notes above the fold of a low window [px]
_SEVERAL = 3  # number of years from which an axis shows years instead of months
# Sign of a dashed line in the legend, as long as `members.DASH`.
_DASHED = "M-1,-0.2H0.5V0.2H-1ZM2.3,-0.2H3.8V0.2H2.3Z"
_LONGER = 14  # additional length of this sign when presented [px]
_BELOW_AMOUNT = 0.35  # share of the months below the amount at the end of the curve, on a phone [-]
_COLOURS = (style.ACCENT, style.PALETTE[1])  # colours of meter readings and of the baseline


def against_baseline(found: Metered, reader: Reader) -> alt.LayerChart:
    """Monthly readings of a meter, and the adjusted baseline.

    Parameters
    ----------
    found : Metered
        As `monitoring.metered` returns; without a baseline only readings are shown.
    reader : Reader
        Words and numbers.
    """
    unit = str(found.meter["unit"])
    kinds = (reader.text(N_("Reading")), reader.text(N_("Baseline adjusted for output and weather")))
    table = found.table.reset_index()
    rows = pd.concat(
        [
            pd.DataFrame({"month": pd.to_datetime(table["month"]), "amount": table[column], "kind": kind})
            for column, kind in zip(("reading", "predicted"), kinds, strict=True)
        ]
    ).dropna()
    rows["words"] = [reader.amount(value, unit, significant=4) for value in rows["amount"]]
    columns, offset = (1, DASH_ROOM + _LONGER) if reader.is_large else (0, DASH_ROOM)
    colour = channels.colour("kind", kinds, _COLOURS, columns=columns, labelOffset=offset)
    base = alt.Chart(rows).encode(
        x=alt.X("month:T", title=None, axis=_axis(rows["month"], reader)),
        y=alt.Y(
            "amount:Q",
            title=reader.text(N_("{unit} per month"), unit=reader.unit(unit)),
            scale=alt.Scale(zero=False),
        ),
        color=colour,
        tooltip=[_month(reader), *channels.tooltip({"kind": " ", "words": N_("Amount")}, reader)],
    )
    lines = base.transform_filter(f"datum.kind == '{kinds[1]}'").mark_line(
        strokeWidth=max(2, 0.8 * style.stroke(reader)), strokeDash=[6, 4]
    )
    points = base.transform_filter(f"datum.kind == '{kinds[0]}'").mark_line(
        strokeWidth=max(2, 0.8 * style.stroke(reader)),
        point=alt.OverlayMarkDef(size=style.area(30, reader), filled=True),
    )
    ends = pd.to_datetime(table.loc[table["is_baseline"], "month"]) + pd.offsets.MonthEnd(0)
    signs = channels.signs("kind", {kinds[0]: "circle", kinds[1]: _DASHED}, colour)
    layers: list[Any] = [lines, points, *_end_of_baseline(ends.iloc[-1:], reader), signs]
    return layered(*layers, height=340 if reader.is_large else _HIGH, reader=reader)


def _axis(months: pd.Series, reader: Reader) -> alt.Axis:
    """Axis of months, or of years if there are several, so that each label also fits on a phone."""
    if months.dt.year.nunique() < _SEVERAL:
        return alt.Axis(format=reader.month_pattern, labelAngle=0, ticks=False, grid=False, tickCount=6)
    return alt.Axis(
        format="%Y",
        labelAngle=0,
        labelFlush=False,
        ticks=False,
        grid=False,
        tickCount=alt.TimeIntervalStep(interval="year", step=1),
    )


def _month(reader: Reader) -> alt.Tooltip:
    return alt.Tooltip("month:T", title=reader.text(N_("Month")), format=reader.month_pattern)


def _end_of_baseline(day: pd.Series, reader: Reader) -> list[Any]:
    """Line at the end of the baseline, with its label above the plot, clear of the curves."""
    place = alt.Chart(pd.DataFrame({"month": day, "words": reader.text(N_("end of the baseline"))}))
    rule = place.mark_rule(color=style.MUTED, strokeDash=[2, 3]).encode(x="month:T")
    words = place.mark_text(align="left", baseline="bottom", dy=-4, color=style.MUTED).encode(
        x="month:T", y=alt.value(0), text="words:N"
    )
    return [rule, words]


def cumulative(found: Metered, reader: Reader) -> alt.LayerChart:
    """Cumulative saving of a meter since its baseline, with the 95 % confidence interval.

    Parameters
    ----------
    found : Metered
        Meter with months after its baseline.
    reader : Reader
        Words and numbers.
    """
    unit = str(found.meter["unit"])
    known = found.table.dropna(subset=["cumulative"]).reset_index()
    rows = pd.DataFrame(
        {
            "month": pd.to_datetime(known["month"]),
            "saved": known["cumulative"],
            "low": known["cumulative"] - known["half_width"],
            "high": known["cumulative"] + known["half_width"],
            "words": [
                uncertain.with_uncertainty(value, width, unit, reader)
                for value, width in zip(known["cumulative"], known["half_width"], strict=True)
            ],
        }
    )
    base = alt.Chart(rows).encode(x=alt.X("month:T", title=None, axis=_axis(rows["month"], reader)))
    band = base.mark_area(color=style.ACCENT, opacity=0.18).encode(
        y=alt.Y("low:Q", title=reader.unit(unit)), y2="high:Q"
    )
    line = base.mark_line(
        color=style.ACCENT,
        strokeWidth=max(2.5, style.stroke(reader)),
        point=alt.OverlayMarkDef(size=style.area(25, reader)),
    ).encode(
        y="saved:Q",
        tooltip=[_month(reader), *channels.tooltip({"words": N_("Saving since the baseline")}, reader)],
    )
    zero = alt.Chart().mark_rule(color=style.MUTED).encode(y=alt.datum(0))
    # Above the whole part of the curve below it, which may have fallen to its last point.
    amount = uncertain.amount(found.saving, found.half_width, unit, reader)
    top = rows["saved"].tail(max(1, round(_BELOW_AMOUNT * len(rows)))).max()
    last = alt.Chart(rows.tail(1).assign(amount=[amount], top=top)).encode(
        x="month:T", y="top:Q", text="amount:N"
    )
    words = channels.legible(last, align="right", baseline="bottom", dy=-10, fontWeight="bold")
    tall = LEAST_IN_HALL if reader.is_large else _HIGH
    return framed(combined(band, zero, line, *words, height=tall), reader)
