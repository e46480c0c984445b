"""Uncertainty of payback and net present value by Monte Carlo simulation within declared uncertainties.

Every draw multiplies a measure's investment, saving and lifetime, and the price of each carrier, by a factor
around 1. The factors are common random numbers: they depend only on the seed and on the measure's id (or the
carrier's name). Differences between two scenarios thus result from their data only, and removing a measure
leaves the draws of all others unchanged.
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
