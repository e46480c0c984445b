"""Energy network: cost, saving and payback of the efficiency measures."""

from functools import partial

import streamlit as st

from pages.common import fragment, scenario, screen, selection
from pages.common.controls import is_projected, park_id
from pages.common.language import _
from pages.common.once import once
from pages.common.presenting import headline, withholding
from pages.network.parts import (
    energy,
    energy_benefits,
    energy_cash,
    energy_co2,
    energy_fronts,
    energy_groups,
    energy_headline,
    energy_list,
    energy_package,
    energy_payback,
    energy_published,
    energy_state,
)

shown = scenario.shown(park_id())
stored = energy.stored(park_id(), shown)

VIEWS = {
    "payback": (_("Payback"), energy_payback.view),
    "categories": (_("By group"), energy_groups.view),
    "cash": (_("Cash flow"), partial(once, energy_cash.view)),
    "package": (_("Package"), partial(once, energy_package.view)),
    "benefits": (_("Non-energy benefits"), partial(once, energy_benefits.view)),
    "fronts": (_("Economics and CO2"), partial(once, energy_fronts.view)),
    "co2": (_("Energy and CO2"), partial(once, energy_co2.view)),
    "published": (_("Published"), partial(once, energy_published.view)),
    "table": (_("All measures"), energy_list.view),
}
SUMMED = ("payback", "table")  # presented below the totals of all measures; other views fill the window


@fragment.independent_fragment
def explore() -> None:
    """Controls and the chosen view; only this part reruns when a control changes."""
    line = selection.line("energy")
    titles = {name: title for name, (title, _view) in VIEWS.items()}
    chosen = line.view(titles, key="view", more=("fronts", "co2", "published"))
    with line.controls:
        if chosen == "categories":
            energy_groups.choose()
    state = energy_state.choose(stored, shown, park_id(), line, is_done=chosen == "published")
    is_shut = chosen in ("categories", "cash") and not state.found.may_show
    withholding.pass_by("energy", "view", "payback", is_withheld=is_shut)
    # Published results refer to implemented measures, so figures of planned ones above them would be misleading.
    is_summed = chosen != "published" and (chosen in SUMMED or not is_projected())
    answer = st.container()
    summary = once(energy_headline.show, state) if is_summed else None
    title = VIEWS[chosen][1](state)
    with answer:
        words = title or (energy_headline.words(summary) if is_summed else "")
        headline.state(words, is_on_page=chosen in SUMMED)
    if summary is not None and not is_projected():
        once(energy_headline.show_plan, summary, state)
    screen.screen()  # a phone has all views in one row, and fewer bars


explore()
