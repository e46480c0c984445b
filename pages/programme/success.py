"""Success: indicators, weights and baseline fixed before the start, results against them, and the committee's pack."""

import streamlit as st

from isdata.programme.missions import success
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.programme.parts import committee_pack, contract

known = ask(success.contracts, park_id=park_id())
contract.show(known)
table, opportunities, days, pack = st.tabs(
    [_("Success contract"), _("Opportunities"), _("Days from idea to decision"), _("Committee pack")]
)
with table:
    contract.details(known)
with opportunities:
    committee_pack.rankings()
with days:
    committee_pack.days()
with pack:
    committee_pack.offer()
