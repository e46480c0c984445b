"""Readiness by partner, risks as a list, and which permits are likely."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment.permits import rule_applies, rules


def score(con: duckdb.DuckDBPyConnection, site: str, axis: str, level: int | None) -> None:
    rows = pd.DataFrame([{"site_id": site, "axis": axis, "level": level}])
    assessment.write_scores(con, synergy="SY1", rows=rows, who="Mei", reason="round table")


def test_partners_two_levels_apart_are_shown(joined: duckdb.DuckDBPyConnection) -> None:
    for site, axis, level in [
        ("S1", "legal", 2),
        ("S2", "legal", 4),
        ("S1", "society", 3),
        ("S2", "society", 4),
    ]:
        score(joined, site, axis, level)

    axes = assessment.by_axis(assessment.scores(joined, synergy="SY1", viewer=FACILITATOR))

    assert axes.loc["legal", ["partners", "least", "most", "mean"]].to_list() == [2, 2, 4, 3]
    assert axes["is_apart"].fillna(False).to_dict() == {axis: axis == "legal" for axis in axes.index}
    assert assessment.weakest(axes) == ["legal"]
    assert axes.loc["technology", "partners"] == 0


def test_a_score_can_be_taken_back(joined: duckdb.DuckDBPyConnection) -> None:
    score(joined, "S1", "legal", 2)
    score(joined, "S1", "legal", None)

    levels = assessment.scores(joined, synergy="SY1", viewer=FACILITATOR)["level"]
    assert len(levels)
    assert levels.isna().all()


def test_a_list_is_stored_as_a_whole_and_ids_are_never_used_again(joined: duckdb.DuckDBPyConnection) -> None:
    def keep(rows: list[dict[str, object]]) -> list[str]:
        assessment.store_list(
            joined, "risk", synergy="SY1", park="tiny", who="Mei", reason="gone through",
            rows=pd.DataFrame(rows, columns=["risk_id", "name_en", "likelihood", "impact", "status"]),
        )  # fmt: skip
        return list(assessment.risks(joined, synergy="SY1", viewer=FACILITATOR)["risk_id"])

    light: dict[str, object] = {
        "risk_id": None,
        "name_en": "Rain",
        "likelihood": 1,
        "impact": 2,
        "status": "open",
    }
    grave: dict[str, object] = {
        "risk_id": None,
        "name_en": "Fire",
        "likelihood": 2,
        "impact": 5,
        "status": "open",
    }
    assert keep([light, grave]) == ["SY1-R2", "SY1-R1"]  # the gravest first
    assert keep([{**grave, "risk_id": "SY1-R2"}]) == ["SY1-R2"]
    assert keep([{**grave, "risk_id": "SY1-R2"}, light]) == ["SY1-R2", "SY1-R3"]


def about(**more: object) -> dict[str, object]:
    return {
        "countries": ["CN"], "regions": ["CN-SC"], "resource_class": "waste", "kind": "material", "ewc_code": None,
        "is_hazardous": False, "has_treatment": False, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"is_hazardous": True}, {"cn-manifest", "cn-operating", "cn-discharge"}),
        ({}, {"cn-ledger", "cn-discharge"}),
        ({"regions": ["CN-JS", "CN-SC"]}, {"cn-ledger", "cn-discharge", "cn-province-use"}),
        ({"resource_class": "steam", "kind": "energy"}, {"cn-pressure"}),
        ({"resource_class": "expertise", "kind": "service"}, set()),
        ({"countries": ["DK"], "regions": ["DK-85"]}, {"eu-waste"}),
        ({"countries": ["US"], "regions": ["US-CA"]}, set()),
    ],
)
def test_hazard_class_and_borders_say_which_permits_are_likely(
    more: dict[str, object], expected: set[str]
) -> None:
    assert {
        rule["rule_id"] for rule in rules().to_dict("records") if rule_applies(rule, about(**more))
    } == expected


def test_every_rule_names_both_languages_and_its_source() -> None:
    shown = rules()[["name_en", "name_zh", "authority_en", "authority_zh", "source"]]

    assert (shown != "").all(axis=None)
    assert rules()["rule_id"].is_unique


def test_a_permit_on_the_checklist_is_not_proposed_again(joined: duckdb.DuckDBPyConnection) -> None:
    proposed = assessment.likely_permits(joined, synergy="SY2", viewer=FACILITATOR)  # packaging is a waste
    first = proposed.iloc[0]
    row = {"permit_id": "PM", "synergy_id": "SY2", "name_en": first["name_en"], "status": "to_confirm"}
    store.write(joined, {"permit": pd.DataFrame([row])}, who="Mei", reason="list")

    left = assessment.likely_permits(joined, synergy="SY2", viewer=FACILITATOR)

    assert list(left["rule_id"]) == list(proposed["rule_id"])[1:]


def test_likely_risks_follow_from_what_is_known_until_they_are_written_down(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    """Ash of one provider to one receiver, worth 50 a year for 200: nothing of it loses, nobody scored it yet."""

    def likely() -> list[str]:
        dossier = assessment.dossier(joined, synergy="SY1", park="tiny", viewer=FACILITATOR, draws=50)
        assert dossier is not None
        return list(assessment.likely_risks(dossier)["name_en"])

    first = likely()
    assert {"Single provider stops or reduces supply", "Single receiver stops or reduces demand"} <= set(
        first
    )
    assert "Quality varies and batches are rejected" in first
    assert "Differing expectations of partners" not in first
    assert "Losses under unfavourable prices or amounts" not in first

    score(joined, "S1", "legal", 1)
    score(joined, "S2", "legal", 5)
    joined.execute("update synergy set annual_saving = 5 where synergy_id = 'SY1'")
    assert {"Differing expectations of partners", "Losses under unfavourable prices or amounts"} <= set(
        likely()
    )

    risk = {"risk_id": None, "name_en": first[0], "likelihood": 2, "impact": 2, "status": "closed"}
    assessment.store_list(
        joined,
        "risk",
        synergy="SY1",
        park="tiny",
        who="Mei",
        reason="gone through",
        rows=pd.DataFrame([risk]),
    )
    assert first[0] not in likely()
