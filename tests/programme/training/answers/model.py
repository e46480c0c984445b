"""Right and wrong answers of one exercise."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Model:
    """Right answers of one exercise.

    Parameters
    ----------
    right : pair of dict
        Answer by field, for seed 0 and seed 1.
    wrong : list of (field, value, finding)
        For seed 0.
    state : pair of str
        SQL that does in the copy what the task asks for; empty where it asks for nothing.
    wrong_states : list of (str, field, finding)
        SQL that does something else, for seed 0.
    of_seed_1 : list of (str, dict, field, finding)
        SQL and answers, for mistakes that the numbers of seed 0 do not allow.
    """

    right: tuple[dict[str, Any], dict[str, Any]]
    wrong: list[tuple[str, Any, str]]
    state: tuple[str, str] = ("", "")
    wrong_states: list[tuple[str, str, str]] = field(default_factory=list)
    of_seed_1: list[tuple[str, dict[str, Any], str, str]] = field(default_factory=list)
