"""Visits are ranked by what is open; confirmed answers become flows, streams and measures with their source."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.errors import ProblemsError
from isdata.output.reports import docx, visit_brief
from isdata.programme.visits import choice, interviews
from isdata.programme.visits.participation import participation

DAY = dt.date(2025, 3, 18)


def answers(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(interviews.COLUMNS))


def begun(con: duckdb.DuckDBPyConnection) -> str:
    return interviews.begin(con, site_id="S2", held_on=DAY, person="Energy manager", who="test")


def test_the_score_is_the_mean_share_of_what_is_open(tiny: duckdb.DuckDBPyConnection) -> None:
    """Mass by hand: the power plant has 1,000 + 20 − 300 t, the cement works 300 − 20 − 45 t, nothing else in t."""
    found = choice.candidates(tiny, park_id="tiny").set_index("company_id")

    assert found["residual"].to_dict() == pytest.approx({"C1": 720.0, "C2": 235.0, "C3": 0.0})
    assert found.loc["C1", "residual_share"] == pytest.approx(720 / 955)
    assert found.loc["C1", "score"] == pytest.approx((found.loc["C1", "unknown_share"] + 720 / 955) / 2)
    assert found["score"].sum() == pytest.approx(1.0)
    assert found["score"].is_monotonic_decreasing


def test_a_company_with_one_recorded_side_has_no_imbalance(tiny: duckdb.DuckDBPyConnection) -> None:
    """Without anything that leaves it, the balance page compares nothing at the power plant either."""
    tiny.execute("delete from flow where provider_id in (select site_id from site where company_id = 'C1')")

    found = choice.candidates(tiny, park_id="tiny").set_index("company_id")

    assert found.loc["C1", ["residual", "residual_share"]].tolist() == [0.0, 0.0]


def test_mass_within_its_uncertainty_is_not_unexplained(tiny: duckdb.DuckDBPyConnection) -> None:
    """A company of Kunshan was the first to be visited for 15 t that its balance knows to ± 73 t."""
    tiny.execute("update flow set uncertainty = 400")

    found = choice.candidates(tiny, park_id="tiny")

    assert found["residual"].tolist() == [0.0, 0.0, 0.0]
    assert found["score"].sum() == pytest.approx(1.0)  # of the reasons that the park has


def test_a_round_of_visits_counts_once_its_minutes_are_closed_and_with_its_interview_once(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    def visits() -> dict[str, int]:
        return choice.candidates(tiny, park_id="tiny").set_index("company_id")["visits"].to_dict()

    tiny.execute(
        "insert into event (event_id, park_id, event_kind, name_en, starts_on, ends_on) "
        "values ('E9', 'tiny', 'visit', 'Round', ?, ?)",
        [DAY, DAY + dt.timedelta(days=1)],
    )
    tiny.execute("insert into event_participant (event_id, company_id) values ('E9', 'C1'), ('E9', 'C2')")
    assert visits() == {"C1": 0, "C2": 0, "C3": 0}

    begun(tiny)  # an interview at the cement works, during the round
    assert visits() == {"C1": 0, "C2": 1, "C3": 0}

    tiny.execute("update event set closed_on = ? where event_id = 'E9'", [DAY + dt.timedelta(days=4)])
    assert visits() == {"C1": 1, "C2": 1, "C3": 0}

    interviews.begin(tiny, site_id="S2", held_on=DAY + dt.timedelta(days=30), person="Manager", who="test")
    assert visits() == {"C1": 1, "C2": 2, "C3": 0}


def test_a_company_counts_at_its_furthest_step_and_at_those_before(tiny: duckdb.DuckDBPyConnection) -> None:
    """Of three companies one is marked, one came to an event and has an interview, nothing is known of the third."""
    nothing = participation(tiny, park_id="tiny")
    assert (nothing.companies, nothing.unknown, set(nothing.reached.values())) == (3, 3, {0})

    tiny.execute("update company set interest = 'interviewed' where company_id = 'C1'")
    tiny.execute("update company set interest = 'invited' where company_id = 'C2'")
    tiny.execute(
        "insert into event (event_id, park_id, event_kind, name_en) values ('E9', 'tiny', 'workshop', 'W')"
    )
    tiny.execute(
        "insert into event_participant (event_id, company_id, interest) values ('E9', 'C2', 'present')"
    )
    came = participation(tiny, park_id="tiny")
    assert came.reached == {"invited": 2, "present": 2, "interested": 1, "interviewed": 1}
    assert (came.unknown, came.unrecorded) == (1, 1)

    begun(tiny)  # an interview at the cement works, C2
    held = participation(tiny, park_id="tiny")
    assert held.reached["interviewed"] == 2
    assert held.unrecorded == 1
    assert choice.candidates(tiny, park_id="tiny").set_index("company_id")["interest"]["C2"] == "interviewed"


def test_energy_stated_in_tonnes_is_no_missing_mass(tiny: duckdb.DuckDBPyConnection) -> None:
    before = choice.candidates(tiny, park_id="tiny").set_index("company_id")["residual"]
    tiny.execute("update resource set kind = 'energy' where resource_id = 'coal'")

    after = choice.candidates(tiny, park_id="tiny").set_index("company_id")["residual"]

    # Of the power plant, 20 t go in and 300 t come out.
    assert (before["C1"], after["C1"]) == pytest.approx((720.0, 280.0))


def test_a_draft_is_there_after_the_browser_is_gone_and_follows_each_change(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    name = begun(tiny)
    first = answers(
        {"topic": "by_product", "words": "dust"},
        {"topic": "input", "words": "ash", "quantity": 5.0, "unit": "t"},
    )

    interviews.keep(tiny, interview_id=name, rows=first, who="test")
    assert list(interviews.answers(tiny, interview_id=name)["words"]) == ["dust", "ash"]
    version = store.data_version(tiny)
    interviews.keep(tiny, interview_id=name, rows=first, who="test")
    assert store.data_version(tiny) == version
    interviews.keep(tiny, interview_id=name, rows=first.iloc[1:], who="test")

    assert list(interviews.answers(tiny, interview_id=name)["words"]) == ["ash"]
    assert list(interviews.interviews(tiny, park_id="tiny")["answers"]) == [1]


def test_confirmed_answers_become_data_with_their_source_and_once_only(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    name = begun(tiny)
    common = {"resource_id": "fly_ash", "unit": "t", "uncertainty": 20.0}
    rows = answers(
        {"topic": "input", "quantity": 10.0, **common},
        {"topic": "product", "quantity": 20.0, **common},
        {"topic": "by_product", "quantity": 30.0, "words": "from the filter", **common},
        {"topic": "need", "quantity": 40.0, **common},
        {
            "topic": "measure",
            "quantity": 50.0,
            "words": "Less ash",
            "investment": 900.0,
            "lifetime": 10.0,
            **common,
        },
        {"topic": "energy", "words": "no idea yet"},
    )
    interviews.keep(tiny, interview_id=name, rows=rows, who="test")
    assert tiny.execute("select count(*) from stream").fetchall() == [(0,)]

    made = [interviews.confirm(tiny, interview_id=name, day=DAY, who="test") for _ in range(2)]

    assert made == [{"flow": 2, "stream": 2, "measure": 1, "note": 1, "year": 2024}] * 2
    flows = tiny.execute(
        "select provider_id, receiver_id, quantity, basis, uncertainty, year, source from flow "
        "where source = 'interview 2025-03-18' order by quantity"
    ).fetchall()
    assert flows == [
        (None, "S2", 10.0, "interview", 20.0, 2024, "interview 2025-03-18"),
        ("S2", None, 20.0, "interview", 20.0, 2024, "interview 2025-03-18"),
    ]
    streams = tiny.execute("select direction, quantity, note, basis from stream order by quantity").fetchall()
    assert streams == [("supply", 30.0, "from the filter", "interview"), ("demand", 40.0, None, "interview")]
    measures = tiny.execute(
        "select name_en, investment, baseline - modified from measure join measure_saving using (measure_id) "
        "where source = 'interview 2025-03-18'"
    )
    assert measures.fetchall() == [("Less ash", 900.0, 50.0)]


def test_confirming_a_correction_leaves_nothing_of_the_former_answers(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """An answer that is dropped moves the others up: what was an input becomes a product, the measure saves another resource."""
    name = begun(tiny)
    common: dict[str, object] = {"unit": "t", "quantity": 10.0}
    ash, dust = common | {"resource_id": "fly_ash"}, common | {"resource_id": "mixed_waste"}
    measure: dict[str, object] = {"topic": "measure", "investment": 900.0, "lifetime": 10.0, "words": "Less"}
    for rows in (
        [
            {"topic": "input", **ash},
            {"topic": "product", **dust},
            {"topic": "by_product", **ash},
            measure | ash,
        ],
        [{"topic": "product", **dust}, measure | ash],
        [{"topic": "product", **dust}, measure | dust],
    ):
        interviews.keep(tiny, interview_id=name, rows=answers(*rows), who="test")
        interviews.confirm(tiny, interview_id=name, day=DAY, who="test")

    made = tiny.execute(
        "select provider_id, receiver_id, resource_id from flow where source like 'interview%'"
    ).fetchall()
    assert made == [("S2", None, "mixed_waste")]
    assert tiny.execute("select count(*) from stream").fetchall() == [(0,)]
    saved = tiny.execute(
        "select resource_id from measure_saving where measure_id = ?", [f"{name}-2"]
    ).fetchall()
    assert saved == [("mixed_waste",)]


def test_the_year_of_the_amounts_can_be_chosen_and_is_kept(tiny: duckdb.DuckDBPyConnection) -> None:
    name = begun(tiny)
    rows = answers({"topic": "by_product", "resource_id": "fly_ash", "quantity": 30.0, "unit": "t"})
    interviews.keep(tiny, interview_id=name, rows=rows, who="test")

    assert interviews.reference_year(tiny, interview_id=name, day=DAY) == 2024  # of the park's flows
    interviews.confirm(tiny, interview_id=name, day=DAY, who="test", year=2022)

    assert interviews.reference_year(tiny, interview_id=name, day=DAY) == 2022
    assert interviews.confirm(tiny, interview_id=name, day=DAY, who="test")["year"] == 2022
    tiny.execute("delete from stream")
    tiny.execute("delete from flow")
    assert interviews.reference_year(tiny, interview_id=name, day=DAY) == 2025  # of the interview


def test_missing_values_are_named_by_answer_and_a_note_in_words_lacks_none() -> None:
    rows = answers(
        {"topic": "energy", "words": "asks the electrician"},
        {"topic": "by_product", "quantity": 5.0, "unit": "t"},
        {"topic": "measure", "resource_id": "fly_ash", "quantity": 5.0, "unit": "t", "lifetime": 8.0},
        {"topic": "need", "resource_id": "fly_ash"},
    )

    found = interviews.missing(rows)

    assert list(found.itertuples(index=False, name=None)) == [
        (2, "by_product", "resource_id"),
        (3, "measure", "investment"),
        (4, "need", "quantity"),
        (4, "need", "unit"),
    ]


def test_a_measure_without_an_investment_is_named_and_nothing_is_stored(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    name = begun(tiny)
    rows = answers({"topic": "measure", "resource_id": "fly_ash", "quantity": 5.0, "unit": "t"})
    interviews.keep(tiny, interview_id=name, rows=rows, who="test")

    with pytest.raises(ProblemsError) as refused:
        interviews.confirm(tiny, interview_id=name, day=DAY, who="test")

    assert set(refused.value.problems["column"]) == {"investment", "lifetime"}
    assert interviews.interviews(tiny, park_id="tiny")["confirmed_on"].isna().all()


@pytest.mark.parametrize(("language", "said"), [("en", "235 t a year"), ("zh", "235吨")])
def test_a_brief_names_reasons_knowledge_gaps_and_questions(
    tiny: duckdb.DuckDBPyConnection, language: str, said: str
) -> None:
    read = i18n.reader(language)

    report = visit_brief.visit_brief(tiny, park_id="tiny", site_id="S2", reader=read, day=DAY)

    words = str(report.blocks)
    assert said in words
    assert all(read.text(question) in words for question in visit_brief.QUESTIONS.values())
    assert docx(report)[:2] == b"PK"
