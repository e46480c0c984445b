"""What counts as success is fixed before the start: complete, locked, and changed by a decision only."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import IncompleteIndicatorsError, LockedContractError, UnreadyContractError
from isdata.programme.missions import success
from tests.rates import store_rate

DAY = dt.date(2025, 3, 14)


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with two indicators: reuse rose from 40 to 50, energy fell from 10 to 9."""
    indicators = pd.DataFrame(
        [
            {"indicator_id": "reuse", "name_en": "Reuse", "unit": "%", "is_more_better": True},
            {"indicator_id": "energy", "name_en": "Energy", "unit": "GJ", "is_more_better": False},
        ]
    )
    values = pd.DataFrame(
        [
            {
                "indicator_id": "reuse",
                "park_id": "tiny",
                "year": 2023,
                "value_kind": "reached",
                "value": 45.0,
            },
            {
                "indicator_id": "reuse",
                "park_id": "tiny",
                "year": 2024,
                "value_kind": "reached",
                "value": 50.0,
            },
            {"indicator_id": "reuse", "park_id": "tiny", "year": 2025, "value_kind": "target", "value": 99.0},
            {
                "indicator_id": "energy",
                "park_id": "tiny",
                "year": 2024,
                "value_kind": "reached",
                "value": 9.0,
            },
        ]
    )
    decision = pd.DataFrame([{"decision_id": "D1", "park_id": "tiny", "name_en": "Change it"}])
    rows = {"indicator": indicators, "indicator_value": values, "decision": decision}
    store.write(tiny, rows, who="test", reason="for tests")
    return tiny


def weights(reuse: float, energy: float) -> pd.DataFrame:
    rows = [("reuse", reuse, 40.0, 60.0), ("energy", energy, 10.0, 9.0)]
    return pd.DataFrame(rows, columns=list(success.WEIGHTS))


def drafted(con: duckdb.DuckDBPyConnection, reuse: float = 0.4, energy: float = 0.6) -> str:
    name = success.draft(con, park_id="tiny", who="test")
    success.save(con, contract_id=name, weights=weights(reuse, energy), baseline_year=2022, who="test")
    return name


def test_all_indicators_are_shown_met_or_not_with_their_latest_value(park: duckdb.DuckDBPyConnection) -> None:
    """Reuse is half way (50 of 40 to 60) and not met; energy is at its target: 0.4 · 0.5 + 0.6 · 1."""
    found = success.status(park, contract_id=drafted(park), viewer=FACILITATOR).set_index("indicator_id")

    assert found["reached"].to_dict() == {"reuse": 50.0, "energy": 9.0}
    assert found["is_met"].to_dict() == {"reuse": False, "energy": True}
    assert found["progress"].to_dict() == {"reuse": 0.5, "energy": 1.0}
    assert success.score(found) == pytest.approx(0.8)
    park.execute("update company set visibility = 'class_band' where company_id = 'C1'")
    hidden = success.status(park, contract_id=str(found["contract_id"].iloc[0]), viewer=GUEST)
    assert hidden[["reached", "baseline", "progress"]].isna().all(axis=None)


@pytest.mark.parametrize(("reuse", "expected"), [(0.5, []), (0.51, ["reuse"])])
def test_an_indicator_with_more_than_half_of_the_weight_is_named(reuse: float, expected: list[str]) -> None:
    assert list(success.heavy(weights(reuse, 1 - reuse))["indicator_id"]) == expected


@pytest.mark.parametrize(("reuse", "names"), [(0.3, "Committee"), (0.4, " ")])
def test_an_incomplete_contract_is_not_locked(
    park: duckdb.DuckDBPyConnection, reuse: float, names: str
) -> None:
    name = drafted(park, reuse=reuse)

    with pytest.raises(UnreadyContractError):
        success.lock(park, contract_id=name, day=DAY, names=names, who="test")


def test_an_indicator_without_a_baseline_is_named_when_the_contract_is_locked(
    park: duckdb.DuckDBPyConnection,
) -> None:
    name = drafted(park)
    found = success.status(park, contract_id=name, viewer=FACILITATOR)
    gaps = found.assign(baseline=[None, *found["baseline"][1:]])
    success.save(park, contract_id=name, weights=gaps, baseline_year=2023, who="test")

    with pytest.raises(IncompleteIndicatorsError, match=found["name_en"][0]):
        success.lock(park, contract_id=name, day=DAY, names="Committee", who="test")


def test_a_locked_contract_changes_by_a_decision_only(park: duckdb.DuckDBPyConnection) -> None:
    name = drafted(park)
    success.lock(park, contract_id=name, day=DAY, names="Committee", who="test")

    with pytest.raises(LockedContractError):
        success.save(park, contract_id=name, weights=weights(0.5, 0.5), baseline_year=2022, who="test")
    with pytest.raises(LockedContractError):
        success.draft(park, park_id="tiny", who="test")
    new = success.draft(park, park_id="tiny", who="test", decision_id="D1")

    assert new != name
    assert list(success.status(park, contract_id=new, viewer=FACILITATOR)["weight"]) == [0.6, 0.4]
    versions = success.contracts(park, park_id="tiny")
    assert list(versions["contract_id"]) == [new, name]
    assert list(versions["locked_by"].isna()) == [True, False]


def test_innovation_counts_what_is_new_to_the_park(tiny: duckdb.DuckDBPyConnection) -> None:
    """SY1 runs: new resource, new sectors (2). SY2 links new sectors (1). SY3: a new resource, and energy (2).

    Once all published uses of fly ash are under research, SY1 has a third point.
    """
    tiny.execute(
        "update company set sector = case company_id when 'C1' then '3510' when 'C2' then '2394' else '1702' end"
    )
    third = {
        "synergy_id": "SY3",
        "park_id": "tiny",
        "name_en": "Steam",
        "synergy_kind": "utility",
        "topic": "energy",
    }
    rows = {
        "synergy": pd.DataFrame([third | {"stage": "idea", "resource_id": "steam"}]),
        "synergy_participant": pd.DataFrame(
            [{"synergy_id": "SY3", "site_id": site, "role": role} for site, role in (("S1", "provider"), ("S2", "receiver"))]
        ),
    }  # fmt: skip
    store.write(tiny, rows, who="test", reason="test")

    def found() -> dict[str, tuple[int, int]]:
        ranked = success.rankings(tiny, park_id="tiny")
        return {
            row["synergy_id"]: (row["innovation"], row["by_innovation"]) for row in ranked.to_dict("records")
        }

    assert found() == {"SY1": (2, 1), "SY2": (1, 3), "SY3": (2, 1)}
    use = {"use_id": "U", "resource_id": "fly_ash", "substitute_id": "clinker_dust", "process": "Kiln"}
    use |= {"maturity": "researched", "source": "test"}
    store.write(tiny, {"use": pd.DataFrame([use])}, who="test", reason="test")
    assert found() == {"SY1": (3, 1), "SY2": (1, 3), "SY3": (2, 2)}


def test_synergies_stand_by_mean_rank_and_of_equal_means_that_over_more_criteria_first(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """A is first by mass and CO2, B second by both; C is first by value only, which is also its mean."""
    rows = pd.DataFrame(
        {
            "synergy_id": ["C", "B", "A"],
            "park_id": "tiny",
            "name_en": ["C", "B", "A"],
            "synergy_kind": "by_product",
            "topic": "metals",
            "stage": "idea",
            "quantity": [None, 1e6, 2e6],
            "unit": ["t", "t", "t"],
            "co2_saved": [None, 1e6, 2e6],
            "annual_saving": [1e9, None, None],
            "currency": "CNY",
            "price_year": 2024,
        }
    )
    store.write(tiny, {"synergy": rows}, who="test", reason="test")

    ranked = success.rankings(tiny, park_id="tiny").set_index("synergy_id")

    assert list(ranked.index[:3]) == ["A", "C", "B"]
    assert ranked.loc[["A", "C", "B"], ["mean_rank", "criteria"]].values.tolist() == [[1, 2], [1, 1], [2, 2]]


def test_a_gain_in_another_currency_is_ranked_at_its_exchange_rate(tiny: duckdb.DuckDBPyConnection) -> None:
    """0.2 bn EUR are 1.5 bn CNY at 7.5 and come before 1 bn CNY; a gain without a rate is unknown."""
    store_rate(tiny, 7.5)
    rows = {"synergy_id": ["C", "E", "D"], "park_id": "tiny", "name_en": ["C", "E", "D"], "synergy_kind": "by_product",
            "topic": "metals", "stage": "idea", "annual_saving": [1e9, 2e8, 9e9], "currency": ["CNY", "EUR", "USD"],
            "price_year": 2024}  # fmt: skip
    store.write(tiny, {"synergy": pd.DataFrame(rows)}, who="test", reason="test")

    by_value = success.rankings(tiny, park_id="tiny").set_index("synergy_id")["by_value"]

    assert by_value[["E", "C"]].tolist() == [1, 2]
    assert pd.isna(by_value["D"])


def test_origins_are_counted_by_topic_with_those_not_stated(park: duckdb.DuckDBPyConnection) -> None:
    """The tiny park has two synergies without an origin; a third of energy was identified at an interview."""
    new = {"synergy_id": "N", "park_id": "tiny", "name_en": "N", "synergy_kind": "utility", "topic": "energy",
           "stage": "ended", "origin": "interview"}  # fmt: skip
    store.write(park, {"synergy": pd.DataFrame([new])}, who="test", reason="for tests")

    found = success.origins(park, park_id="tiny")

    assert list(found) == ["interview", success.NOT_STATED, success.ALL]
    assert found[success.ALL].sum() == park.execute("select count(*) from synergy").fetchall()[0][0]
    assert found.loc["energy", "interview"] == 1
    assert found["interview"].sum() == 1
