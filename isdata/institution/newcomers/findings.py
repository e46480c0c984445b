"""Results of the rules for newcomers, with the messages of their reasons and remedies."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from isdata.data.i18n import N_

STATUSES: Mapping[str, str] = {"fail": N_("Fails"), "unknown": N_("Unknown"), "pass": N_("Passes")}
REASONS: Mapping[str, str] = {
    "fits": N_("{need} needed; {free} of {limit} available."),
    "exceeds": N_("{need} needed, {free} of {limit} available: exceeded by {lacking}."),
    "none": N_("Nothing is needed."),
    "settled": N_("Existing company: {used} of {limit} used."),
    "overdrawn": N_("The park uses {used} already, above the limit of {limit}."),
    "beyond": N_("Steam of {grade} is needed; no network of the park supplies it."),
    "not_stated": N_("The newcomer does not state it. Enter the amount, 0 if there is none."),
    "no_hours": N_("The newcomer does not state the operating hours, which a limit per hour needs."),
    "no_use": N_("The present use is unknown. Enter it with the limit."),
    "no_limit": N_("The limit has no number yet. Enter it from the master plan."),
    "no_factor": N_("No CO2 factor is stored for {resources}."),
    "unit": N_("The unit {unit} does not suit this rule."),
    "keeps": N_("{value}; within the limit."),
    "above": N_("{value}, above the limit of {limit}."),
    "below": N_("{value}, below the required {limit}."),
}
REMEDIES: Mapping[str, str] = {
    "exceeds": N_("Reduce demand by {lacking}, or obtain it from a company of the park with a surplus."),
    "overdrawn": N_("Expand capacity first: no newcomer can be accepted until then."),
    "beyond": N_("Generate it on site, or use a process at a lower pressure and temperature."),
    "energy_intensity": N_("Use at most {allowed}, or achieve a value added of at least {required}."),
    "water_intensity": N_("Use at most {allowed}, or achieve a value added of at least {required}."),
    "steam_per_area": N_("Use at most {allowed}."),
    "land_output": N_("Achieve a value added of at least {required}, or occupy at most {allowed}."),
    "jobs_per_area": N_("Employ at least {required}, or occupy at most {allowed}."),
    "investment_per_area": N_("Invest at least {required}, or occupy at most {allowed}."),
    "waste_reused": N_("Name a receiver for {required} more waste."),
}


class Finding(NamedTuple):
    """Result of a rule.

    Attributes
    ----------
    status : str
        A key of `STATUSES`.
    reason : str
        A key of `REASONS`.
    value : float
        Amount that the newcomer needs, or its own figure. [unit]
    used : float
        Use of the park today. [unit]
    lacking : float
        Amount missing to pass, 0 if it passes. [unit]
    details : dict
        Values for the messages of reason and remedy: amounts as (number, unit), or plain text.
    remedy : str
        A key of `REMEDIES`, or empty.
    """

    status: str
    reason: str
    value: float = math.nan
    used: float = math.nan
    lacking: float = 0.0
    details: Mapping[str, Any] = {}
    remedy: str = ""
