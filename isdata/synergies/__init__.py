"""Synergies: who could join with whom, how far each has come, and what it brings."""

from isdata.synergies.register import chosen, pairs, partners, synergies

__all__ = ["chosen", "pairs", "partners", "synergies"]
