"""Success: indicators, weights and baseline fixed before the start, results against them, and the committee's pack."""

import streamlit as st

from isdata.programme.missions import success
from pages.common.controls import park_id
from pages.common.data import ask
from pages.programme.parts import committee_pack, contract

known = ask(success.contracts, park_id=park_id())
contract.show(known)
committee_pack.rankings()
st.space("small")
committee_pack.offer()
