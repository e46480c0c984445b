"""CO2 saved by measures with their payback: the disclosed part of economics and CO2 of individual measures."""

import pandas as pd
import streamlit as st

from isdata.energy.measures.presentation import measure_words
from isdata.output.figures import payback
from pages.common import charts, controls
from pages.common.language import _, reader
from pages.common.presenting import room, withholding
from pages.network.parts import energy, plan_bars

_DRAWN = 10  # number of bars


def title(table: pd.DataFrame) -> str:
    """Title with the measure that saves most CO2 and its payback; empty if no saving is disclosed."""
    read, known = reader(), table[table["co2_saving"] > 0]
    if known.empty:
        return ""
    row = known.sort_values("co2_saving", ascending=False, kind="stable").iloc[0].to_dict()
    return _(
        "“{measure}” saves most CO2: {amount} per year, payback {years}",
        measure=measure_words(row, read),
        amount=read.amount(row["co2_saving"], "t"),
        years=energy.years_words(row["payback"]),
    )


def show_co2_and_payback(table: pd.DataFrame) -> str:
    """Show CO2 and payback of each measure instead of the withheld NPV; return the title."""
    words, why = title(table), _("Costs of single measures are shown to the facilitator only.")
    if not words:
        withholding.state(why)
        return _("NPV and CO2 of single measures are withheld")
    picture(table, room.below(words))
    if controls.is_projected():
        st.caption(why)
    else:
        withholding.state(why, is_part=True)
    return words


def picture(shown: pd.DataFrame, height: float) -> bool:
    """Draw the CO2 saved by each measure, largest first, with its payback; return True if any is known.

    Parameters
    ----------
    shown : DataFrame
        As `measures.disclosed` returns, with payback [yr] and co2_saving [t/yr].
    height : float
        Height when presented with one note below, see `presenting.room`; 0 for that of the rows. [px]
    """
    read, known = reader(), shown[shown["co2_saving"] > 0]
    first = known.sort_values("co2_saving", ascending=False, kind="stable").head(_DRAWN)
    if first.empty:
        return False
    st.subheader(_("CO2 saved per year by measure, with payback"), anchor=False)
    rows = first.to_dict("records")
    saved = [read.amount(row["co2_saving"], "t") for row in rows]
    paid = [_("payback {years}", years=energy.years_words(row["payback"])) for row in rows]
    companies = read.names(first, "company")
    bars = {
        "name": payback.distinct(pd.Series([measure_words(row, read) for row in rows])),
        "amount": first["co2_saving"].to_numpy(),
        "words": [" · ".join(filter(None, each)) for each in zip(saved, paid, companies, strict=True)],
        "short": [" · ".join(each) for each in zip(saved, paid, strict=True)],
    }
    charts.bars(
        bars,
        alt=_("CO2 saved per year by each measure, the most first, with its payback"),
        total=len(shown),
        height=max(0.0, height - room.HEADING - 2 * room.NOTE),
        room=plan_bars.hall_room(bars) if height else 2.2,
    )
    return True
