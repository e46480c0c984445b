"""Changes of the stored data over time, by kind."""

import json
from collections.abc import Mapping

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed

_KINDS = {
    "added": (N_("mostly added rows"), style.ACCENT),
    "changed": (N_("mostly changed rows"), style.PALETTE[2]),
    "removed": (N_("mostly removed rows"), style.WARNING),
}
_DAYS, _MONTHS = 31, 24  # largest number of bars of each kind
_LEAST = 12  # smallest number of bar positions, so that a single bar does not fill the picture
_HEIGHT, _IF_HIGH, _LEGEND = 130, 330, 70  # height with axis, also in a high window, and of a legend [px]


def is_monthly(changes: pd.DataFrame) -> bool:
    """Return True if the changes span more days than the picture has bars, so that they are counted by month."""
    days = pd.to_datetime(changes["changed_at"]).dt.normalize()
    return bool((days.max() - days.min()).days >= _DAYS)


def count_older(changes: pd.DataFrame) -> int:
    """Number of changes older than the months shown in the picture."""
    periods = _periods(changes)
    return int((periods < _shown(periods)[0]).sum())


def periods_shown(changes: pd.DataFrame) -> int:
    """Number of days or months that the picture shows."""
    return len(_shown(_periods(changes)))


def over_time(changes: pd.DataFrame, reader: Reader, *, is_high: bool = False) -> alt.LayerChart:
    """Number of changes per day, or per month if they span more than a month, coloured by the kind of most rows.

    Parameters
    ----------
    changes : DataFrame
        changed_at, added, changed, removed [rows]; one row per change.
    reader : Reader
    is_high : bool
        True for a window with spare height.
    """
    by = "M" if is_monthly(changes) else "D"
    words = {period: _words(period, by, reader) for period in _shown(_periods(changes))}
    rows = _counted(changes, words, reader)
    colours = {reader.text(name): colour for name, colour in _KINDS.values()}
    domain = list(words.values())
    x = alt.X("period:N", title=None, scale=alt.Scale(domain=domain), axis=_axis(domain))
    most = int(rows.groupby("period")["count"].sum().max())
    y = alt.Y("count:Q", title=None, axis=None, scale=alt.Scale(domainMax=1.3 * most))
    tips = channels.tooltip({"period": N_("Time"), "kind": N_("Kind"), "count:Q": N_("Changes")}, reader)
    kinds = set(rows["kind"])
    # One kind needs no legend: the tooltip names it.
    has_legend = len(kinds) > 1
    colour = channels.states("kind", colours, kinds) if has_legend else alt.value(colours[kinds.pop()])
    bars = alt.Chart(rows).mark_bar(size=alt.ExprRef("min(28, 0.8 * bandwidth('x'))"))
    bars = bars.encode(x=x, y=y, color=colour, tooltip=tips)
    sums = rows.groupby("period", sort=False, as_index=False)["count"].sum()
    sums = sums.assign(words=[reader.number(count) for count in sums["count"]])
    numbers = alt.Chart(sums).mark_text(baseline="bottom", dy=-3).encode(x=x, y=y, text="words:N")
    return framed(
        combined(bars, numbers, height=(_IF_HIGH if is_high else _HEIGHT) + _LEGEND * has_legend), reader
    )


def _counted(changes: pd.DataFrame, words: Mapping[pd.Period, str], reader: Reader) -> pd.DataFrame:
    """Number of changes (count) of each kind in each period that is shown; both as text."""
    kind = changes[list(_KINDS)].idxmax(axis=1)
    counts = pd.DataFrame({"period": _periods(changes), "kind": kind}).value_counts().rename("count")
    counted = counts.reset_index().sort_values(["period", "kind"])
    counted = counted[counted["period"].isin(list(words))]
    return pd.DataFrame(
        {
            "period": [words[period] for period in counted["period"]],
            "kind": [reader.text(_KINDS[name][0]) for name in counted["kind"]],
            "count": counted["count"].to_numpy(),
        }
    )


def _axis(words: list[str]) -> alt.Axis:
    """Axis of days or months; the last one is labelled, and as many before it as fit."""
    last, desk, phone = len(words) - 1, -(-len(words) // 16), -(-len(words) // 4)
    step = f"({style.NARROW} ? {phone} : {desk})"
    place = f"indexof({json.dumps(words, ensure_ascii=False)}, datum.value)"
    label = f"({last} - {place}) % {step} == 0 ? datum.label : ''"
    return alt.Axis(labelAngle=0, labelOverlap=False, ticks=False, labelExpr=label)


def _periods(changes: pd.DataFrame) -> pd.Series:
    """Day of each change, or its month if changes are counted by month."""
    return pd.to_datetime(changes["changed_at"]).dt.to_period("M" if is_monthly(changes) else "D")


def _shown(periods: pd.Series) -> list[pd.Period]:
    """All days or months up to the last change, including those without changes, as many as fit."""
    last = periods.max()
    most = _DAYS if last.freqstr == "D" else _MONTHS
    first = min(max(periods.min(), last - most + 1), last - _LEAST + 1)
    return list(pd.period_range(first, last))


def _words(period: pd.Period, by: str, reader: Reader) -> str:
    day = period.start_time.date()
    return reader.month(day) if by == "M" else reader.short_date(day)
