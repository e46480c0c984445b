"""What if? Named sets of changes to today, applied to tables; what is stored stays as it is.

`scenario` fetches one, `applied` changes a register of measures by it, `terms` the prices and rates;
`remarks` tells which of its changes come to nothing. Which plan is best in it, `planning` knows.
"""

from isdata.scenarios.applying import applied, as_measures, terms
from isdata.scenarios.asked import idle, openness, register, relations, today
from isdata.scenarios.changes import MEASURE_KINDS, Scenario
from isdata.scenarios.grounds import grounds, left_of_streams, running_shares, stream_changes, with_shares
from isdata.scenarios.remarks import REMARKS, remarks
from isdata.scenarios.standing import Standing, shares, standing
from isdata.scenarios.stored import changes, partners, remove, save, scenario, scenarios
from isdata.scenarios.words import change_words, plan_words

__all__ = [
    "MEASURE_KINDS",
    "REMARKS",
    "Scenario",
    "Standing",
    "applied",
    "as_measures",
    "change_words",
    "changes",
    "grounds",
    "idle",
    "left_of_streams",
    "openness",
    "partners",
    "plan_words",
    "register",
    "relations",
    "remarks",
    "remove",
    "running_shares",
    "save",
    "scenario",
    "scenarios",
    "shares",
    "standing",
    "stream_changes",
    "terms",
    "today",
    "with_shares",
]
