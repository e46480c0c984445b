"""Chart of the energy intensity of companies."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows

# From the lowest intensity; pale, since marks are drawn on them.
BANDS = ("#dcece9", "#f6efd2", "#f5dfdb", "#ead7e3")


def intensity_bars(
    found: pd.DataFrame,
    names: dict[str, str],
    park: float,
    limits: pd.DataFrame,
    currency: str,
    reader: Reader,
) -> alt.LayerChart:
    """Energy per value added of each company on a logarithmic axis, with the park's value as a line.

    Parameters
    ----------
    found : DataFrame
        As `intensity.intensities` returns them.
    names : dict
        Name of each company.
    park : float
        Intensity of the park. [tce per 10,000]
    limits : DataFrame
        Benchmark bands as `intensity.bands` returns them, drawn behind the marks.
    currency : str
        Currency in the reader's notation.
    """
    rows = _labelled(found[found["intensity"] > 0], names, reader)
    title = reader.text(N_("tce per 10,000 {currency} of value added"), currency=currency)
    reach = _reach(rows["intensity"], limits)
    scale = alt.Scale(type="log", nice=False, domain=list(reach))
    base = alt.Chart(rows).encode(
        y=channels.name_axis("company", None, labelLimit=220),
        tooltip=[
            *channels.tooltip({"company": N_("Company")}, reader),
            alt.Tooltip("intensity_text:N", title=title),
            *channels.tooltip({"energy": N_("Energy used")}, reader),
        ],
    )
    axis = alt.Axis(tickCount=5, grid=limits.empty)
    points = base.mark_circle(size=130, opacity=1, color=style.ACCENT).encode(
        x=alt.X("intensity:Q", title=title, scale=scale, axis=axis)
    )
    labels = channels.legible(base.encode(x="intensity:Q", text="intensity_text:N"), align="left", dx=11)
    line = _of_park(park, title, reader)
    behind = [] if limits.empty else [_bands(limits, reach, scale, reader)]
    chart = combined(*behind, line, *labels, points, resolve={"scale": {"color": "independent"}})
    return framed(of_rows(chart, rows["company"].nunique(), 22), reader)


def _labelled(known: pd.DataFrame, names: dict[str, str], reader: Reader) -> pd.DataFrame:
    """Companies with their label texts."""
    return pd.DataFrame(
        {
            "company": known["company_id"].map(names),
            "intensity": known["intensity"],
            "intensity_text": [reader.number(value, digits=3) for value in known["intensity"]],
            "energy": [reader.amount(value, "tce") for value in known["energy"]],
        }
    )


def _of_park(park: float, title: str, reader: Reader) -> alt.Chart:
    """Line at the value of the whole park."""
    return (
        alt.Chart(pd.DataFrame({"park": [park], "label": [reader.text(N_("Park"))]}))
        .mark_rule(color=style.INK, strokeDash=[5, 4])
        .encode(
            x="park:Q",
            tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("park:Q", format=".3f", title=title)],
        )
    )


def _reach(shown: pd.Series, limits: pd.DataFrame) -> tuple[float, float]:
    """Limits of the axis: slightly below the minimum, and far enough beyond the maximum for its label."""
    ends = pd.concat([shown, limits["minimum"], limits["maximum"]]) if len(limits) else shown
    ends = ends.dropna()
    ends = ends[ends > 0]
    low, high = float(ends.min()) / 1.5, float(ends.max())
    return low, high * max(1.5, (high / low) ** 0.28)


def _bands(limits: pd.DataFrame, reach: tuple[float, float], scale: alt.Scale, reader: Reader) -> alt.Chart:
    """Bands behind the marks, clipped to the limits of the axis."""
    low, high = reach
    rows = pd.DataFrame(
        {
            "low": limits["minimum"].where(limits["minimum"] > 0).fillna(low),
            "high": limits["maximum"].fillna(high),
            "band": reader.names(limits),
        }
    )
    colour = alt.Scale(domain=rows["band"].tolist(), range=list(BANDS[: len(rows)]))
    legend = alt.Legend(title=reader.text(N_("The park's own thresholds")), orient="bottom")
    return (
        alt.Chart(rows)
        .mark_rect()
        .encode(
            x=alt.X("low:Q", scale=scale),
            x2="high:Q",
            color=alt.Color("band:N", scale=colour, legend=legend),
            tooltip=channels.tooltip({"band": N_("Range of the park's own thresholds")}, reader),
        )
    )
