"""Judging synergies: the price band, the split of gains, and the feasibility sheet."""

from isdata.judging.prices import of_matches, price_band
from isdata.judging.sharing import Option, Sharing, shared
from isdata.judging.sheet import Case, Sheet, case_of, sheet
from isdata.judging.split import Split, shapley, shared_cost, two_firms

__all__ = [
    "Case",
    "Option",
    "Sharing",
    "Sheet",
    "Split",
    "case_of",
    "of_matches",
    "price_band",
    "shapley",
    "shared",
    "shared_cost",
    "sheet",
    "two_firms",
]
