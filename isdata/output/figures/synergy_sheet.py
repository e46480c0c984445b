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
_LETTER = {False: 6.6, True: 11}  # width of a digit of an amount, by type size [px]
_RUN = 3  # number of equal years whose net amount is stated once
_CANCELLED = 8  # ratio of the parts of a year to its net amount above which only the latter is drawn
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
    years = _with_other(_as_net(years), largest)
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
    tall = 360 if reader.is_large else 188 if is_low else 290
    parts = in_steps(by_kind(years, "year", names, kind="part").dropna(subset="amount"), "amount")
    so_far = in_steps(years[["year", "discounted"]].dropna(), "discounted")
    stacked = _stacked(parts)
    title = reader.text(N_("{unit}, net above the bars"), unit=axis.title)
    bars = _bars(stacked, x, title, colours, reader)
    line = (
        alt.Chart(so_far)
        .mark_line(color=style.INK, strokeWidth=2.2, point=alt.OverlayMarkDef(size=45, color=style.INK))
        .encode(x=x, y="money:Q", tooltip=channels.tooltip(_SO_FAR, reader))
    )
    words = [*_net(stacked, so_far, x, reader), *_last(so_far, x, reader)]
    drawn = combined(bars, channels.zero_line(), line, *words, height=tall)
    # This is the height of the bars alone: on a phone, a legend of four lines would take half of it.
    return framed(drawn if reader.is_large else of_rows(drawn, 1, tall), reader)


def _as_net(years: pd.DataFrame) -> pd.DataFrame:
    """Years with their gains and costs as one gain if these nearly cancel out, so that a chart would show little else."""
    parts = [name for name in PARTS if name in years and name != "investment"]
    whole, net = years[parts].abs().sum(axis="columns").max(), years[parts].sum(axis="columns", min_count=1)
    if whole <= _CANCELLED * net.abs().max() or years[parts].isna().any(axis=None):
        return years
    return years.drop(columns=parts).assign(annual_saving=net)


def _last(so_far: pd.DataFrame, x: alt.X, reader: Reader) -> list[alt.Chart]:
    """Label of the cumulative sum in its last year."""
    last = so_far.tail(1).assign(label=lambda rows: rows["money"].map(partial(reader.number, significant=3)))
    # Beside its bar, whose amounts it would cover.
    beside = alt.ExprRef("bandwidth('x') / 2 + 4")
    return channels.legible(
        alt.Chart(last).encode(x=x, y="money:Q", text="label:N"), align="left", dx=beside, fontWeight="bold"
    )


def _bars(parts: pd.DataFrame, x: alt.X, title: str, colours: Mapping[str, str], reader: Reader) -> alt.Chart:
    """Bars of the parts of each year; `title` of the axis."""
    return (
        alt.Chart(parts)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("begin:Q", title=title),
            y2="end:Q",
            color=channels.colour("part", colours, colours.values(), columns=3),
            tooltip=channels.tooltip(_OF_YEAR, reader),
        )
    )


def _net(parts: pd.DataFrame, so_far: pd.DataFrame, x: alt.X, reader: Reader) -> list[alt.Chart]:
    """Net amount of each year above its bar; that of equal years is stated once, where the cumulative line is farthest."""
    years = parts.groupby("year").agg(net=("money", "sum"), top=("end", "max")).reset_index()
    years["top"] = years["top"].clip(lower=0)
    digits = _digits(years["net"])
    years["label"] = [reader.number(net, digits=digits) for net in years["net"]]
    run = years["label"].ne(years["label"].shift()).cumsum()
    length, number = years.groupby(run)["label"].transform("size"), years.groupby(run).cumcount()
    years["is_run"] = length >= _RUN
    away = (years["year"].map(so_far.set_index("year")["money"]) - years["top"]).abs()
    away = away.where((number > 0) & (number < length - 1), -1.0)  # the text is wider than a bar
    named = years[~years["is_run"] | (years.index == away.groupby(run).transform("idxmax"))].copy()
    named["first"] = named.index.map(years.groupby(run)["year"].transform("min"))
    named.loc[named["is_run"], "label"] = [
        _yearly(row["label"], row["first"], reader) for row in named[named["is_run"]].to_dict("records")
    ]
    # Where bars are narrower than their amounts, the first year and equal years keep theirs.
    fits = f"bandwidth('x') * 1.3 > length(datum.label) * {_LETTER[reader.is_large]}"
    words = alt.ExprRef(f"datum.is_run || datum.year == 0 || {fits} ? datum.label : ''")
    texts = alt.Chart(named).encode(x=x, y="top:Q")
    return channels.legible(texts, text=words, baseline="bottom", dy=-4)


def _yearly(amount: str, first: int, reader: Reader) -> str:
    """Amount of equal years, with the first of them if another amount precedes them."""
    if first < 2:
        return reader.text(N_("{amount} per year"), amount=amount)
    return reader.text(N_("{amount} per year from year {first}"), amount=amount, first=first)


def _with_other(years: pd.DataFrame, largest: pd.Series) -> pd.DataFrame:
    """Years with their smallest parts combined, because a chart would show them as indistinguishable lines."""
    small = [name for name in PARTS if 0 < largest[name] <= _SMALL * largest.max() and name in years]
    if not small:
        return years
    return years.drop(columns=small).assign(**{_OTHER: years[small].sum(axis="columns", min_count=1)})


def _stacked(parts: pd.DataFrame) -> pd.DataFrame:
    """Parts with begin and end on the axis, stacked by year: gains above zero, costs below."""
    ups, downs = parts["money"].clip(lower=0), parts["money"].clip(upper=0)
    end = pd.Series(0.0, index=parts.index)
    for side in (ups, downs):
        own = side != 0
        end[own] = side[own].groupby(parts.loc[own, "year"]).cumsum()
    return parts.assign(begin=end - parts["money"], end=end)


def _digits(amounts: pd.Series) -> int:
    """Number of decimals with which the largest amount has three figures; the same for all amounts of a chart."""
    largest = amounts.abs().max()
    return max(0, 2 - math.floor(math.log10(largest))) if largest > 0 else 0


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
