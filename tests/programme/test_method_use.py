"""Use of methods: sums by method, by hand."""

import datetime as dt

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import ProblemsError
from isdata.programme import method_use

DAY = dt.date(2026, 5, 12)
ANSWER = {"method": "interview", "respondent": "administration", "times": 4, "asked_on": DAY}


def test_uses_are_summed_by_method_with_roles_and_reasons(tiny: duckdb.DuckDBPyConnection) -> None:
    for company, change in (
        (None, {"obstacle": "no time"}),
        ("C1", {"respondent": "company", "times": 3, "obstacle": "no time", "benefit": "two offers"}),
        (None, {"method": "matching", "times": 9}),
    ):
        method_use.add(tiny, park_id="tiny", company_id=company, values=ANSWER | change, who="Mei")

    sums = method_use.by_method(method_use.answers(tiny, park_id="tiny", viewer=FACILITATOR))

    assert sums["times"].head(3).to_dict() == {"matching": 9, "interview": 7, "flow_analysis": 0}
    assert sums.loc["interview", "respondents"] == ["administration", "company"]
    assert (sums.loc["interview", "obstacles"], sums.loc["interview", "benefits"]) == (
        ["no time"],
        ["two offers"],
    )
    assert method_use.answers(tiny, park_id="tiny", viewer=GUEST).empty


@pytest.mark.parametrize("wrong", [{"times": None}, {"times": -1}, {"method": None}, {"asked_on": None}])
def test_an_answer_without_method_times_or_day_is_refused(
    tiny: duckdb.DuckDBPyConnection, wrong: dict[str, object]
) -> None:
    with pytest.raises(ProblemsError):
        method_use.add(tiny, park_id="tiny", company_id=None, values=ANSWER | wrong, who="Mei")
