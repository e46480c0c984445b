"""Finding synergies: which supply could serve which demand, what holds it back, and how good it would be."""

from isdata.synergies.matching.finding import matches
from isdata.synergies.matching.gates import GATES, broken, reasons
from isdata.synergies.matching.newcomers import newcomers, residuals
from isdata.synergies.matching.ranking import Terms, rank
from isdata.synergies.matching.suggesting import suggest

__all__ = ["GATES", "Terms", "broken", "matches", "newcomers", "rank", "reasons", "residuals", "suggest"]
