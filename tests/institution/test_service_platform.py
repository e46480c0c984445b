"""Services, common problems and technologies of the tiny park, checked by hand."""

import datetime as dt
import math

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.errors import ProblemsError
from isdata.institution import documents, joint_report, service_platform, technologies
from isdata.symbiosis import matching

WHO, WHY = "test", "for tests"
DAY = dt.date(2026, 6, 1)


def save(
    con: duckdb.DuckDBPyConnection,
    table: str,
    rows: list[dict],
    before: list[str] | None = None,
    **new: object,
) -> None:
    service_platform.save_rows(
        con, table, pd.DataFrame(rows), before=before or [], who=WHO, reason=WHY, **new
    )


@pytest.fixture
def asked(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a service and three requests."""
    save(tiny, "service", [{"service_id": None, "name_en": "Advice", "days": 10}], park_id="tiny")
    (service,) = service_platform.services(tiny, park_id="tiny", today=DAY)["service_id"]
    request = {"request_id": None, "service_id": service, "asked_on": dt.date(2026, 5, 1)}
    rows = [
        request | {"company_id": "C1", "status": "open", "due_date": dt.date(2026, 5, 31)},
        request | {"company_id": "C2", "status": "doing", "due_date": DAY},
        request | {"company_id": "C3", "status": "done", "due_date": dt.date(2026, 5, 2)},
    ]
    save(tiny, "service_request", rows)
    return tiny


def test_a_request_is_late_after_its_due_date_while_it_is_open(asked: duckdb.DuckDBPyConnection) -> None:
    row = service_platform.services(asked, park_id="tiny", today=DAY).iloc[0]

    assert (row["open_requests"], row["late_requests"], row["done_requests"]) == (2, 1, 1)


def test_a_new_problem_leaves_the_stored_ones_in_their_park(tiny: duckdb.DuckDBPyConnection) -> None:
    """The list of problems has no column of the park; saving one more emptied that of the others and was refused."""
    save(tiny, "problem", [{"problem_id": None, "name_en": "Odour", "status": "open"}], park_id="tiny")
    listed = service_platform.problems(tiny, park_id="tiny", viewer=FACILITATOR)
    more = pd.concat([listed, pd.DataFrame([{"name_en": "No shuttle bus", "status": "open"}])])

    service_platform.save_rows(
        tiny, "problem", more, before=listed["problem_id"].tolist(), who=WHO, reason=WHY, park_id="tiny"
    )

    assert set(service_platform.problems(tiny, park_id="tiny", viewer=FACILITATOR)["name_en"]) == {
        "Odour",
        "No shuttle bus",
    }


def test_a_service_with_requests_cannot_be_removed(asked: duckdb.DuckDBPyConnection) -> None:
    known = service_platform.services(asked, park_id="tiny", today=DAY)

    with pytest.raises(ProblemsError):
        service_platform.save_rows(
            asked, "service", known.iloc[:0], before=known["service_id"].tolist(), who=WHO, reason=WHY
        )
    assert len(service_platform.services(asked, park_id="tiny", today=DAY)) == 1


def test_a_company_votes_once_and_may_take_its_vote_back(tiny: duckdb.DuckDBPyConnection) -> None:
    save(tiny, "problem", [{"problem_id": None, "name_en": "Odour", "status": "open"}], park_id="tiny")
    (problem,) = service_platform.problems(tiny, park_id="tiny", viewer=FACILITATOR)["problem_id"]
    for companies in (["C1"], ["C1", "C2"], ["C2"]):
        service_platform.vote(tiny, companies, problem_id=problem, day=DAY, who=WHO, reason=WHY)

    assert service_platform.votes(tiny, park_id="tiny", viewer=FACILITATOR)["company_id"].tolist() == ["C2"]
    assert service_platform.problems(tiny, park_id="tiny", viewer=FACILITATOR)["votes"].tolist() == [1]
    assert service_platform.votes(tiny, park_id="tiny", viewer=GUEST).empty


@pytest.fixture
def with_technologies(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a supply of packaging, a demand for cullet, and two technologies, one of which has a provider."""
    stream = {"unit": "t", "period": "year", "quantity": 100.0}
    step = {"output_ratio": 0.8, "capacity": 100.0}
    names = {"kind": "material", "resource_class": "waste", "unit": "t"}
    rows: dict[str, list[dict[str, object]]] = {
        "resource": [{"resource_id": name, "name_en": name, **names} for name in ("husks", "granulate", "felt", "dross")],
        "stream": [
            {"stream_id": "T1", "site_id": "S1", "direction": "supply", "resource_id": "husks", **stream},
            {"stream_id": "T2", "site_id": "S2", "direction": "demand", "resource_id": "granulate", **stream},
        ],
        "treatment": [
            {"treatment_id": "crush", "name_en": "Crush", "input_id": "husks", "output_id": "granulate", **step},
            {"treatment_id": "weave", "name_en": "Weave", "input_id": "husks", "output_id": "felt", **step},
            {"treatment_id": "melt", "name_en": "Melt", "input_id": "dross", "output_id": "dross", **step},
        ],
        "provider": [{"provider_id": "V1", "name_en": "Crusher", "provider_kind": "recycler", "park_id": "tiny"}],
        "provider_treatment": [{"provider_id": "V1", "treatment_id": name} for name in ("crush", "melt")],
    }  # fmt: skip
    store.write(tiny, {table: pd.DataFrame(each) for table, each in rows.items()}, who=WHO, reason=WHY)
    return tiny


def test_a_technology_is_scored_by_its_best_supply_and_demand_and_a_provider_by_its_best_technology(
    with_technologies: duckdb.DuckDBPyConnection,
) -> None:
    found = technologies.technologies(with_technologies, park_id="tiny", viewer=FACILITATOR)
    offers = found.offers.set_index("treatment_id")

    assert offers.loc[["crush", "weave", "melt"], ["inputs", "outputs"]].to_numpy().tolist() == [
        [1, 1],
        [1, 0],
        [0, 0],
    ]
    best = found.matches.groupby(["offer", "end"])["score"].max()
    number = offers.loc["crush", "offer"]
    assert offers.loc["crush", "score"] == pytest.approx((best[number, "input"] + best[number, "output"]) / 2)
    assert offers.loc["weave", "score"] == pytest.approx(offers.loc["weave", "input_score"] / 2)
    assert offers.loc["melt", "score"] == 0
    assert list(offers.index[:2]) == ["crush", "weave"]
    of_crush = found.matches[found.matches["offer"] == number].set_index("end")
    assert of_crush["supply_company_en"]["input"] != of_crush["demand_company_en"]["output"]
    # 100 t of husks become 80 t of granulate.
    assert (of_crush["quantity"]["input"], of_crush["quantity"]["output"]) == (100.0, 80.0)
    (row,) = technologies.providers(found.offers).to_dict("records")
    assert (row["provider_en"], row["treatment_id"]) == ("Crusher", "crush")
    assert (row["offered"], row["fitting"]) == (2, 1)


def test_a_technology_takes_the_material_itself_and_states_its_gain(
    with_technologies: duckdb.DuckDBPyConnection,
) -> None:
    """Fibre only serves the function of husks; 80 t of granulate at 500, less 30 t·km or so of transport by none."""
    con = with_technologies
    con.execute("insert into resource (resource_id, name_en, kind, resource_class, unit) values "
                "('fibre', 'fibre', 'material', 'waste', 't')")  # fmt: skip
    con.execute("insert into treatment (treatment_id, name_en, input_id, output_id, output_ratio, capacity) values "
                "('spin', 'Spin', 'fibre', 'felt', 0.8, 100)")  # fmt: skip
    con.execute("insert into resource_function (entry_id, resource_id, function) values "
                "('a', 'fibre', 'filler'), ('b', 'husks', 'filler')")  # fmt: skip
    con.execute("update treatment set cost = 100, currency = 'CNY', price_year = 2024, investment = 20000 "
                "where treatment_id = 'crush'")  # fmt: skip
    con.execute(
        "update stream set current_cost = if(direction = 'supply', 50, 500), currency = 'CNY', price_year = 2024"
    )

    known = technologies.technologies(con, park_id="tiny", viewer=FACILITATOR)
    offers, (exchange,) = known.offers, known.exchanges.to_dict("records")
    crush = offers.set_index("treatment_id").loc["crush"]

    assert offers.set_index("treatment_id").loc["spin", "inputs"] == 0
    assert offers["treatment_id"].iloc[0] == "crush"
    assert (crush["quantity"], crush["unit"]) == (100.0, "t")
    # The amount of the exchange that gains most is that of its match, not what the step takes in.
    matches = matching.matches(con, park_id="tiny", viewer=FACILITATOR)
    by_step = matches[[list(steps) == ["crush"] for steps in matches["steps"]]]
    assert (crush["exchanged"], crush["exchanged_unit"]) == (80.0, "t")
    assert (exchange["treatment_id"], exchange["value"]) == ("crush", crush["gain"])
    assert set(by_step["quantity"]) == {80.0}
    # A tonne of granulate: 500 saved and 50/0.8 of disposal, less 100/0.8 of crushing and transport.
    assert crush["gain"] == pytest.approx(80 * (500 + 62.5 - 125), rel=0.02)
    assert crush["payback"] == pytest.approx(20000 / crush["gain"])
    assert not crush["is_on_board"]
    assert math.isnan(crush["recorded"])

    con.execute("insert into synergy (synergy_id, name_en, synergy_kind, topic, park_id, resource_id, stage, annual_saving, currency, price_year) "
                "values ('K', 'Husks', 'by_product', 'other', 'tiny', 'husks', 'operation', 7000, 'CNY', 2024)")  # fmt: skip
    con.execute("insert into synergy_participant (synergy_id, site_id, role) values ('K', 'S1', 'provider'), ('K', 'S2', 'receiver')")  # fmt: skip
    again = technologies.technologies(con, park_id="tiny", viewer=FACILITATOR).offers.set_index(
        "treatment_id"
    )
    # What the board records stands beside what is calculated.
    assert again.loc["crush", ["is_on_board", "recorded"]].tolist() == [True, 7000.0]


def test_a_technology_that_is_on_the_board_comes_after_new_ones_and_one_that_loses_last() -> None:
    rows = {
        "treatment_id": ["a", "b", "c", "d", "e"], "inputs": [1, 1, 1, 1, 0], "score": [0.9, 0.5, 0.4, 0.8, 0.0],
        "gain": [-1.0, 9.0, 5.0, None, None], "npv": [-1.0, 9.0, 5.0, None, None], "is_on_board": [False, True, False, False, False],
    }  # fmt: skip

    assert list(technologies._ordered(pd.DataFrame(rows))["treatment_id"]) == ["c", "b", "d", "a", "e"]


def test_what_fits_an_undisclosed_company_is_for_the_facilitator(
    with_technologies: duckdb.DuckDBPyConnection,
) -> None:
    with_technologies.execute("update company set visibility = 'class_band' where company_id = 'C1'")

    found = technologies.technologies(with_technologies, park_id="tiny", viewer=GUEST)

    offers = found.offers.set_index("treatment_id")
    assert (offers["inputs"] == 0).all()  # husks are C1's
    assert offers.loc["crush", "outputs"] == 1


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
    with pytest.raises(ProblemsError):
        revise(paragraph(1, "one"), paragraph(2, "two"), paragraph(3, "three") | {"number": None})
    assert revise(paragraph(1, "one"), paragraph(2, "zwei", "in_force")) == 1
    documents.sign(tiny, document_id=name, company_id="C1", day=DAY, signatory="", who=WHO, reason=WHY)

    found = documents.paragraphs(tiny, document_id=name)
    assert found[["number", "edition", "text_en", "is_newest"]].to_numpy().tolist() == [
        [1, 1, "one", True], [2, 2, "zwei", True], [2, 1, "two", False],
    ]  # fmt: skip
    about = documents.documents(tiny, park_id="tiny").iloc[0]
    assert (about["paragraphs"], about["in_force"], about["signatures"]) == (2, 1, 1)
    assert documents.signatures(tiny, document_id=name, viewer=FACILITATOR)["edition"].tolist() == [2]
    assert documents.edition_in_force(found) == (2, pd.Timestamp(DAY))
    assert revise(paragraph(1, "eins", "draft")) == 1
    assert revise(paragraph(1, "eine", "draft")) == 1  # the third edition of a paragraph that is not in force
    documents.sign(tiny, document_id=name, company_id="C1", day=DAY, signatory="", who=WHO, reason=WHY)
    assert documents.signatures(tiny, document_id=name, viewer=FACILITATOR)["edition"].tolist() == [2]
    assert documents.signatures(tiny, document_id=name, viewer=GUEST).empty


def test_a_company_requests_a_service_and_reads_its_own_requests_only(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    (service,) = service_platform.services(asked, park_id="tiny", today=DAY).to_dict("records")
    new = service_platform.request(asked, service, company_id="C1", note="sludge", day=DAY, who=WHO)
    office, own, guest = (
        service_platform.requests(asked, park_id="tiny", viewer=viewer).set_index("request_id")
        for viewer in (FACILITATOR, Viewer("company", ("C1",)), GUEST)
    )

    assert (office.loc[new, "status"], office.loc[new, "note"]) == ("open", "sludge")
    assert office.loc[new, "due_date"] == pd.Timestamp("2026-06-11")  # 10 days, the time limit of the service
    assert set(own["company_id"]) == {"C1"}
    assert new in own.index
    assert len(office) == 4
    assert guest.empty


def test_guests_read_the_disclosed_companies_whose_label_is_valid(tiny: duckdb.DuckDBPyConnection) -> None:
    """C3 is undisclosed, the label of C2 has ended, and C1 holds two, of which the newer one counts."""
    for company, year in (("C1", 2023), ("C1", 2024), ("C2", 2022), ("C3", 2024)):
        day = dt.date(year + 2, 1, 10)
        joint_report.award(
            tiny, [company], park_id="tiny", year=year, day=day, who=WHO, benefits="quieter workshop"
        )

    seen = {
        viewer.role: joint_report.holders(tiny, park_id="tiny", today=DAY, viewer=viewer)
        for viewer in (GUEST, FACILITATOR, Viewer("company", ("C3",)))
    }

    assert {role: list(rows["company_id"]) for role, rows in seen.items()} == {
        "guest": ["C1"],
        "facilitator": ["C1", "C3"],
        "company": ["C1", "C3"],
    }
    assert seen["guest"].iloc[0][["year", "benefits"]].to_list() == [2024, "quieter workshop"]
