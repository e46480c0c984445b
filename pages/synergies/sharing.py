"""Shared supply: what a plant or service costs that firms run together, and the fair share of each."""

import pandas as pd

from pages.common import controls, park_facts, screen, selection, show
from pages.common.controls import park_id
from pages.common.language import reader
from pages.synergies.parts import scope, sharing_options, sharing_views

screen.screen()  # a phone has room for less
currency = park_facts.currency()
line = selection.line("sharing")
with line.controls:
    with_typical = scope.choose_streams(with_typical=not sharing_options.is_declared(park_id(), currency))
with line.first:
    option = sharing_options.choose_option(park_id(), currency, with_typical=with_typical)
prices = [] if option is None or pd.isna(option["price_year"]) else [int(option["price_year"])]
# At the desk, the control beside names what is shared.
name = (
    ""
    if option is None or not controls.is_projected()
    else reader().name(option["name_en"], option["name_zh"])
)
line.state(name, scope.streams_words(with_typical=with_typical), show.price_years(prices))
if option is None:
    sharing_options.no_option()
else:
    sharing_views.show_sharing(option, park_id(), currency, with_typical=with_typical)
