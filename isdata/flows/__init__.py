"""Flows of a park: links, what stands behind them, ways to look, loops, where they end, whether they balance."""

from isdata.flows.amounts import CO2, COUNTED_IN, MONEY, in_one_unit
from isdata.flows.balance import balances, by_resource, declared, explanations, growth, places, two_sided
from isdata.flows.choice import Choice
from isdata.flows.composing import Composed, compose, compose_apart, converted, network
from isdata.flows.endings import circularity, residuals, shares, without_taker
from isdata.flows.folding import changes, fold, folded, members, small_nodes, throughput
from isdata.flows.intensity import intensities
from isdata.flows.links import OUTSIDE, UNNAMED, companies, links, rows, source, years
from isdata.flows.loops import loops, on_loop, whole_network
from isdata.flows.metering import next_meters
from isdata.flows.quality import quality
from isdata.flows.reconciling import AMOUNT, Reconciled, keep, kept, reconcile
from isdata.flows.substances import by_substance
from isdata.flows.supposing import Scaled, scaled_from, supposed, text_of
from isdata.flows.views import LOOKS, View, is_company, view

__all__ = [
    "AMOUNT",
    "CO2",
    "COUNTED_IN",
    "LOOKS",
    "MONEY",
    "OUTSIDE",
    "UNNAMED",
    "Choice",
    "Composed",
    "Reconciled",
    "Scaled",
    "View",
    "balances",
    "by_resource",
    "by_substance",
    "changes",
    "circularity",
    "companies",
    "compose",
    "compose_apart",
    "converted",
    "declared",
    "explanations",
    "fold",
    "folded",
    "growth",
    "in_one_unit",
    "intensities",
    "is_company",
    "keep",
    "kept",
    "links",
    "loops",
    "members",
    "network",
    "next_meters",
    "on_loop",
    "places",
    "quality",
    "reconcile",
    "residuals",
    "rows",
    "scaled_from",
    "shares",
    "small_nodes",
    "source",
    "supposed",
    "text_of",
    "throughput",
    "two_sided",
    "view",
    "whole_network",
    "without_taker",
    "years",
]
