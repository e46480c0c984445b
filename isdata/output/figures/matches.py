"""Charts of a match: components of its score, and price band."""

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows
from isdata.symbiosis.matching.routes import STEP_FACTOR
from isdata.symbiosis.matching.stream_arrays import UNKNOWN

COUNTED = ("similarity", "quantity_fit", "time_fit", "trust")  # in every score, known or not
PARTS = {
    "similarity": N_("Resource similarity"),
    "quantity_fit": N_("Quantity fit"),
    "time_fit": N_("Time overlap"),
    "month_fit": N_("– over the months"),
    "day_fit": N_("– over the hours of the day"),
    "rhythm_fit": N_("– continuous or batch"),
    "economics": N_("Economics"),
    "trust": N_("Data quality"),
}


def parts(match: Mapping, reader: Reader) -> alt.LayerChart:
    """Components of a match's score as bars from 0 to 1, and the factor of its treatment steps.

    An unknown component has an outlined bar at the value that it counts; a detail that is not stated has none.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`.
    """
    rows = pd.DataFrame(_components(match, reader), columns=["part", "share", "words", "is_known"])
    base = alt.Chart(rows).encode(
        y=alt.Y("part:N", sort=None, title=None, axis=alt.Axis(labelLimit=320, ticks=False)),
        x=alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1.08]), axis=None),
    )
    # Undeclared values are dashed, like unknown amounts in other pictures.
    is_declared = not (match["supply_is_typical"] or match["demand_is_typical"])
    outlined: dict[str, Any] = {"fillOpacity": 0.15, "stroke": style.ACCENT, "strokeDash": [4, 3]}
    bars = [
        base.transform_filter(alt.datum.is_known == is_known)
        .mark_bar(color=style.ACCENT, cornerRadiusEnd=2, **({} if is_known and is_declared else outlined))
        .encode(tooltip=["part:N", "words:N"])
        for is_known in (True, False)
    ]
    labels = base.mark_text(align="left", dx=5).encode(text="words:N")
    return framed(of_rows(combined(*bars, labels), len(rows), 44 if reader.is_large else 26), reader)


def _components(match: Mapping, reader: Reader) -> list[tuple[str, float, str, bool]]:
    """Name, value, words and whether it is known, of each component and of the treatment steps."""
    rows = []
    for name, text in PARTS.items():
        is_assumed = name == "economics" and pd.isna(match.get("gain", 0.0))  # no cost or price is known
        if pd.notna(match.get(name)) and not is_assumed:
            value = float(match[name])
            rows.append((reader.text(text), value, reader.percent(value), True))
        elif name in COUNTED or pd.notna(match.get(name)):
            words = reader.text(N_("unknown, counts {share}"), share=reader.percent(UNKNOWN))
            rows.append((reader.text(text), UNKNOWN, words, False))
    if steps := len(match["steps"]):
        factor = STEP_FACTOR**steps
        rows.append((reader.text(N_("Factor for treatment steps")), factor, reader.percent(factor), True))
    return rows


PRICES = {
    "floor": N_("Provider's minimum"),
    "floor_costs": N_("Provider's minimum, by costs"),
    "floor_before": N_("Provider's minimum, before investment"),
    "floor_with": N_("Provider's minimum, with investment"),
    "equal_gain": N_("Equal-gain price"),
    "equal_worth": N_("Equal NPV"),
    "ceiling": N_("Receiver's maximum"),
    "ceiling_costs": N_("Receiver's maximum, by costs"),
    "ceiling_before": N_("Receiver's maximum, before investment"),
    "ceiling_with": N_("Receiver's maximum, with investment"),
    "agreed": N_("Agreed price"),
    "asked": N_("Provider's stated minimum"),
    "offered": N_("Receiver's stated maximum"),
}


def _prices(band: Mapping, reader: Reader, investment: str) -> pd.DataFrame:
    """Known prices of a band, with their names and as text."""
    ends = {end: f"{end}_{investment}" for end in ("floor", "ceiling") if investment}
    known = [
        (reader.text(PRICES[ends.get(key, key)]), float(price))
        for key in PRICES
        if not math.isnan(price := band.get(key, math.nan))
    ]
    rows = pd.DataFrame(known, columns=["name", "price"])
    return rows.assign(words=[reader.number(price) for price in rows["price"]])


def price_band(
    band: Mapping, reader: Reader, currency: str, unit: str, *, investment: str = ""
) -> alt.LayerChart:
    """Floor, ceiling and equal-gain price, a row each, with zero marked if it is near the band.

    Parameters
    ----------
    band : mapping
        floor, ceiling, equal_gain or equal_worth [currency/unit], lacking; optionally agreed (agreed price), asked and
        offered (prices declared by provider and receiver).
    investment : str
        "before" or "with" if the ends of the band exclude or include an investment; "costs" if there is none and prices
        stated by both may be shown as well; otherwise empty.
    """
    code, rate = reader.stated_currency(currency)
    band = {name: value * rate if name in PRICES else value for name, value in band.items()}
    rows = _prices(band, reader, investment)
    names = rows["name"].tolist()
    ends, room = _reach(rows["price"].min(), rows["price"].max())
    title = reader.text(
        N_("Price [{currency}/{unit}]; negative: the provider pays")
        if ends[0] - room < 0
        else N_("Price [{currency}/{unit}]"),
        currency=reader.currency(code),
        unit=reader.unit(unit),
    )
    scale = alt.Scale(domain=[ends[0] - room, ends[1] + room], nice=False, zero=False)
    x = alt.X("price:Q", title=title, scale=scale, axis=alt.Axis(tickCount=6, titleAnchor="end"))
    y = channels.name_axis("name", names, labelLimit=240).scale(domain=names)
    colour = style.WARNING if band["lacking"] > 0 else style.ACCENT
    low, high = sorted((float(band["floor"]), float(band["ceiling"])))
    span = alt.Chart(pd.DataFrame({"low": [low], "high": [high]})).mark_rect(color=colour, opacity=0.2)
    zero = pd.DataFrame({"price": [0] if ends[0] <= 0 <= ends[1] else []}, dtype=float)
    base = alt.Chart(rows).encode(x=x, y=y)
    layers = (
        span.encode(x=alt.X("low:Q", title=title, scale=scale), x2="high:Q"),
        alt.Chart(zero).mark_rule(color=style.MUTED, strokeDash=[4, 3]).encode(x=x),
        base.mark_point(filled=True, size=90, color=colour, opacity=1),
        # Beside its point a number is clear of the edges of the band; its own edge in the colour of the paper keeps the
        # zero line off it.
        *channels.legible(base.encode(text="words:N"), align="left", dx=10),
    )
    height = (60 if reader.is_large else 36) * len(names) + 32
    return framed(combined(*layers, height=height), reader)


def _reach(first: float, last: float) -> tuple[tuple[float, float], float]:
    """Limits of the axis, including zero if it is near the prices, and the margin beyond them."""
    # A distant zero would compress the prices.
    width = max(last - first, 0.02 * max(abs(first), abs(last)), 1e-6)
    is_near = min(abs(first), abs(last)) <= 2 * width
    ends = (min(first, 0.0), max(last, 0.0)) if is_near else (first, last)
    return ends, 0.25 * max(width, (ends[1] - ends[0]) / 2)
