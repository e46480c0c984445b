"""Shared supply: what a plant or service costs that firms run together, and the fair share of each."""

import streamlit as st

from isdata.park import parks
from pages.common import undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.synergies.parts import scope, sharing_views

park = ask(parks.parks).set_index("park_id").loc[park_id()]
currency = str(park["currency"])
with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
    chosen = st.container(width=340)
    with_typical = scope.choose_streams()
with chosen:
    option = sharing_views.choose_option(park_id(), currency, with_typical=with_typical)
if option is None:
    sharing_views.no_option()
else:
    sharing_views.show_sharing(option, park_id(), currency, with_typical=with_typical)
    undisclosed.note({"park_id": park_id()})
