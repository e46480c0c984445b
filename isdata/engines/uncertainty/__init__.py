"""Uncertainty of payback and net present value by Monte Carlo simulation within declared uncertainties.

Every draw multiplies a measure's investment, saving and lifetime, and the price of each carrier, by a factor
around 1. The numbers are common random numbers: they depend on the seed and on the measure's id (or the
carrier's name) alone. Two scenarios differ by what was changed, not by luck, and a measure taken out leaves
the draws of all others as they were.
"""

from isdata.engines.uncertainty.draws import DRAWS, SEED, Assumptions, Samples, draw
from isdata.engines.uncertainty.simulation import PERCENTILES, Simulation, simulate, summarised
from isdata.engines.uncertainty.spreads import Spread, scores

__all__ = [
    "DRAWS",
    "PERCENTILES",
    "SEED",
    "Assumptions",
    "Samples",
    "Simulation",
    "Spread",
    "draw",
    "scores",
    "simulate",
    "summarised",
]
