"""Trainer: who passed what, who is stuck, common mistakes, certificates, and the practice copies."""

import streamlit as st

from isdata.programme.training import results
from isdata.programme.training.records import now
from pages.common import practice
from pages.common.language import _
from pages.training.parts import certificate, overview

copies = practice.all_copies()
held, entries = copies.records.copies(), copies.records.entries()
if not held:
    st.info(_("Nobody has started a practice copy on this server yet."), icon=":material/school:")
else:
    shown = results.attempts(held, entries, now())
    overview.heat_map(shown)
    left, right = st.columns(2, gap="large")
    with left:
        overview.mistakes(results.mistakes(entries))
    with right:
        overview.competences(results.competences(shown))
    certificate.issue(held, shown)
    overview.copies()
certificate.verify()
