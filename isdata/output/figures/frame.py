"""Shared parts of charts: money axes, type sizes, frames."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style

HALL = 1080  # height of a full screen, to which the sizes of a presentation refer [px]
_SMALLEST = 0.45  # scale below which a presentation is shown on a phone [-]
# Row height of names beside a chart: on a phone, where long ones take two lines, and elsewhere. [px]
# Format axis numbers with the same minus sign as in text and tables.
_AXES: Any = {
    "number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "minus": "-"}
}
ON_PHONE = alt.ExprRef(f"{style.NARROW} ? 11.5 : 13")
LEAST_IN_HALL = 520  # height of a chart [px]
# Lengths within a specification that grow with the window [px]; the other sizes are ratios, areas or thin lines.
_LENGTHS = {
    "height", "width", "fontSize", "labelFontSize", "titleFontSize", "labelLimit", "titleLimit", "limit", "lineHeight", "minExtent", "legendX", "legendY", "yOffset",
}  # fmt: skip
_AREAS = {"symbolSize"}  # areas that grow with the square of the window [px²]
_SYMBOL, _SYMBOL_IN_HALL = 100, 250  # area of a symbol of a legend, as high as its letters [px²]
# Smallest amount for a step, and the step: 5,000万元 and 12,000万元 share one axis.
_STEPS = {"en": ((1e9, 1e9), (1e6, 1e6), (1e3, 1e3)), "zh": ((1e9, 1e8), (1e4, 1e4))}


@dataclass(frozen=True)
class MoneyAxis:
    """Step of a money axis: 1e6 and "M CNY", or 1e4 and "万元".

    Attributes
    ----------
    step : float
        Amount shown as 1 on the axis, in the stored currency. [currency]
    title : str
        Name of the step, in the reader's currency.
    """

    step: float
    title: str


def money_axis(largest: float, currency: str, reader: Reader, *, per_year: bool = False) -> MoneyAxis:
    """Step that keeps the numbers of a money axis short.

    Parameters
    ----------
    largest : float
        The largest amount shown. [currency]
    currency : str
        Its currency.
    reader : Reader
        Reader whose steps are used: k, M, bn or 万, 亿.
    per_year : bool
        True for money per year.
    """
    steps = _STEPS[reader.language]
    _code, rate = reader.stated_currency(currency)
    step = next((step for least, step in steps if abs(largest * rate) >= least), 1.0) / rate
    # From a hundred steps on; a thousand is written in full.
    unit = reader.money(100 * step, currency).removeprefix(reader.number(100)).strip()
    return MoneyAxis(step, reader.unit(f"{unit}/yr") if per_year else unit)


def npv_title(axis: MoneyAxis, reader: Reader) -> str:
    """Title of an axis of net present values."""
    return reader.text(N_("NPV [{unit}]"), unit=axis.title)


def of_rows(chart: Any, count: int, step: float, *, on_phone: float = 0.0) -> Any:
    """Chart with a height for its rows plus axis and legend; its width fits the container.

    A height given as a step would do the same, but Vega then warns on every page that it cannot fit the chart.

    Parameters
    ----------
    chart : Chart
    count : int
        Number of rows.
    step : float
        Height of a row. [px]
    on_phone : float
        Least height of a row on a phone. [px]
    """
    rows = max(1, count)
    chart.height, chart.autosize = rows * step, alt.AutoSizeParams(type="fit-x", contains="padding")
    if on_phone > step:
        # Only the browser knows the width; this signal replaces the height above.
        tall = f"{style.NARROW} ? {rows * on_phone} : {rows * step}"
        chart.params = [alt.VariableParameter(name="height", expr=tall)]
    return chart


def combined(*layers: Any, **properties: Any) -> Any:
    """Combine layers into one chart that holds their shared data once.

    Altair would serialise shared data once per layer if one layer has other data, and otherwise serialise them to compare.

    Parameters
    ----------
    *layers : Chart
    **properties : object
        Properties of the combined chart, such as its height.
    """
    tables = [layer.data for layer in layers if layer.data is not alt.Undefined]
    several = (one for number, one in enumerate(tables) if any(one is other for other in tables[:number]))
    shared = next(several, alt.Undefined)
    return alt.layer(*(_without(layer, shared) for layer in layers), data=shared, **properties)


def _without(layer: Any, data: Any) -> Any:
    """Layer without its own data, if they equal those of the combined chart."""
    if layer.data is not data:
        return layer
    bare = layer.copy(deep=False)
    bare.data = alt.Undefined
    return bare


def layered(*layers: Any, height: float, reader: Reader) -> Any:
    """Combine layers into one framed chart of a height; when presented, higher for its larger type. [px]"""
    tall = max(height, LEAST_IN_HALL) if reader.is_large else height
    return framed(combined(*layers, height=tall), reader)


def framed(chart: Any, reader: Reader) -> Any:
    """Chart without a box, with type large enough for a hall when presented.

    It sets the properties of the chart in place, as `of_rows` does: Altair would copy all layers for each property.
    """
    size = 24 if reader.is_large else 13  # 2.2 % of HALL
    colours: dict[str, Any] = {"labelColor": style.INK, "titleColor": style.INK}
    sizes: dict[str, Any] = {"labelFontSize": size, "titleFontSize": size}
    # Streamlit's theme moves the first and last number of an axis into the chart, off their gridlines.
    beside: dict[str, Any] = {"labelFlush": False}
    if not reader.is_large:
        beside["labelFontSize"] = ON_PHONE
    # Vega leaves no space above a legend with full-height characters.
    # The last number of an axis extends beyond it by half its width.
    top = 8 if reader.language == "zh" else 5
    if reader.is_large:
        chart.padding = {"top": top, "left": 5, "right": 20, "bottom": 5}
    chart.config = alt.Config(
        view=alt.ViewConfig(stroke=None),
        mark=alt.MarkConfig(aria=False),  # the chart as a whole has a description; single marks have none
        axis=alt.AxisConfig(
            titleFontWeight="normal",
            gridColor="#e7ecea",
            domainColor=style.RULE,
            tickColor=style.RULE,
            labelLimit=320 if reader.is_large else 190,
            **colours,
            **sizes,
        ),
        legend=alt.LegendConfig(
            labelLimit=480 if reader.is_large else 240,
            symbolSize=_SYMBOL_IN_HALL if reader.is_large else _SYMBOL,
            **colours,
            **sizes,
        ),
        text=alt.MarkConfig(fontSize=size, color=style.INK),
        locale=_AXES,
        axisY=alt.AxisConfig(**beside),
    )
    return chart


def scaled(specification: Any, factor: float) -> Any:
    """Vega-Lite specification with heights, widths and type sizes multiplied by a factor; data are unchanged.

    The width of a phone changes with them: half of a small screen is no phone.
    """
    if isinstance(specification, str):
        return specification.replace(style.NARROW, style.narrow(_phone(factor)))
    if isinstance(specification, list):
        return [scaled(part, factor) for part in specification]
    if not isinstance(specification, dict):
        return specification
    return {
        name: part
        if name in ("data", "datasets")
        else round(part * factor ** (1 if name in _LENGTHS else 2), 1)
        if name in _LENGTHS | _AREAS and isinstance(part, int | float)
        else scaled(part, factor)
        for name, part in specification.items()
    }


def _phone(factor: float) -> float:
    """Width below which a scaled chart is drawn as on a phone. [px]"""
    return style.PHONE * factor if factor > _SMALLEST else style.PHONE
