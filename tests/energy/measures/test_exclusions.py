"""A network counts measures that can be done together: five of them, by hand."""

import duckdb
import pandas as pd

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR
from isdata.energy.measures import Terms
from isdata.energy.measures.package import feasible
from isdata.output import reports
from tests.output.reports.conftest import DAY, subject

WORTH = pd.Series({"good": 9.0, "better": 10.0, "third": 8.0, "needs": 5.0, "unknown": float("nan")})
AHEAD = pd.Series(False, index=WORTH.index)


def relations(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["measure_id", "other_id", "relation"])


def test_of_a_pair_the_better_one_stays_and_what_needs_the_other_goes() -> None:
    found = feasible(relations(("good", "better", "excludes"), ("needs", "good", "needs")), WORTH, done=AHEAD)

    assert list(found) == ["better", "third", "unknown"]


def test_who_is_excluded_by_one_that_is_out_stays() -> None:
    """better – good – third in a row: the ends stay, in whichever direction a pair is entered."""
    found = feasible(
        relations(("good", "better", "excludes"), ("third", "good", "excludes")), WORTH, done=AHEAD
    )

    assert list(found) == ["better", "third", "needs", "unknown"]


def test_what_is_done_stays_before_what_is_worth_more() -> None:
    pair = relations(("good", "better", "excludes"))

    assert "better" not in feasible(pair, WORTH, done=AHEAD | (WORTH.index == "good"))
    assert len(feasible(pair, WORTH, done=~AHEAD)) == len(WORTH)


def test_one_whose_value_is_not_known_gives_way() -> None:
    assert "unknown" not in feasible(relations(("unknown", "needs", "excludes")), WORTH, done=AHEAD)


def test_a_need_outside_the_choice_takes_nothing_out() -> None:
    assert len(feasible(relations(("needs", "elsewhere", "needs")), WORTH, done=AHEAD)) == len(WORTH)


def test_a_network_says_what_it_leaves_out(tiny: duckdb.DuckDBPyConnection) -> None:
    """A twin of the measure that costs 1,000 more and excludes it."""
    tiny.execute(
        "insert into measure select * replace ('M2' as measure_id, investment + 1000 as investment) from measure"
    )
    tiny.execute("insert into measure_saving select * replace ('M2' as measure_id) from measure_saving")
    tiny.execute(
        "insert into measure_relation (measure_id, other_id, relation) values ('M2', 'M1', 'excludes')"
    )
    both = subject(tiny, reports.Choice("all", scope="achieved"), viewer=FACILITATOR)
    assert (both.left_out, both.excluded) == (0, 1)  # done, the pair of them
    tiny.execute("update measure set status = 'planned'")
    about = subject(tiny, reports.Choice("all"), viewer=FACILITATOR)
    assert about.register is not None
    project = reports.project(about.register, Terms(), draws=100)

    assert list(about.register.measures.index) == ["M1"]
    assert (about.left_out, about.excluded) == (1, 0)
    for kind, language, said in (
        ("summary", "en", "1 measure is not counted"),
        ("valuation", "zh", "未计入1项措施"),
    ):
        shown = reports.REPORTS[kind].make(about, project, i18n.reader(language), day=DAY, financing=None)
        assert said in repr(shown.blocks)
