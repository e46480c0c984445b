"""Disclosure control: what of a company's data may be shown to whom, one by one and in totals."""

from isdata.data.disclosure.rows import disclosed
from isdata.data.disclosure.sums import Ledger, coarse, gives_away, step
from isdata.data.disclosure.undisclosed import Undisclosed
from isdata.data.disclosure.viewer import FACILITATOR, GUEST, Viewer, ask, in_full
from isdata.data.disclosure.withheld import Withheld, clause, sentence, withheld

__all__ = [
    "FACILITATOR",
    "GUEST",
    "Ledger",
    "Undisclosed",
    "Viewer",
    "Withheld",
    "ask",
    "clause",
    "coarse",
    "disclosed",
    "gives_away",
    "in_full",
    "sentence",
    "step",
    "withheld",
]
