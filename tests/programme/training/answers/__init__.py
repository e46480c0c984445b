"""Answers to every exercise: the model solution for both seeds, and wrong ones with the finding that explains each.

Numbers are worked out by hand from the task, not read from the facts.
"""

from tests.programme.training.answers import across, mission_1, mission_2, mission_3

MODELS = mission_1.MODELS | mission_2.MODELS | mission_3.MODELS | across.MODELS
