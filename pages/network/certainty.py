"""Uncertainty: payback and NPV with their ranges, main drivers, and price sensitivity."""

from collections.abc import Callable
from functools import partial

from isdata import scenarios
from isdata.data.disclosure import Viewer
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.errors import HiddenError
from pages.common import fragment, pick, scenario, scenario_changed, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask, derive, note_calculation
from pages.common.language import _, reader
from pages.network.parts import certainty_views, energy, energy_terms
from pages.network.parts.certainty_inputs import Inputs

SPREADS = ["0", "10", "20", "30", "50", "80"]

shown = scenario.shown(park_id())
stored = energy.stored(
    park_id(),
    shown,
    content=[
        _("Probability of a positive net present value"),
        _("Main value drivers: prices, amounts and investments"),
    ],
)
networks = ask(measures.networks, park_id=park_id())


def _inputs(found: DisclosedMeasures, *, terms: Terms, is_package: bool, **assumed: float) -> Inputs:
    """Inputs of the uncertainty analysis of measures, with the user's assumptions."""
    return Inputs(found, derive(DisclosedMeasures.outlook, found, terms, is_package=is_package), **assumed)


def _simulate_for(
    park: str, name: str | None, scope: str, inputs: Callable[[DisclosedMeasures], Inputs], viewer: Viewer
) -> None:
    """Simulate a scenario for another viewer; raises `HiddenError` if its totals are withheld."""
    known = ask(scenarios.disclosed_measures, park_id=park, scenario_id=name, viewer=viewer)
    if inputs(derive(DisclosedMeasures.in_scope, known, scope)).simulate() is None:
        raise HiddenError


def _choose_price_spread() -> float:
    """Let the user set the 95 % range of energy prices, as a share on either side. [-]"""
    spread = pick.on_slider(
        _("Uncertainty of energy prices"),
        SPREADS,
        key="spread",
        default="30",
        words=lambda share: f"± {reader().percent(int(share) / 100)}",
        help=_("95% range; prices of different carriers have a correlation of 0.5."),
    )
    return int(spread) / 100


@fragment.independent_fragment
def explore() -> None:
    """Controls and results."""
    line = selection.line("certainty")
    with line.controls:
        whole = energy_terms.with_factors(stored)
        scope, in_scope = energy.choose_scope(whole, shown=shown, place=line.first)
        own = energy.choose_network(in_scope, networks)
        is_package = energy.choose_counting(derive(DisclosedMeasures.has_overlaps, own))
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, has_basis=True)
        terms = energy.in_scenario(given, stored, shown)
        hurdle = energy.choose_hurdle()
        spread = _choose_price_spread()
        correlation = energy.choose_correlation()
    line.state(
        *energy.terms_words(own, terms),
        _("required payback {years} years", years=reader().number(hurdle)),
        _("energy prices ± {share}", share=reader().percent(spread)),
    )

    scenario_changed.note(shown, given)
    inputs = partial(
        _inputs,
        terms=terms,
        is_package=is_package,
        hurdle=hurdle,
        price_share=spread,
        correlation=correlation,
    )
    if whole is stored and own is in_scope:
        note_calculation(partial(_simulate_for, park_id(), scenario.id_of(shown), scope, inputs))
    certainty_views.show(inputs(own))
    screen.screen()  # a low window has lower charts


explore()
