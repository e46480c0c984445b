"""Vega-Lite specifications of charts that carry their own data."""

from typing import Any

import altair as alt
import pandas as pd

_PARTS = ("layer", "hconcat", "vconcat", "concat")


def of(chart: Any) -> dict[str, Any]:
    """Vega-Lite specification of a chart with its data, for use in any thread.

    `Chart.to_dict` passes tables to the data transformer that is enabled in the process. Streamlit enables its own while it
    draws a chart in another thread; it takes the tables out, and the specification would stay without data.

    Parameters
    ----------
    chart : Chart
        Its encodings state the types of their fields, as inline data have none.
    """
    return _with_values(chart).to_dict()


def _with_values(chart: Any) -> Any:
    """Copy of a chart, and of the charts it consists of, with tables as lists of values."""
    copy = chart.copy(deep=False)
    if isinstance(copy.data, pd.DataFrame):
        copy.data = alt.InlineData(values=alt.to_values(copy.data)["values"])
    for name in _PARTS:
        if isinstance(parts := copy._get(name), list):
            copy[name] = [_with_values(part) for part in parts]
    return copy
