"""Services, common problems and technologies of the tiny park, checked by hand."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import ProblemsError
from isdata.institution import documents, platform

WHO, WHY = "test", "for tests"
DAY = dt.date(2026, 6, 1)


def save(
    con: duckdb.DuckDBPyConnection,
    table: str,
    rows: list[dict],
    before: list[str] | None = None,
    **new: object,
) -> None:
    platform.save_rows(con, table, pd.DataFrame(rows), before=before or [], who=WHO, reason=WHY, **new)


@pytest.fixture
def asked(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a service and three requests."""
    save(tiny, "service", [{"service_id": None, "name_en": "Advice", "days": 10}], park_id="tiny")
    (service,) = platform.services(tiny, park_id="tiny", today=DAY)["service_id"]
    request = {"request_id": None, "service_id": service, "asked_on": dt.date(2026, 5, 1)}
    rows = [
        request | {"company_id": "C1", "status": "open", "due_date": dt.date(2026, 5, 31)},
        request | {"company_id": "C2", "status": "doing", "due_date": DAY},
        request | {"company_id": "C3", "status": "done", "due_date": dt.date(2026, 5, 2)},
    ]
    save(tiny, "service_request", rows)
    return tiny


def test_a_request_is_late_after_its_due_date_while_it_is_open(asked: duckdb.DuckDBPyConnection) -> None:
    row = platform.services(asked, park_id="tiny", today=DAY).iloc[0]

    assert (row["open_requests"], row["late_requests"], row["done_requests"]) == (2, 1, 1)


def test_a_service_with_requests_cannot_be_removed(asked: duckdb.DuckDBPyConnection) -> None:
    known = platform.services(asked, park_id="tiny", today=DAY)

    with pytest.raises(ProblemsError):
        platform.save_rows(
            asked, "service", known.iloc[:0], before=known["service_id"].tolist(), who=WHO, reason=WHY
        )
    assert len(platform.services(asked, park_id="tiny", today=DAY)) == 1


def test_a_company_votes_once_and_may_take_its_vote_back(tiny: duckdb.DuckDBPyConnection) -> None:
    save(tiny, "problem", [{"problem_id": None, "name_en": "Odour", "status": "open"}], park_id="tiny")
    (problem,) = platform.problems(tiny, park_id="tiny", viewer=FACILITATOR)["problem_id"]
    for companies in (["C1"], ["C1", "C2"], ["C2"]):
        platform.vote(tiny, companies, problem_id=problem, day=DAY, who=WHO, reason=WHY)

    assert platform.votes(tiny, park_id="tiny", viewer=FACILITATOR)["company_id"].tolist() == ["C2"]
    assert platform.problems(tiny, park_id="tiny", viewer=FACILITATOR)["votes"].tolist() == [1]
    assert platform.votes(tiny, park_id="tiny", viewer=GUEST).empty


def test_technologies_that_join_a_supply_and_a_demand_come_first(parks: duckdb.DuckDBPyConnection) -> None:
    found = platform.technologies(parks, park_id="chengdu", viewer=FACILITATOR)
    streams = parks.execute(
        "select direction, resource_id, count(*) from stream join site using (site_id) where park_id = 'chengdu' group by all"
    ).fetchall()
    counts = {(direction, resource): count for direction, resource, count in streams}

    links = (found["supplies"] > 0).astype(int) + (found["demands"] > 0).astype(int)
    assert links.is_monotonic_decreasing
    assert links.max() == 2
    assert all(
        (row["supplies"], row["demands"])
        == (counts.get(("supply", row["input_id"]), 0), counts.get(("demand", row["output_id"]), 0))
        for row in found.to_dict("records")
    )


def paragraph(number: int, text: str, status: str = "draft") -> dict[str, object]:
    return {"number": number, "title_en": "T", "title_zh": None, "text_en": text, "text_zh": None, "status": status, "note": None}  # fmt: skip


def test_a_changed_paragraph_becomes_a_new_edition_and_the_former_one_stays(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    save(
        tiny,
        "document",
        [{"document_id": None, "document_kind": "charter", "name_en": "Charter"}],
        park_id="tiny",
    )
    (name,) = documents.documents(tiny, park_id="tiny")["document_id"]

    def revise(*rows: dict[str, object]) -> int:
        return documents.revise(tiny, pd.DataFrame(rows), document_id=name, day=DAY, who=WHO, reason=WHY)

    assert revise(paragraph(1, "one"), paragraph(2, "two")) == 2
    assert revise(paragraph(1, "one"), paragraph(2, "two")) == 0  # nothing changed
    assert revise(paragraph(1, "one"), paragraph(2, "zwei", "in_force")) == 1
    documents.sign(tiny, document_id=name, company_id="C1", day=DAY, signatory="", who=WHO, reason=WHY)

    found = documents.paragraphs(tiny, document_id=name)
    assert found[["number", "edition", "text_en", "is_newest"]].to_numpy().tolist() == [
        [1, 1, "one", True], [2, 2, "zwei", True], [2, 1, "two", False],
    ]  # fmt: skip
    about = documents.documents(tiny, park_id="tiny").iloc[0]
    assert (about["paragraphs"], about["in_force"], about["signatures"]) == (2, 1, 1)
    assert documents.signatures(tiny, document_id=name, viewer=FACILITATOR)["edition"].tolist() == [2]
    assert documents.signatures(tiny, document_id=name, viewer=GUEST).empty
