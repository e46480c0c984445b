"""Uncertainty: payback and NPV with their ranges, main drivers, and price sensitivity."""

from isdata import scenarios
from isdata.data.disclosure import Viewer
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures
from isdata.errors import HiddenError
from pages.common import fragment, pick, scenario, selection
from pages.common.controls import park_id
from pages.common.data import ask, derive, note_calculation
from pages.common.language import _, reader
from pages.network.parts import certainty_views, energy, energy_terms

SPREADS = ["0", "10", "20", "30", "50", "80"]

shown = scenario.shown(park_id())
stored = energy.stored(park_id(), shown)
networks = ask(measures.networks, park_id=park_id())


@fragment.alone
def explore() -> None:
    """Controls and what they lead to."""
    line = selection.line("certainty")
    with line.controls:
        whole = energy_terms.with_factors(stored)
        scope, in_scope = energy.choose_scope(whole, shown=shown, place=line.first)
        own = energy.choose_network(in_scope, networks)
        is_package = energy.choose_counting(own.has_overlaps)
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, has_basis=True)
        terms = energy.in_scenario(given, stored, shown)
        hurdle = energy.choose_hurdle()
        spread = pick.on_slider(
            _("Uncertainty of energy prices"),
            SPREADS,
            key="spread",
            default="30",
            words=lambda share: f"± {reader().percent(int(share) / 100)}",
            help=_("95% range; prices of different carriers have a correlation of 0.5."),
        )
        correlation = energy.choose_correlation()
    line.state(
        *energy.terms_words(own, terms),
        _("required payback {years} years", years=reader().number(hurdle)),
        _("energy prices ± {share}", share=reader().percent(int(spread) / 100)),
    )

    def doubts(found: DisclosedMeasures) -> certainty_views.Doubts:
        return certainty_views.Doubts(
            derive(DisclosedMeasures.outlook, found, terms, is_package=is_package),
            hurdle=hurdle,
            price_share=int(spread) / 100,
            correlation=correlation,
        )

    def simulate_for(viewer: Viewer) -> None:
        known = ask(scenarios.disclosed_measures, park_id=place, scenario_id=name, viewer=viewer)
        if doubts(derive(DisclosedMeasures.in_scope, known, scope)).simulate() is None:
            raise HiddenError

    place, name = park_id(), scenario.id_of(shown)
    if whole is stored and own is in_scope:
        note_calculation(simulate_for)
    certainty_views.show(doubts(own))


explore()
