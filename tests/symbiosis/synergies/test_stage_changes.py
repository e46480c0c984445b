"""Carrying a synergy through: what a move changes, and what it never loses."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import (
    ChangedError,
    NotFoundError,
    ProblemsError,
    ReasonError,
    StageChangedError,
    StageSkippedError,
)
from isdata.symbiosis import synergies
from tests.symbiosis.synergies.park import PARKS

TODAY = dt.date(2025, 4, 1)


def stage_of(con: duckdb.DuckDBPyConnection, synergy: str) -> str:
    return con.execute("select stage from synergy where synergy_id = $id", {"id": synergy}).fetchall()[0][0]


def test_moving_to_operation_changes_the_achieved_figures_and_the_log(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    before = synergies.totals(joined, parks=PARKS, viewer=FACILITATOR).set_index("state")
    version = store.data_version(joined)

    synergies.move(joined, synergy="SY3", stage="operation", who="Mei", reason="first delivery", day=TODAY)

    after = synergies.totals(joined, parks=PARKS, viewer=FACILITATOR).set_index("state")
    assert after.loc["achieved", "co2_saved"] == before.loc["achieved", "co2_saved"] + 10
    assert after.loc["pipeline", "co2_saved"] == before.loc["pipeline", "co2_saved"] - 10
    newest = synergies.changes(joined, synergy="SY3", viewer=FACILITATOR).iloc[0]
    assert newest["version"] == version + 1
    assert (newest["changed_by"], newest["reason"]) == ("Mei", "first delivery")
    assert "stage" in newest["columns"]
    assert newest["tables"] == ["synergy", "synergy_stage"]
    step = synergies.history(joined, synergy="SY3", viewer=FACILITATOR).iloc[0]
    assert (step["stage"], pd.Timestamp(step["entered_on"]).date()) == ("operation", TODAY)


def test_an_end_needs_a_reason_and_keeps_it(joined: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ReasonError, match="Dust back"):
        synergies.move(joined, synergy="SY3", stage="ended", who="Mei", reason="  ", day=TODAY)
    assert stage_of(joined, "SY3") == "negotiation"

    synergies.move(joined, synergy="SY3", stage="ended", who="Mei", reason="price fell", day=TODAY)
    ended = synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR).set_index("synergy_id").loc["SY3"]
    assert (ended["stage"], ended["ended_reason"]) == ("ended", "price fell")

    synergies.move(joined, synergy="SY3", stage="negotiation", who="Mei", reason="price rose", day=TODAY)
    again = synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR).set_index("synergy_id").loc["SY3"]
    assert pd.isna(again["ended_reason"])


def test_a_move_before_the_last_step_is_refused_and_stores_nothing(joined: duckdb.DuckDBPyConnection) -> None:
    version = store.data_version(joined)

    with pytest.raises(ProblemsError) as refused:
        synergies.move(
            joined, synergy="SY3", stage="operation", who="Mei", reason="x", day=dt.date(2020, 1, 1)
        )

    assert set(refused.value.problems["rule"]) == {"synergy_stage_behind_history"}
    assert stage_of(joined, "SY3") == "negotiation"
    assert store.data_version(joined) == version


def test_a_synergy_that_is_not_there_cannot_move(joined: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError):
        synergies.move(joined, synergy="SY99", stage="idea", who="Mei", reason="x")


def test_a_move_too_far_can_be_taken_back_and_both_stay_in_the_history(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    synergies.move(joined, synergy="SY3", stage="operation", who="Mei", reason="too early", day=TODAY)

    synergies.move(joined, synergy="SY3", stage="negotiation", who="Mei", reason="back", day=TODAY)

    assert stage_of(joined, "SY3") == "negotiation"
    assert len(synergies.history(joined, synergy="SY3", viewer=FACILITATOR)) == 3
    totals = synergies.totals(joined, parks=PARKS, viewer=FACILITATOR).set_index("state")
    assert totals.loc["achieved", "synergies"] == 1


def values(**more: object) -> dict[str, object]:
    return {
        "park_id": "tiny",
        "name_en": "New one",
        "synergy_kind": "by_product",
        "topic": "metals",
        "stage": "idea",
        **more,
    }


def test_a_new_synergy_has_partners_and_a_history(joined: duckdb.DuckDBPyConnection) -> None:
    new = synergies.add(
        joined,
        values=values(),
        partners=[("S1", "provider"), ("S2", "receiver")],
        who="Mei",
        reason="table 2",
        day=TODAY,
    )

    partners = synergies.partners(joined, parks=PARKS, viewer=FACILITATOR)
    assert set(partners.loc[partners["synergy_id"] == new, "site_id"]) == {"S1", "S2"}
    assert list(synergies.history(joined, synergy=new, viewer=FACILITATOR)["stage"]) == ["idea"]


def test_an_id_is_never_used_again(joined: duckdb.DuckDBPyConnection) -> None:
    first = synergies.add(joined, values=values(), partners=[], who="Mei", reason="x", day=TODAY)
    store.remove(joined, "synergy_stage", [f"{first} · {TODAY} · idea"], who="Mei", reason="wrong")
    store.remove(joined, "synergy", [first], who="Mei", reason="wrong")

    second = synergies.add(joined, values=values(), partners=[], who="Mei", reason="x", day=TODAY)

    assert (first, second) == ("tiny-SY001", "tiny-SY002")


def test_a_synergy_that_breaks_the_contract_is_not_stored(joined: duckdb.DuckDBPyConnection) -> None:
    wrong = values(probability=1.5, topic="gold", name_en=None)

    with pytest.raises(ProblemsError) as refused:
        synergies.add(joined, values=wrong, partners=[("S9", "provider")], who="Mei", reason="x")

    found = set(zip(refused.value.problems["column"], refused.value.problems["rule"], strict=True))
    assert found >= {
        ("probability", "high"),
        ("topic", "choice"),
        ("name_en", "either"),
        ("site_id", "reference"),
    }
    assert len(synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR)) == 4


def test_other_values_change_without_a_step_and_never_the_stage(joined: duckdb.DuckDBPyConnection) -> None:
    synergies.change(joined, synergy="SY3", values={"owner": "Li"}, who="Mei", reason="handed over")

    row = synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR).set_index("synergy_id").loc["SY3"]
    assert row["owner"] == "Li"
    assert row["quantity"] == 25  # what is not named stays
    with pytest.raises(ValueError, match="move"):
        synergies.change(joined, synergy="SY3", values={"stage": "operation"}, who="Mei", reason="x")


def test_the_way_leads_from_idea_to_operation() -> None:
    way, stage = ["idea"], "idea"
    while following := synergies.next_stage(stage):
        way.append(following)
        stage = following

    assert way == ["idea", "discussion", "negotiation", "feasibility", "implementation", "operation"]


def test_a_jump_or_a_step_back_needs_a_reason_and_a_step_on_shows_its_own(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    for stage in ("operation", "idea"):
        with pytest.raises(StageSkippedError, match="Dust back"):
            synergies.move(joined, synergy="SY3", stage=stage, who="Mei", reason=" ", day=TODAY)
    assert stage_of(joined, "SY3") == "negotiation"

    synergies.move(joined, synergy="SY3", stage="feasibility", who="Mei", day=TODAY)

    newest = synergies.changes(joined, synergy="SY3", viewer=FACILITATOR).iloc[0]
    assert newest["reason"] == "From “Negotiation” to “Feasibility” / 由“洽谈”进入“可行性研究”"


def test_what_operates_has_a_chance_of_one(joined: duckdb.DuckDBPyConnection) -> None:
    """SY3 had 0.4 on its way: in operation its 10 t count in full; taken back, they count with 0.4 again."""
    synergies.move(joined, synergy="SY3", stage="operation", who="Mei", reason="first delivery", day=TODAY)
    row = synergies.totals(joined, parks=PARKS, viewer=FACILITATOR).set_index("state").loc["achieved"]
    listed = synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR).set_index("synergy_id")
    assert (row["co2_saved"], row["weighted_co2"], row["without_chance"]) == (110, 110, 0)
    assert listed.loc["SY3", "probability"] == 1

    synergies.move(joined, synergy="SY3", stage="negotiation", who="Mei", reason="back", day=TODAY)
    listed = synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR).set_index("synergy_id")
    assert listed.loc["SY3", "probability"] == 0.4


def test_partners_are_stored_as_the_whole_list(joined: duckdb.DuckDBPyConnection) -> None:
    """Of S1, S2 and S3, the second leaves; the third agrees to be named, and what the first gives stays known."""
    before = [("S1", "provider", False), ("S2", "receiver", False), ("S3", "other", False)]
    set_partners(joined, before)
    joined.execute("update synergy_participant set quantity = 7 where synergy_id = 'SY3' and site_id = 'S1'")

    set_partners(joined, [("S1", "provider", False), ("S3", "receiver", True)])

    stored = joined.execute(
        "select site_id, role, is_named, quantity from synergy_participant where synergy_id = 'SY3' order by site_id"
    ).fetchall()
    assert stored == [("S1", "provider", False, 7.0), ("S3", "receiver", True, None)]
    assert synergies.changes(joined, synergy="SY3", viewer=FACILITATOR)["changed_by"].iloc[0] == "Mei"


def test_a_guest_reads_a_synergy_once_all_its_partners_may_be_named(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    def name() -> object:
        known = synergies.synergies(joined, parks=PARKS, viewer=GUEST).set_index("synergy_id")
        return known.loc["SY2", "name_en"]

    assert pd.isna(name())

    partners = synergies.partners(joined, parks=PARKS, viewer=FACILITATOR)
    own = partners.loc[partners["synergy_id"] == "SY2", ["site_id", "role"]].assign(is_named=True)
    synergies.set_partners(joined, synergy="SY2", partners=own, who="Mei", reason="agreed at the workshop")

    assert name() == "Shared boxes"


def set_partners(con: duckdb.DuckDBPyConnection, rows: list[tuple[str, str, bool]]) -> None:
    partners = pd.DataFrame(rows, columns=["site_id", "role", "is_named"])
    synergies.set_partners(con, synergy="SY3", partners=partners, who="Mei", reason="who takes part")


def test_two_who_move_the_same_synergy_move_it_once(joined: duckdb.DuckDBPyConnection) -> None:
    """Both saw it in negotiation; the second would take it a stage back, or on again."""
    synergies.move(joined, synergy="SY3", stage="feasibility", who="Mei", day=TODAY, previous="negotiation")

    for stage, reason in (("feasibility", ""), ("ended", "too dear")):
        with pytest.raises(StageChangedError, match="Dust back to the boiler"):
            synergies.move(
                joined, synergy="SY3", stage=stage, who="Li", reason=reason, day=TODAY, previous="negotiation"
            )
    assert list(synergies.history(joined, synergy="SY3", viewer=FACILITATOR)["stage"]) == [
        "feasibility",
        "negotiation",
    ]


def test_two_who_change_different_things_both_do(joined: duckdb.DuckDBPyConnection) -> None:
    def stored() -> dict:
        return synergies.stored(joined, synergy="SY3", viewer=FACILITATOR).iloc[0].to_dict()

    seen = stored()
    mine = {name: seen[name] for name in ("owner", "jobs", "due_date", "probability")}
    synergies.change(
        joined, synergy="SY3", values={**mine, "owner": "Li"}, who="Li", reason="x", previous=seen
    )
    synergies.change(
        joined, synergy="SY3", values={**mine, "jobs": 3.0}, who="Mei", reason="y", previous=seen
    )

    assert (stored()["owner"], stored()["jobs"]) == ("Li", 3)
    assert stored()["due_date"] == seen["due_date"]
    with pytest.raises(ChangedError, match="Dust back to the boiler"):
        synergies.change(
            joined, synergy="SY3", values={**mine, "owner": "Wu"}, who="Wu", reason="z", previous=seen
        )
    before = store.data_version(joined)
    synergies.change(joined, synergy="SY3", values=mine, who="Wu", reason="nothing new", previous=seen)
    assert store.data_version(joined) == before
