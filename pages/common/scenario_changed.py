"""Settings changed since a scenario was opened, with a button to reset them."""

from collections.abc import Iterator

import streamlit as st

from isdata.data.i18n import N_
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy.measures import Terms
from isdata.scenarios import Scenario
from pages.common import scenario
from pages.common.language import _, reader

_ELECTRICITY = "electricity"


def note(shown: Scenario | None, given: Terms, limits: Limits | None = None, aim: Aim | None = None) -> None:
    """Show the settings that differ from the scenario shown, and offer to reset them.

    Parameters
    ----------
    shown : Scenario or None
        None for the present state, for which nothing is shown.
    given : Terms
        Terms of the controls, without the prices of the scenario.
    limits, aim : Limits, Aim, optional
        Limits and aim of the plan, including those of the scenario.
    """
    if shown is None:
        return
    found = list(dict.fromkeys([*_of_terms(shown, given), *_of_plan(shown, limits or Limits(), aim)]))
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            _(
                "Changed since the scenario was opened: {settings}. The scenario itself stays as it is saved.",
                settings=reader().listed(_(label) for label in found),
            ),
            width="content",
        )
        st.button(
            _("Reset to the scenario"),
            key="reset_to_scenario",
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=scenario.reset_settings,
        )


def _of_terms(shown: Scenario, given: Terms) -> Iterator[str]:
    """Labels of the terms that differ from both the initial values and those of the scenario."""
    if shown.discount_rate is None and given.discount_rate != int(scenario.USUAL_RATE) / 100:
        yield N_("Discount rate")
    if given.price_factor != 1 or set(given.carrier_factors) - {_ELECTRICITY}:
        yield N_("Energy prices")
    if given.carrier_factors.get(_ELECTRICITY, 1.0) != 1:
        yield N_("Electricity price")
    if given.has_growth or given.carrier_growth:
        yield N_("Prices grow as listed")
    if given.horizon is not None and shown.horizon is None:
        yield N_("Horizon")
    if given.tax_rate and shown.tax_rate is None:
        yield N_("Income tax rate")
    if given.inflation and shown.inflation is None:
        yield N_("Inflation")
    if given.degradation and shown.degradation is None:
        yield N_("Yearly degradation")


def _of_plan(shown: Scenario, limits: Limits, aim: Aim | None) -> Iterator[str]:
    """Labels of the limits and the objective of a plan that differ from the scenario."""
    own = planning.limits_in_scenario(Limits(), shown)
    if limits.by_company and shown.of("company_budget").empty:
        yield N_("Limit per company")
    if limits.co2_floor is not None and shown.co2_floor is None:
        yield N_("Minimum CO2 saved")
    if limits.hurdle is not None and shown.longest_payback is None:
        yield N_("Maximum payback")
    if limits.taken - own.taken:
        yield N_("Must include")
    if limits.dropped - own.dropped:
        yield N_("Exclude")
    if aim is not None and aim.objective != "npv" and shown.objective is None:
        yield N_("Optimise for")
