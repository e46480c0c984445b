"""Uncertainty: payback and NPV with their ranges, main drivers, and price sensitivity."""

from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures
from pages.common import fragment, pick, scenario, selection
from pages.common.controls import park_id
from pages.common.data import ask, derive
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
        _scope, own = energy.choose_scope(whole, shown=shown, place=line.first)
        own = energy.choose_network(own, networks)
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
            help=_("95 % range; prices of different carriers have a correlation of 0.5."),
        )
        correlation = energy.choose_correlation()
    line.state(
        *energy.terms_words(own, terms),
        _("required payback {years} years", years=reader().number(hurdle)),
        _("energy prices ± {share}", share=reader().percent(int(spread) / 100)),
    )
    doubts = certainty_views.Doubts(
        derive(DisclosedMeasures.outlook, own, terms, is_package=is_package),
        hurdle=hurdle,
        price_share=int(spread) / 100,
        correlation=correlation,
    )
    certainty_views.show(doubts)


explore()
