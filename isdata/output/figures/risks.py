"""Range of the loss of each risk."""

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import layered, money_axis

MOST = 10  # risks shown


def ranges(found: pd.DataFrame, reader: Reader, *, currency: str) -> alt.LayerChart:
    """Loss of risks if they happen: from P10 to P90 as a line, with P50, in the order of the rows.

    Parameters
    ----------
    found : DataFrame
        As from `risks.register`, with losses.
    currency : str
        Of the losses.
    """
    rows = found.head(MOST)
    axis = money_axis(float(rows["loss_p90"].max()), currency, reader)
    table = pd.DataFrame(
        {
            "name": reader.names(rows),
            **{
                name: rows[f"loss_{name}"].to_numpy(dtype=float) / axis.step for name in ("p10", "p50", "p90")
            },
            "words": [
                f"{reader.money(low, currency)} – {reader.money(high, currency)}"
                for low, high in zip(rows["loss_p10"], rows["loss_p90"], strict=True)
            ],
        }
    )
    title = reader.text(N_("Loss if it happens, P10 to P90 [{unit}]"), unit=axis.title)
    tips = channels.tooltip({"name": N_("Risk"), "words": N_("Loss if it happens")}, reader)
    base = alt.Chart(table).encode(y=channels.down("name", table["name"], labelLimit=280), tooltip=tips)
    x = alt.X("p10:Q", title=title, axis=alt.Axis(tickCount=6))
    across = base.mark_bar(height=6, opacity=0.45, color=style.WARNING).encode(x=x, x2="p90:Q")
    middle = base.mark_tick(size=18, thickness=3, color=style.INK).encode(x="p50:Q")
    return layered(across, middle, height=len(table) * (44 if reader.is_large else 26) + 40, reader=reader)
