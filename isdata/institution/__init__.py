"""The park as an institution: indicators against standards, the seven pillars, and progress towards the vision."""

from isdata.institution.computed_indicators import computed
from isdata.institution.conformity import STATUSES, conformity, record_limit, record_value, standards
from isdata.institution.scorecard import (
    attainment,
    by_urgency,
    in_drawn_order,
    pillars,
    pillars_by_year,
    recorded_share,
    scorecard,
    weakest_pillar,
)

__all__ = [
    "STATUSES",
    "attainment",
    "by_urgency",
    "computed",
    "conformity",
    "in_drawn_order",
    "pillars",
    "pillars_by_year",
    "record_limit",
    "record_value",
    "recorded_share",
    "scorecard",
    "standards",
    "weakest_pillar",
]
