"""Disclosure control: which data of a company each viewer may see, individually and in totals."""

from isdata.data.disclosure.company_rows import disclosed
from isdata.data.disclosure.hidden_words import without_hidden
from isdata.data.disclosure.public_copy import is_public_copy, public_copy
from isdata.data.disclosure.sums import DisclosedSums, identifies, rounded, rounding_step
from isdata.data.disclosure.totals import FEW, DisclosedTotals, Sum, by_group, things
from isdata.data.disclosure.undisclosed import Undisclosed
from isdata.data.disclosure.viewer import FACILITATOR, GUEST, Viewer, administration, ask, in_full
from isdata.data.disclosure.withheld import Withheld, clause, sentence, withheld

__all__ = [
    "FACILITATOR",
    "FEW",
    "GUEST",
    "DisclosedSums",
    "DisclosedTotals",
    "Sum",
    "Undisclosed",
    "Viewer",
    "Withheld",
    "administration",
    "ask",
    "by_group",
    "clause",
    "disclosed",
    "identifies",
    "in_full",
    "is_public_copy",
    "public_copy",
    "rounded",
    "rounding_step",
    "sentence",
    "things",
    "withheld",
    "without_hidden",
]
