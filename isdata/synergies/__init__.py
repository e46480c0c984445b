"""Synergies: who could join with whom, how far each has come, and what it brings."""

from isdata.synergies.matching import matches
from isdata.synergies.moving import add, change, move, next_stage
from isdata.synergies.register import (
    by_urgency,
    changes,
    chosen,
    history,
    money,
    pairs,
    partners,
    resources,
    synergies,
    totals,
)
from isdata.synergies.scene import Scene, arcs, scene

__all__ = [
    "Scene",
    "add",
    "arcs",
    "by_urgency",
    "change",
    "changes",
    "chosen",
    "history",
    "matches",
    "money",
    "move",
    "next_stage",
    "pairs",
    "partners",
    "resources",
    "scene",
    "synergies",
    "totals",
]
