"""Synergies: possible ones on the map, the register with stages, and totals of their effects."""

from isdata.symbiosis.synergies.candidates import (
    PARK,
    SITE,
    STREAM,
    View,
    candidate_arcs,
    candidate_pairs,
    candidates,
    matches,
    seen_from,
)
from isdata.symbiosis.synergies.map_data import Scene, arcs, scene
from isdata.symbiosis.synergies.register import (
    by_urgency,
    changes,
    chosen,
    entered_stage_on,
    history,
    latest_moves_first,
    overdue,
    pairs,
    partners,
    resources,
    stored,
    synergies,
)
from isdata.symbiosis.synergies.stage_changes import add, change, move, next_stage, set_partners
from isdata.symbiosis.synergies.sums import money, totals

__all__ = [
    "PARK",
    "SITE",
    "STREAM",
    "Scene",
    "View",
    "add",
    "arcs",
    "by_urgency",
    "candidate_arcs",
    "candidate_pairs",
    "candidates",
    "change",
    "changes",
    "chosen",
    "entered_stage_on",
    "history",
    "latest_moves_first",
    "matches",
    "money",
    "move",
    "next_stage",
    "overdue",
    "pairs",
    "partners",
    "resources",
    "scene",
    "seen_from",
    "set_partners",
    "stored",
    "synergies",
    "totals",
]
