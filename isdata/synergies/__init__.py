"""Synergies: who could join with whom, how far each has come, and what it brings."""

from isdata.synergies.moving import add, move, next_stage
from isdata.synergies.register import changes, chosen, history, money, pairs, partners, synergies, totals

__all__ = [
    "add",
    "changes",
    "chosen",
    "history",
    "money",
    "move",
    "next_stage",
    "pairs",
    "partners",
    "synergies",
    "totals",
]
