"""Finding synergies: which supply could serve which demand, what holds it back, and how good it would be."""

from isdata.matching.finding import matches
from isdata.matching.gates import GATES, broken, reasons
from isdata.matching.newcomers import newcomers, residuals
from isdata.matching.ranking import Terms, rank
from isdata.matching.suggesting import suggest

__all__ = ["GATES", "Terms", "broken", "matches", "newcomers", "rank", "reasons", "residuals", "suggest"]
