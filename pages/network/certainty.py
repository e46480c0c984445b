"""How sure: payback and value within their uncertainties, what drives them, and what prices do."""

import numpy as np
import streamlit as st

from isdata import measures
from isdata.figures import certainty
from isdata.figures.frame import money_axis
from isdata.measures import words as wording
from pages.common import address, controls, energy, energy_tables, energy_terms, scenario
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader

HURDLES = [str(years) for years in (1, 1.5, 2, 3, 4, 5, 7, 10)]
SPREADS = ["0", "10", "20", "30", "50", "80"]
FACTORS = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 2.0])

shown = scenario.shown(park_id())
register = energy.stored(park_id(), shown)
networks = ask(measures.networks, park_id=park_id())


def driver_words(driver: str) -> str:
    """Return the words of what is uncertain."""
    known = {
        "investment": _("Investment"),
        "saving": _("Energy saved"),
        "lifetime": _("Life"),
        "all": _("All prices"),
    }
    return known.get(driver) or _("Price: {carrier}", carrier=energy.resource_words(register, driver))


@st.fragment
def explore() -> None:
    """Controls and what they lead to."""
    read, is_large = reader(), controls.is_projected()
    own = energy_terms.with_factors(energy.choose_scope(register, shown=shown))
    with st.container(horizontal=True, gap="large"):
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, park_id=park_id())
        terms = energy.in_scenario(given, register, shown)
        chosen = energy_terms.in_money(own, park_id())
        address.remembered("hurdle", HURDLES, "3")
        st.select_slider(
            _("Payback asked for"),
            HURDLES,
            format_func=lambda years: _("{years} years", years=read.number(float(years))),
            key="hurdle",
            persist_state="session",
        )
        address.keep("hurdle")
        address.remembered("spread", SPREADS, "30")
        st.select_slider(
            _("Energy prices uncertain by"),
            SPREADS,
            format_func=lambda share: f"± {read.percent(int(share) / 100)}",
            key="spread",
            persist_state="session",
            help=_("19 futures in 20 lie within it; the prices of different carriers move together by half."),
        )
        address.keep("spread")
    if not energy.may_sum(chosen.measures):
        st.info(
            _("Sums are shown to guests from three companies up; here there are fewer."),
            icon=":material/visibility_off:",
        )
        return
    hurdle = float(st.session_state.hurdle)
    result = measures.simulate(chosen, terms, hurdle=hurdle, price_share=int(st.session_state.spread) / 100)
    total = result.total
    with st.grid(4, min_column_width=165):
        energy.card(
            _("Payback, in the middle"),
            energy.payback_words(total["payback_p50"]),
            _(
                "{low} to {high} in 8 of 10 futures",
                low=wording.words(total["payback_p10"], read),
                high=wording.words(total["payback_p90"], read),
            ),
        )
        energy.card(
            _("Chance to pay back in time"),
            read.percent(total["chance_hurdle"]),
            _("within {years} years", years=read.number(hurdle)),
        )
        energy.card(
            _("Net present value, in the middle"),
            read.short(total["npv_p50"]),
            _(
                "{low} to {high} in 8 of 10",
                low=read.short(total["npv_p10"]),
                high=read.short(total["npv_p90"]),
            ),
        )
        energy.card(
            _("Chance to gain"), read.percent(total["chance_gain"]), _("net present value above zero")
        )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Payback of all measures together"), anchor=False)
        finite = result.payback[np.isfinite(result.payback)]
        if len(finite) > len(result.payback) // 10:
            limits = tuple(total[[f"payback_p{share}" for share in (10, 50, 90)]])
            st.altair_chart(
                certainty.spread(
                    finite,
                    read,
                    title=_("Payback [yr]"),
                    percentiles=limits,
                    words=tuple(wording.words(years, read) for years in limits),
                    limit=(_("asked for {years}", years=read.number(hurdle)), hurdle),
                    is_large=is_large,
                ),
                alt=_("How often each payback was drawn, with the middle 80 percent marked"),
            )
        else:
            st.info(_("In most futures they never pay back."), icon=":material/info:")
    with right:
        st.subheader(_("Net present value of all measures together"), anchor=False)
        axis = money_axis(float(np.abs(result.npv).max()), chosen.currency, read)
        limits = tuple(total[[f"npv_p{share}" for share in (10, 50, 90)]])
        st.altair_chart(
            certainty.spread(
                result.npv / axis.step,
                read,
                title=axis.title,
                percentiles=tuple(value / axis.step for value in limits),
                words=tuple(read.short(value) for value in limits),
                is_large=is_large,
            ),
            alt=_("How often each net present value was drawn, with the middle 80 percent marked"),
        )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("What the value hangs on"), anchor=False)
        drivers = result.tornado.assign(name=[driver_words(driver) for driver in result.tornado["driver"]])
        if drivers.empty:
            st.info(_("Nothing is uncertain here."), icon=":material/info:")
        else:
            st.altair_chart(
                certainty.tornado(drivers, read, is_large=is_large),
                alt=_("How strongly the net present value follows each uncertain input, strongest first"),
            )
    with right:
        st.subheader(_("What one price does"), anchor=False)
        paths = measures.price_paths(chosen, terms, FACTORS)
        paths = paths.assign(
            name=[driver_words(name) for name in paths["resource_id"]],
            payback_words=[wording.words(years, read) for years in paths["payback"]],
        )
        st.altair_chart(
            certainty.prices(paths, read, chosen.currency, is_large=is_large),
            alt=_("Net present value by factor on the price of each carrier and of all"),
        )
    st.subheader(_("Each measure"), anchor=False)
    energy_tables.certainty_table(chosen, result.measures)
    st.caption(
        _(
            "10,000 futures, the same random numbers in every scenario. Investment and energy saved vary by the plus or "
            "minus each measure declares; where it declares none, investment by −10 to +30 % and saving by −40 to +10 %, "
            "which is this product's own assumption. Each measure counts with its own life."
        )
    )


explore()
