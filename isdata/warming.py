"""Compile and exercise what is slow the first time: python -m isdata.warming

Compiled loops are kept beside the code, so this takes seconds once after an install and a
moment at every later start.
"""

import pandas as pd

from isdata.engines import finance, sankey, uncertainty
from isdata.symbiosis.matching import ranking
from isdata.symbiosis.matching.streams import MONTHS

_LINKS = pd.DataFrame(
    {"source": ["a", "b", "b", "c"], "target": ["b", "c", "d", "a"], "value": [4.0, 3.0, 1.0, 2.0]}
)
_MEASURES = pd.DataFrame(
    {
        "measure_id": ["one", "two"],
        "investment": [100.0, 50.0],
        "annual_saving": [40.0, -1.0],
        "lifetime": [10, 5],
    }
)
_STREAMS = pd.DataFrame(
    {
        **dict.fromkeys([*ranking.NUMBERS, *MONTHS], 1.0),
        **dict.fromkeys(["stream_id", "resource_id", "resource_class", "state", "common_unit"], "one"),
        **dict.fromkeys(["needs_permit", "is_hazardous"], False),
        **dict.fromkeys(ranking.DATES, pd.NaT),
    },
    index=[0],
)
_LIKENESS = pd.DataFrame({"supply_resource": ["one"], "demand_resource": ["one"], "likeness": [1.0]})


def warm() -> None:
    """Lay out one small picture, appraise and draw two measures, and match two streams."""
    sankey.layout(_LINKS, width=400, height=300)
    finance.appraise(_MEASURES, discount_rate=0.08)
    uncertainty.simulate(_MEASURES, discount_rate=0.08, hurdle=3.0, draws=100)
    ranking.rank(_STREAMS, _STREAMS, _LIKENESS)


if __name__ == "__main__":
    warm()
