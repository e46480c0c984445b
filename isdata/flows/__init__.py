"""Flows of a park: links, what stands behind them, ways to look, loops, where they end, whether they balance."""

from isdata.flows.amounts import CO2, COUNTED_IN, MONEY, in_one_unit
from isdata.flows.composing import Choice, Composed, compose, converted, network
from isdata.flows.endings import circularity, residuals, shares
from isdata.flows.folding import changes, fold, folded, members, small_nodes, throughput
from isdata.flows.links import OUTSIDE, UNNAMED, companies, links, rows, years
from isdata.flows.loops import loops
from isdata.flows.views import LOOKS, View, is_company, view

__all__ = [
    "CO2",
    "COUNTED_IN",
    "LOOKS",
    "MONEY",
    "OUTSIDE",
    "UNNAMED",
    "Choice",
    "Composed",
    "View",
    "changes",
    "circularity",
    "companies",
    "compose",
    "converted",
    "fold",
    "folded",
    "in_one_unit",
    "is_company",
    "links",
    "loops",
    "members",
    "network",
    "residuals",
    "rows",
    "shares",
    "small_nodes",
    "throughput",
    "view",
    "years",
]
