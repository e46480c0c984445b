"""Shared supply: cost of a jointly operated plant, service or treatment, and the fair share of each company."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from pages.common import controls, park_facts, pick, screen, selection, show
from pages.common.controls import park_id
from pages.common.language import _
from pages.synergies.parts import scope, sharing_options, sharing_views

screen.screen()  # a phone shows less
currency = park_facts.currency()
line = selection.line("sharing")


def is_answered(option: Mapping[str, Any], *, with_typical: bool) -> bool:
    """Return True if the profitability of an option may be shown."""
    return sharing_views.is_answered(option, park=park_id(), currency=currency, with_typical=with_typical)


def begins_typical() -> bool:
    """Default for including typical demands: True if too few are declared, or if no saving may be presented."""
    if not sharing_options.is_declared(park_id(), currency):
        return True
    declared = partial(is_answered, with_typical=False)
    return controls.is_projected() and not sharing_options.is_any_answered(
        park_id(), currency, declared, with_typical=False
    )


def joint_prices(year: float) -> str:
    """Price year of the joint costs, which is that of their source; empty if unknown."""
    words = show.price_years([] if pd.isna(year) else [int(year)])
    return _("joint costs: {prices}", prices=words) if words else ""


with line.controls:
    with_typical = scope.choose_streams(with_typical=begins_typical())
with line.first:
    option = sharing_options.choose_option(
        park_id(),
        currency,
        with_typical=with_typical,
        is_answered=partial(is_answered, with_typical=with_typical),
    )
with_bills = True
if option is not None and sharing_options.is_treatment(option):
    with line.controls:
        alternatives = {"bills": _("Current cost, where known"), "own": _("Own plants")}
        with_bills = pick.one_of(_("Compared with"), alternatives, key="alternative") == "bills"
if option is None:
    sharing_options.no_option()
else:  # the control beside names the option, or when presented the headline
    line.state(scope.streams_words(with_typical=with_typical), joint_prices(option["price_year"]))
    sharing_views.show_sharing(option, park_id(), currency, with_typical=with_typical, with_bills=with_bills)
