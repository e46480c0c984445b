"""Finding synergies: feasible matches of supplies and demands, the constraints of others, and the score of
each."""

from isdata.symbiosis.matching.constraints import CONSTRAINTS, reasons, violated
from isdata.symbiosis.matching.finding import matches
from isdata.symbiosis.matching.ranking import Terms, rank

__all__ = [
    "CONSTRAINTS",
    "Terms",
    "matches",
    "rank",
    "reasons",
    "violated",
]
