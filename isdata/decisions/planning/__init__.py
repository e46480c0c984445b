"""Optimal choice of measures and years within a budget, and the reasons for it.

`candidates` turns a park's measures into candidates; `choose` finds the most valuable set, exactly; `reasons`
and `collisions` explain it; `by_budget` and `by_co2` show the alternatives. `robust` finds the plan that is
most often near the best of simulations; `joint_candidates` combines measures and synergies, `plan_jointly` plans them,
and shows the cost of planning them separately.
"""

from isdata.decisions.planning.binary_program import EXACT, Program, Solution
from isdata.decisions.planning.candidates import Candidates, candidates
from isdata.decisions.planning.comparing import MOST, OWN, SAME, Outcome, Result, compare, outcomes, results
from isdata.decisions.planning.fronts import POINTS, by_budget, by_co2, greedy
from isdata.decisions.planning.joint import Joint, PlanningMethod, plan_jointly
from isdata.decisions.planning.limits import OBJECTIVES, Aim, Figures, Floor, Limits, Portfolio
from isdata.decisions.planning.model import Model, choose
from isdata.decisions.planning.reasons import REASONS, collisions, reasons
from isdata.decisions.planning.robust import NEAR, PLANS, Drawn, Robust, drawn, of_register, robust
from isdata.decisions.planning.scenario_export import (
    kept_changes,
    kept_values,
    limits_in_scenario,
    objective_in_scenario,
)
from isdata.decisions.planning.synergies import Synergies, joint_candidates, open_synergies

__all__ = [
    "EXACT",
    "MOST",
    "NEAR",
    "OBJECTIVES",
    "OWN",
    "PLANS",
    "POINTS",
    "REASONS",
    "SAME",
    "Aim",
    "Candidates",
    "Drawn",
    "Figures",
    "Floor",
    "Joint",
    "Limits",
    "Model",
    "Outcome",
    "PlanningMethod",
    "Portfolio",
    "Program",
    "Result",
    "Robust",
    "Solution",
    "Synergies",
    "by_budget",
    "by_co2",
    "candidates",
    "choose",
    "collisions",
    "compare",
    "drawn",
    "greedy",
    "joint_candidates",
    "kept_changes",
    "kept_values",
    "limits_in_scenario",
    "objective_in_scenario",
    "of_register",
    "open_synergies",
    "outcomes",
    "plan_jointly",
    "reasons",
    "results",
    "robust",
]
