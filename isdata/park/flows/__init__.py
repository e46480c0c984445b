"""Flows of a park: links, stored rows, views, loops, destinations and balances."""

from isdata.park.flows.amounts import CO2, COUNTED_IN, MONEY, in_one_unit
from isdata.park.flows.balance import (
    balances,
    by_resource,
    declared,
    explanations,
    growth,
    places,
    two_sided,
    unmeasured_flows,
)
from isdata.park.flows.composing import (
    Composed,
    Sides,
    compose,
    compose_apart,
    converted,
    network,
    refolded,
    refolded_apart,
    with_unfolded,
)
from isdata.park.flows.destinations import (
    USED_AGAIN,
    is_loss,
    residuals,
    secondary_share,
    shares,
    unused_by_products,
    used_share,
)
from isdata.park.flows.flow_selection import FlowSelection
from isdata.park.flows.folding import fold, folded, members, passing, small_nodes, throughput
from isdata.park.flows.intensity import intensities
from isdata.park.flows.links import OUTSIDE, UNNAMED, companies, links, rows, source, year_words, years
from isdata.park.flows.loops import loops, on_loop, whole_network
from isdata.park.flows.metering import next_meters
from isdata.park.flows.omitted_flows import omitted_flows
from isdata.park.flows.presented_nodes import fewer, nodes_left, with_nodes
from isdata.park.flows.presets import FIRST, OWN, PRESETS, Preset, default_preset, has_few_others
from isdata.park.flows.quality import quality
from isdata.park.flows.query import from_query
from isdata.park.flows.reconciling import AMOUNT, Reconciled, keep, kept, reconcile
from isdata.park.flows.substances import by_substance
from isdata.park.flows.tracing import links_on_path
from isdata.park.flows.views import LOOKS, View, changes, is_company, view
from isdata.park.flows.what_if import Scaled, hypothetical_links, scaled_from, text_of

__all__ = [
    "AMOUNT",
    "CO2",
    "COUNTED_IN",
    "FIRST",
    "LOOKS",
    "MONEY",
    "OUTSIDE",
    "OWN",
    "PRESETS",
    "UNNAMED",
    "USED_AGAIN",
    "Composed",
    "FlowSelection",
    "Preset",
    "Reconciled",
    "Scaled",
    "Sides",
    "View",
    "balances",
    "by_resource",
    "by_substance",
    "changes",
    "companies",
    "compose",
    "compose_apart",
    "converted",
    "declared",
    "default_preset",
    "explanations",
    "fewer",
    "fold",
    "folded",
    "from_query",
    "growth",
    "has_few_others",
    "hypothetical_links",
    "in_one_unit",
    "intensities",
    "is_company",
    "is_loss",
    "keep",
    "kept",
    "links",
    "links_on_path",
    "loops",
    "members",
    "network",
    "next_meters",
    "nodes_left",
    "omitted_flows",
    "on_loop",
    "passing",
    "places",
    "quality",
    "reconcile",
    "refolded",
    "refolded_apart",
    "residuals",
    "rows",
    "scaled_from",
    "secondary_share",
    "shares",
    "small_nodes",
    "source",
    "text_of",
    "throughput",
    "two_sided",
    "unmeasured_flows",
    "unused_by_products",
    "used_share",
    "view",
    "whole_network",
    "with_nodes",
    "with_unfolded",
    "year_words",
    "years",
]
