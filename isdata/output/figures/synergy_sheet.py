"""Charts of the feasibility sheet: costs and gains by year, main value drivers and readiness."""

import math
from collections.abc import Mapping, Sequence
from functools import partial

import altair as alt
import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import combined, framed, money_axis, npv_title, of_rows

# Shares of the highest bar below which parts are invisible or indistinguishable.
_VISIBLE, _SMALL = 0.005, 0.03
_OTHER = "other"
# Minimum height of a part, width of a bar that fits an amount, and width of one among bars without, by type size. [px]
_TYPE_ROOM, _WIDEST, _NARROW = {False: 17, True: 45}, {False: 30, True: 54}, {False: 14, True: 26}
_LETTER = {False: 6.6, True: 11}  # width of a digit of an amount, by type size [px]
_RUN = 3  # number of equal years of which narrow bars state the amount once
# Costs in warm and grey tones, gains in cool ones.
PARTS = {
    "annual_saving": "#0b6e69",
    "avoided_disposal": "#0b6e69",
    "avoided_purchase": "#3f6fb5",
    "handling": "#c2a227",
    "treatment": "#d98324",
    "quality_risk": "#9a4f8f",
    "transport": "#7a5c3e",
    "running": "#5f6b73",
    "investment": "#b5473c",
}

_OF_YEAR = {"year:O": N_("Year"), "part": N_("Item"), "words": N_("Value")}
_SO_FAR = {"year:O": N_("Year"), "words": N_("Cumulative, discounted")}
_LEVELS = alt.Scale(domain=[0.8, 5.2], nice=False)


def part_words(name: str, reader: Reader) -> str:
    """Name of a cost or gain item, or of an assumption."""
    if name == "investment":
        return reader.column("synergy", "investment")
    return reader.choice("assumption", name)


def _disposal_words(amounts: pd.Series, reader: Reader) -> str:
    """Name of the present cost or revenue of the provider's by-product: one of both if the sign is unambiguous."""
    if (amounts.dropna() >= 0).all():
        return reader.text(N_("Avoided disposal"))
    if (amounts.dropna() <= 0).all():
        return reader.text(N_("Lost sale"))
    return part_words("avoided_disposal", reader)


def by_year(
    years: pd.DataFrame, reader: Reader, currency: str, *, is_low: bool = False
) -> alt.LayerChart | None:
    """Costs and gains by year and part, with the cumulative discounted sum; None if nothing is known.

    Parameters
    ----------
    years : DataFrame
        As `assessment.Sheet.years`.
    is_low : bool
        Lower, so that a small window shows the whole chart.
    """
    largest = years.reindex(columns=list(PARTS)).abs().max().fillna(0)
    if not largest.any():
        return None
    years = _with_other(years, largest)
    largest = years.reindex(columns=[*PARTS, _OTHER]).abs().max().fillna(0)
    names = {name: part_words(name, reader) for name in PARTS if largest[name] > _VISIBLE * largest.max()}
    if "avoided_disposal" in names:
        names["avoided_disposal"] = _disposal_words(years["avoided_disposal"], reader)
    highest = max(largest.max(), years["discounted"].abs().max())
    axis, total = money_axis(highest, currency, reader), reader.text(N_("Cumulative, discounted"))
    in_steps = partial(in_money, axis=axis, reader=reader, currency=currency)
    x = alt.X("year:O", title=reader.text(N_("Year of life")), axis=alt.Axis(labelAngle=0, grid=False))
    if largest[_OTHER] > _VISIBLE * largest.max():
        names[_OTHER] = reader.text(N_("Other items"))
    colours = {words: PARTS.get(name, style.MUTED) for name, words in names.items()} | {total: style.INK}
    tall = 360 if reader.is_large else 212 if is_low else 290
    parts = in_steps(by_kind(years, "year", names, kind="part").dropna(subset="amount"), "amount")
    so_far = in_steps(years[["year", "discounted"]].dropna(), "discounted")
    bars = _bars(_stacked(parts, reader, tall, so_far["money"]), x, axis.title, colours, reader)
    line = (
        alt.Chart(so_far)
        .mark_line(color=style.INK, strokeWidth=2.2, point=alt.OverlayMarkDef(size=45, color=style.INK))
        .encode(x=x, y="money:Q", tooltip=channels.tooltip(_SO_FAR, reader))
    )
    drawn = combined(*bars, channels.zero_line(), line, *_last(so_far, x, reader), height=tall)
    # This is the height of the bars alone: on a phone, a legend of four lines would take half of it.
    return framed(drawn if reader.is_large else of_rows(drawn, 1, tall), reader)


def _last(so_far: pd.DataFrame, x: alt.X, reader: Reader) -> list[alt.Chart]:
    """Label of the cumulative sum in its last year."""
    last = so_far.tail(1).assign(label=lambda rows: rows["money"].map(partial(reader.number, significant=3)))
    # Beside its bar, whose amounts it would cover.
    beside = alt.ExprRef("bandwidth('x') / 2 + 4")
    return channels.legible(
        alt.Chart(last).encode(x=x, y="money:Q", text="label:N"), align="left", dx=beside, fontWeight="bold"
    )


def _bars(
    parts: pd.DataFrame, x: alt.X, title: str, colours: Mapping[str, str], reader: Reader
) -> list[alt.Chart]:
    """Bars of the parts of each year, and the amounts within them; `title` of the axis."""
    bars = alt.Chart(parts).mark_bar()
    # On a phone, or over many years, the bars are narrower than their amounts.
    narrow, wide = _NARROW[reader.is_large], _WIDEST[reader.is_large]
    words = f"bandwidth('x') < {narrow} ? '' : bandwidth('x') < {wide} ? datum.brief : datum.inside"
    length = f"(length(datum.inside) * {_LETTER[reader.is_large]})"
    amounts = alt.Chart(parts[parts["inside"] != ""]).encode(x=x, y="middle:Q")
    # An amount wider than its bar stands upright in it, if the bar is high enough.
    is_upright = f"bandwidth('x') < {length}"
    is_low = f"abs(scale('y', datum.begin) - scale('y', datum.end)) < {length}"
    words = f"{is_upright} && {is_low} ? '' : {words}"
    return [
        bars.encode(
            x=x,
            y=alt.Y("begin:Q", title=title),
            y2="end:Q",
            color=channels.colour("part", colours, colours.values(), columns=3),
            tooltip=channels.tooltip(_OF_YEAR, reader),
        ),
        amounts.mark_text(
            text=alt.ExprRef(words), angle=alt.ExprRef(f"{is_upright} ? 270 : 0"), color=style.PAPER
        ),
    ]


def _with_other(years: pd.DataFrame, largest: pd.Series) -> pd.DataFrame:
    """Years with their smallest parts combined, because a chart would show them as indistinguishable lines."""
    small = [name for name in PARTS if 0 < largest[name] <= _SMALL * largest.max() and name in years]
    if not small:
        return years
    return years.drop(columns=small).assign(**{_OTHER: years[small].sum(axis="columns", min_count=1)})


def _stacked(parts: pd.DataFrame, reader: Reader, tall: float, line: pd.Series) -> pd.DataFrame:
    """Stacked parts by year, gains above zero and costs below, with the amounts that fit.

    Parameters
    ----------
    tall : float
        Height of the picture. [px]
    line : Series
        Further values covered by the axis. [as the parts]

    Returns
    -------
    DataFrame
        begin, end and middle of each part on the axis, inside (amount as text, empty if it does not fit), and brief (the
        same for narrow bars).
    """
    ups, downs = parts["money"].clip(lower=0), parts["money"].clip(upper=0)
    end = pd.Series(0.0, index=parts.index)
    for side in (ups, downs):
        own = side != 0
        end[own] = side[own].groupby(parts.loc[own, "year"]).cumsum()
    begin = end - parts["money"]
    drawn = max(end.max(), line.max(), 0.0) - min(end.min(), line.min(), 0.0)
    has_room = parts["money"].abs() * tall > _TYPE_ROOM[reader.is_large] * drawn
    digits = _digits(parts["money"])
    inside = [
        reader.number(money, digits=digits) if is_so else ""
        for money, is_so in zip(parts["money"], has_room, strict=True)
    ]
    parts = parts.assign(begin=begin, end=end, middle=(begin + end) / 2, inside=inside)
    return parts.assign(brief=parts["inside"].where(_stands_alone(parts), ""))


def _digits(amounts: pd.Series) -> int:
    """Number of decimals with which the largest amount has three figures; the same for all amounts of a chart."""
    return max(0, 2 - math.floor(math.log10(amounts.abs().max())))


def _stands_alone(parts: pd.DataFrame) -> pd.Series:
    """True for the amounts of year 0, and for the middle of each run of years in which a part does not change."""
    run = parts.groupby("part")["inside"].transform(lambda amounts: amounts.ne(amounts.shift()).cumsum())
    years = parts.groupby(["part", run])["year"]
    length = years.transform("size")
    is_middle = years.cumcount() == (length - 1) // 2
    return (parts["year"] == 0) | (is_middle & (length >= _RUN))


def swings(drivers: pd.DataFrame, middle: float, reader: Reader, currency: str) -> alt.LayerChart:
    """NPV with each assumption at its low or high value, largest effect first.

    Parameters
    ----------
    drivers : DataFrame
        As `assessment.Sheet.swings`.
    middle : float
        Net present value with all assumptions as stated. [currency]
    """
    axis = money_axis(drivers[["low", "high"]].abs().max().max(), currency, reader)
    names = [part_words(name, reader) for name in drivers["driver"]]
    ends = {"low": reader.text(N_("Low end")), "high": reader.text(N_("High end"))}
    rows = pd.concat([_end(drivers, end, reader, currency) for end in ends])
    rows = rows.assign(end=rows["end"].map(ends), to=rows["npv"] / axis.step, **{"from": middle / axis.step})
    words = {
        "name": N_("Uncertain input"),
        "share": N_("Deviation from the stated value"),
        "words": N_("Net present value"),
    }
    bars = (
        alt.Chart(rows.drop(columns="npv"))
        .mark_bar(height={"band": 0.62})
        .encode(
            y=channels.name_axis("name", names),
            x=alt.X("from:Q", title=npv_title(axis, reader)),
            x2="to:Q",
            color=channels.colour("end", ends.values(), ["#d98324", style.ACCENT]),
            tooltip=channels.tooltip(words, reader),
        )
    )
    stated = alt.Chart(pd.DataFrame({"from": [middle / axis.step]}))
    rule = stated.mark_rule(color=style.INK).encode(x="from:Q")
    height = 130 + len(names) * (48 if reader.is_large else 38)
    return framed(combined(bars, rule, height=height), reader)


def _end(drivers: pd.DataFrame, end: str, reader: Reader, currency: str) -> pd.DataFrame:
    """NPV with each assumption at one end of its range, and the deviation of that end from the stated value."""
    return pd.DataFrame(
        {
            "name": [part_words(name, reader) for name in drivers["driver"]],
            "end": end,
            "npv": drivers[end],
            "words": [reader.money(value, currency) for value in drivers[end]],
            "share": [reader.percent(share - 1) for share in drivers[f"share_{end}"]],
        }
    )


def readiness(scored: pd.DataFrame, names: Mapping[str, str], reader: Reader) -> alt.LayerChart:
    """Level given by each partner on each axis, connected from lowest to highest.

    Parameters
    ----------
    scored : DataFrame
        site_id, axis, level; as returned by `assessment.scores`.
    names : mapping of str to str
        Name of each site.
    """
    axes = {axis: reader.choice("readiness_axis", axis) for axis in contracts.choices("readiness_axis")}
    known = scored.dropna(subset=["axis", "level"])
    rows = pd.DataFrame(
        {
            "axis": known["axis"].map(axes),
            "level": known["level"].astype(float),
            "partner": known["site_id"].map(names),
        }
    )
    partners = list(dict.fromkeys(rows["partner"]))
    bands = alt.Scale(domain=list(axes.values()), paddingInner=0.4, paddingOuter=0.2)
    y = channels.name_axis("axis", axes.values(), grid=True).scale(bands)
    spans = rows.groupby("axis", as_index=False)["level"].agg(["min", "max"])
    span = (
        alt.Chart(spans)
        .mark_rule(strokeWidth=6, color=style.RULE)
        .encode(y=y, x=alt.X("min:Q", scale=_LEVELS, title=None), x2="max:Q")
    )
    points = alt.Chart(rows).mark_point(filled=True, size=180, opacity=0.9)
    height = 60 + len(axes) * (26 + 18 * len(partners))
    placed = points.encode(y=y, **_scores(partners, reader))
    return framed(combined(span, placed, height=height), reader)


def _scores(partners: Sequence[str], reader: Reader) -> dict[str, object]:
    """Ratings of each partner with position and label text."""
    return {
        "x": alt.X(
            "level:Q",
            scale=_LEVELS,
            title=reader.text(N_("Level from 1 (nothing in place) to 5 (in place)")),
            axis=alt.Axis(values=[1, 2, 3, 4, 5], format="d"),
        ),
        "yOffset": alt.YOffset("partner:N", scale=alt.Scale(domain=list(partners))),
        "color": channels.colour("partner", partners, style.PALETTE, columns=2),
        "tooltip": [
            alt.Tooltip("partner:N", title=reader.text(N_("Partner"))),
            alt.Tooltip("axis:N", title=reader.column("synergy_readiness", "axis")),
            alt.Tooltip("level:Q", title=reader.column("synergy_readiness", "level")),
        ],
    }
