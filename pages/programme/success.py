"""Success: indicators, weights and baseline agreed before the start, results against them, and the committee pack."""

import streamlit as st

from isdata.programme.missions import success
from pages.common import selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.common.once import once
from pages.common.show import end_of_presented
from pages.programme.parts import committee_pack, contract

known = ask(success.contracts, park_id=park_id())
line = selection.line("success")
contract.show(known, line)
end_of_presented()
table, opportunities, days, pack = st.tabs(
    [_("Success contract"), _("Opportunities"), _("Days from idea to decision"), _("Committee pack")],
    default=_("Opportunities") if known.empty else None,
)
with table:
    contract.details(known)
with opportunities:
    once(committee_pack.rankings, park_id())
    once(committee_pack.origins, park_id())
with days:
    once(committee_pack.days, park_id())
with pack:
    committee_pack.offer()
