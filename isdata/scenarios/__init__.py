"""Scenarios: named sets of changes applied to tables; stored data stay unchanged.

`scenario` returns one, `applied` changes a register of measures by it, `terms` the prices and rates;
`remarks` lists its changes without effect. `planning` computes the best plan in it.
"""

from isdata.scenarios.applying import applied, as_measures, terms
from isdata.scenarios.changes import MEASURE_KINDS, Scenario
from isdata.scenarios.ineffective_changes import REMARKS, of_implemented, remarks
from isdata.scenarios.outcome import ParkState, park_state, shares
from isdata.scenarios.presentation import change_words, plan_words
from isdata.scenarios.service import (
    changes_without_effect,
    co2_by_region,
    disclosed_measures,
    disclosed_totals,
    relations,
    scenario,
    scenarios,
    today,
    undisclosed,
    withheld,
)
from isdata.scenarios.stored import also_compared, changes, compared_first, partners, remove, save, unnamed
from isdata.scenarios.stream_dependencies import (
    left_of_streams,
    running_shares,
    stream_changes,
    stream_dependencies,
    with_shares,
)

__all__ = [
    "MEASURE_KINDS",
    "REMARKS",
    "ParkState",
    "Scenario",
    "also_compared",
    "applied",
    "as_measures",
    "change_words",
    "changes",
    "changes_without_effect",
    "co2_by_region",
    "compared_first",
    "disclosed_measures",
    "disclosed_totals",
    "left_of_streams",
    "of_implemented",
    "park_state",
    "partners",
    "plan_words",
    "relations",
    "remarks",
    "remove",
    "running_shares",
    "save",
    "scenario",
    "scenarios",
    "shares",
    "stream_changes",
    "stream_dependencies",
    "terms",
    "today",
    "undisclosed",
    "unnamed",
    "with_shares",
    "withheld",
]
