"""Synergies: who could join with whom, how far each has come, and what it brings."""

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

__all__ = [
    "add",
    "by_urgency",
    "change",
    "changes",
    "chosen",
    "history",
    "money",
    "move",
    "next_stage",
    "pairs",
    "partners",
    "resources",
    "synergies",
    "totals",
]
