"""Success: contract agreed before the start with results, opportunities, days to a decision, use of methods, committee pack."""

import streamlit as st

from isdata.programme.missions import success
from pages.common import controls, popovers, published_savings, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.common.once import once
from pages.common.show import end_of_presented
from pages.programme.parts import committee_pack, contract, method_survey, opportunity_list, published_success

known = ask(success.contracts, park_id=park_id())
line = selection.line("success")
savings = published_savings.found()
if controls.is_projected():
    if known.empty and len(savings):
        published_success.show(savings)
    else:
        contract.show(known, line)
        screen.screen()  # a phone has different rows
    end_of_presented()
VIEWS = {
    "contract": _("Success contract"),
    "opportunities": _("Opportunities"),
    "days": _("Days and methods"),
    "pack": _("Committee documents"),
}


def show_opportunities() -> None:
    """Show open opportunities by one figure, the ranks of the synergies, and where these came from."""
    if opportunity_list.is_any(park_id()) or savings.empty:
        opportunity_list.view(park_id(), line)
    else:
        published_success.show(savings)
    criteria = _("Synergies by mass, value, CO2, water and innovation")
    with popovers.lazy_content(criteria, key="success_ranks") as is_opened:
        if is_opened:
            once(committee_pack.rankings, park_id())
    once(committee_pack.origins, park_id())


def show_days() -> None:
    """Show the days from idea to decision, and the use of each method."""
    found = method_survey.answers(park_id())
    left, right = st.columns(2, gap="large")
    with left:
        once(committee_pack.days, park_id())
    with right:
        once(method_survey.bars, found)
    once(method_survey.details, found)
    with popovers.lazy_content(_("Record the use of a method"), key="method_entry") as is_opened:
        if is_opened:
            method_survey.entry()


default = "opportunities" if known.empty else "contract"
match line.choose(_("View"), VIEWS, key="success_part", default=default):
    case "contract":
        contract.show(known, line)
        contract.details(known)
    case "opportunities":
        show_opportunities()
    case "days":
        show_days()
    case _:
        committee_pack.offer()
screen.screen()  # a phone has a list of the views, and different rows
