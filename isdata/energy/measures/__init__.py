"""Cost, saving and payback of efficiency measures, separate and combined.

A `Register` holds a park's measures and the savings of each by resource, valued at prices, energy contents
and CO2 factors whose ids are kept with the numbers. `Terms` set the discount rate, prices and horizon of a
valuation. All functions that take a register are pure.
"""

from isdata.energy.measures.appraisal import (
    annual_cash_flow,
    appraise,
    by_category,
    by_class,
    by_group,
    totals,
)
from isdata.energy.measures.benchmarks import Benchmark, benchmark, benchmarks
from isdata.energy.measures.benefits import benefits
from isdata.energy.measures.benefits import present_values as benefits_worth
from isdata.energy.measures.carriers import by_carrier, co2_by_region, factors_by_measure
from isdata.energy.measures.claims import beside_claims, unnamed_rest
from isdata.energy.measures.counting import (
    Outlook,
    combined_package,
    counted_together,
    has_overlaps,
    outlook,
    price_years,
)
from isdata.energy.measures.disclosed_measures import DisclosedMeasures
from isdata.energy.measures.disclosed_network import DisclosedNetwork
from isdata.energy.measures.disclosed_outlook import NO_GROUP, DisclosedOutlook, SumAndPackage
from isdata.energy.measures.members import comparison, events, members, progress, saved_in, targets
from isdata.energy.measures.package import conflicts, kept, packaged, relations
from isdata.energy.measures.pareto import fronts
from isdata.energy.measures.pricing import Priced, price
from isdata.energy.measures.published import (
    by_resource,
    disclosed_carriers,
    disclosed_groups,
    disclosed_progress,
    disclosed_totals,
    disclosed_years,
    part_saving,
    years,
)
from isdata.energy.measures.register import (
    ACHIEVED,
    Register,
    claims,
    disclosed,
    hurdle_rate,
    in_scope,
    is_any_in_scope,
    networks,
    register,
    undisclosed,
)
from isdata.energy.measures.restating import co2_factors, with_factors
from isdata.energy.measures.simulation import price_paths, samples, simulate
from isdata.energy.measures.terms import Terms

__all__ = [
    "ACHIEVED",
    "NO_GROUP",
    "Benchmark",
    "DisclosedMeasures",
    "DisclosedNetwork",
    "DisclosedOutlook",
    "Outlook",
    "Priced",
    "Register",
    "SumAndPackage",
    "Terms",
    "annual_cash_flow",
    "appraise",
    "benchmark",
    "benchmarks",
    "benefits",
    "benefits_worth",
    "beside_claims",
    "by_carrier",
    "by_category",
    "by_class",
    "by_group",
    "by_resource",
    "claims",
    "co2_by_region",
    "co2_factors",
    "combined_package",
    "comparison",
    "conflicts",
    "counted_together",
    "disclosed",
    "disclosed_carriers",
    "disclosed_groups",
    "disclosed_progress",
    "disclosed_totals",
    "disclosed_years",
    "events",
    "factors_by_measure",
    "fronts",
    "has_overlaps",
    "hurdle_rate",
    "in_scope",
    "is_any_in_scope",
    "kept",
    "members",
    "networks",
    "outlook",
    "packaged",
    "part_saving",
    "price",
    "price_paths",
    "price_years",
    "progress",
    "register",
    "relations",
    "samples",
    "saved_in",
    "simulate",
    "targets",
    "totals",
    "undisclosed",
    "unnamed_rest",
    "with_factors",
    "years",
]
