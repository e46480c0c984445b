"""Disclosure control: what of a company's data may be shown to whom, one by one and in totals."""

from isdata.data.disclosure.sums import Ledger, coarse, gives_away, step
from isdata.data.disclosure.undisclosed import Undisclosed, clause, sentence, undisclosed

__all__ = ["Ledger", "Undisclosed", "clause", "coarse", "gives_away", "sentence", "step", "undisclosed"]
