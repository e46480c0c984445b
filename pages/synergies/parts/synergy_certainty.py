"""How sure the feasibility sheet of one synergy is: drawn futures, and what drives them."""

import math

import numpy as np
import streamlit as st

from isdata import judging
from isdata.figures import certainty
from isdata.figures import synergy_sheet as figure
from isdata.figures.frame import money_axis
from isdata.measures import words as wording
from pages.common import controls, show
from pages.common.language import _, reader


def show_certainty(made: judging.Sheet, currency: str) -> None:
    """Show in which bounds payback and value lie, and what moves them."""
    read, total = reader(), made.simulation.total
    if made.swings.empty or math.isnan(total["npv_p50"]):
        return
    st.subheader(_("How sure it is"), anchor=False)
    st.markdown(
        show.plain(
            _(
                "In 8 of 10 futures: payback in years {low} to {high}, net present value {least} to {most}; in the middle "
                "{middle} and {worth}. Chance to pay back in time: {chance}.",
                low=wording.words(total["payback_p10"], read),
                high=wording.words(total["payback_p90"], read),
                middle=wording.words(total["payback_p50"], read),
                least=read.money(total["npv_p10"], currency),
                most=read.money(total["npv_p90"], currency),
                worth=read.money(total["npv_p50"], currency),
                chance=read.percent(total["chance_hurdle"]),
            )
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        axis = money_axis(float(np.abs(made.simulation.npv).max()), currency, read)
        limits = [total[f"npv_p{share}"] for share in (10, 50, 90)]
        st.altair_chart(
            certainty.spread(
                made.simulation.npv / axis.step,
                read,
                title=_("Net present value [{unit}]", unit=axis.title),
                percentiles=[value / axis.step for value in limits],
                words=[read.short(value) for value in limits],
                is_large=controls.is_projected(),
            ),
            alt=_("How often each net present value was drawn, with the middle 80 percent marked"),
        )
    with right:
        st.altair_chart(
            figure.swings(
                made.swings, float(made.appraisal["npv"]), read, currency, is_large=controls.is_projected()
            ),
            alt=_("Net present value when one assumption is at its low or high end, the widest first"),
        )
    st.caption(
        _(
            "10,000 futures, the same random numbers for every synergy. Each number varies by its plus or minus; where none "
            "is told by ± 20 %, investment by −10 to +30 %: this product's own assumption."
        )
    )
