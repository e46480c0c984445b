"""What was found becomes a synergy on the board, with what is assumed of it."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.errors import DuplicateSynergyError
from isdata.symbiosis import assessment, matching, synergies
from isdata.symbiosis.assessment import on_board, proposing
from isdata.symbiosis.heat import pipes
from isdata.symbiosis.matching import introductions, streams
from tests.databases import Built


@pytest.fixture
def stored(pairs: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return pairs


@pytest.fixture(scope="module")
def found(built: Built, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The matches of the park as it is stored."""
    with store.open(built.copied("pairs", tmp_path_factory.mktemp("proposing"))) as con:
        return matching.matches(con, park_id="tiny", viewer=FACILITATOR)


def row(table: pd.DataFrame, supply: str, demand: str) -> dict:
    chosen = (table["supply_stream_id"] == supply) & (table["demand_stream_id"] == demand)
    return table.loc[chosen].iloc[0].to_dict()


def assumed(con: duckdb.DuckDBPyConnection, synergy: str) -> pd.DataFrame:
    shown = assessment.assumptions(con, synergy=synergy, viewer=FACILITATOR)
    return shown.loc[shown["origin"] == "stored"].set_index("assumption")


def test_a_match_goes_to_the_board_with_its_assumptions(
    stored: duckdb.DuckDBPyConnection, found: pd.DataFrame
) -> None:
    """600 t of sand, landfilled at 100 a tonne, for aggregate at 60: on the way at 0.6 a tonne and km."""
    match = row(found, "SAND", "AGGR")
    synergy = proposing.add_to_board(stored, proposing.of_match(match, currency="CNY"), who="office")

    record = stored.execute(
        "select stage, origin, resource_id, quantity, unit, synergy_kind, price_year from synergy where synergy_id = ?",
        [synergy],
    ).fetchone()
    partners = stored.execute(
        "select site_id, role from synergy_participant where synergy_id = ? order by role", [synergy]
    ).fetchall()
    shown = assumed(stored, synergy)

    assert record == ("idea", "scan", "spent_foundry_sand", 600.0, "t", "by_product", 2024)
    assert partners == [("FO", "provider"), ("BL", "receiver")]
    (kept,) = synergies.synergies(stored, parks=["tiny"], viewer=FACILITATOR).to_dict("records")
    assert kept["annual_saving"] == pytest.approx(600 * (100 + 60 - 0.6 * match["distance"]))
    assert proposing.is_estimate(kept)
    assert shown["value"][["volume", "avoided_disposal", "avoided_purchase", "transport"]].to_list() == [
        600.0, 100.0, 60.0, pytest.approx(0.6),
    ]  # fmt: skip
    assert shown.loc["distance", "value"] == pytest.approx(match["distance"])
    assert shown.loc["avoided_disposal", ["unit", "price_year"]].to_list() == ["CNY/t", 2024]
    assert shown.loc["landfill", "value"] == 1.0
    assert shown.loc["treatment_electricity", "value"] == 0.0
    assert "assumes that only new material is replaced / " in shown.loc["virgin", "source"]


def test_the_sheet_of_the_synergy_gains_what_the_match_promised(stored: duckdb.DuckDBPyConnection) -> None:
    stored.execute("update treatment set investment = 500000, electricity = 120")
    changed = matching.matches(stored, park_id="tiny", viewer=FACILITATOR)
    match = row(changed, "THIN", "SOLV")  # by way of a still
    synergy = proposing.add_to_board(stored, proposing.of_match(match, currency="CNY"), who="office")

    case = assessment.case_of_synergy(
        assessment.assumptions(stored, synergy=synergy, viewer=FACILITATOR), unit="t"
    )
    promised = assessment.sheet(assessment.case_of(match), discount_rate=0.08).appraisal["annual_saving"]

    assert assessment.sheet(case, discount_rate=0.08).appraisal["annual_saving"] == pytest.approx(promised)
    # 120 kWh a tonne that goes in, of which 0.8 t come out
    assert case.treatment_electricity == pytest.approx(150)


def test_what_is_on_the_board_is_found_by_its_sites_and_like_resources_and_not_stored_twice(
    stored: duckdb.DuckDBPyConnection, found: pd.DataFrame
) -> None:
    proposal = proposing.of_match(row(found, "SAND", "AGGR"), currency="CNY")

    def on(*sites: str, viewer: Viewer = FACILITATOR) -> list[str]:
        return on_board.of_sites(stored, sites=sites, viewer=viewer)["synergy_id"].tolist()

    def alike(*resources: str) -> list[bool]:
        board = on_board.of_sites(stored, sites=("FO", "BL"), resources=resources, viewer=FACILITATOR)
        return board["is_alike"].tolist()

    assert on("FO", "BL") == []
    first = proposing.add_to_board(stored, proposal, who="office")
    assert on("FO", "BL") == [first]
    assert on("FO", "LA") == on("FO", "BL", viewer=GUEST) == []
    assert proposal.resources[0] == "spent_foundry_sand"
    assert alike(*proposal.resources) == [True]
    assert alike(*proposing.of_match(row(found, "THIN", "SOLV"), currency="CNY").resources) == [False]
    assert alike() == [False]

    # What two treatments in a row make of it is alike as well: as if a wash gave the waste solvent that a still regenerates.
    made = "regenerated_solvent"
    assert alike(made) == [False]
    stored.execute(
        "insert into treatment by name "
        "select * replace ('wash' as treatment_id, 'spent_foundry_sand' as input_id, input_id as output_id) from treatment"
    )
    known = on_board.pairs(stored, viewer=FACILITATOR)
    assert alike(made) == [True]
    assert {"spent_foundry_sand", made} <= set(known.loc[known["site_id"] == "FO", "resource_id"])

    with pytest.raises(DuplicateSynergyError, match="Already on the board"):
        proposing.add_to_board(stored, proposal, who="office")
    assert on("FO", "BL") == [first]
    further = proposing.add_to_board(stored, proposal, who="office", is_further=True)
    assert on("FO", "BL") == [first, further]


def test_a_pipe_and_a_shared_supply_go_to_the_board(stored: duckdb.DuckDBPyConnection) -> None:
    ready = streams.prepared(streams.declared(stored, park_id="tiny", viewer=FACILITATOR), rates={"CNY": 1.0})
    pair = pipes.pairs(ready, con=stored).iloc[0].to_dict()
    pipe = proposing.add_to_board(stored, proposing.of_pipe(pair, currency="CNY"), who="office")
    option = {
        "name_en": "Joint hot water", "name_zh": "集中热水", "resource_id": "hot_water", "unit": "GJ",
        "currency": "CNY", "price_year": 2024,
    }  # fmt: skip
    joint = proposing.of_sharing(
        option, park_id="tiny", sites=pd.Series({"FO": 0.1, "LA": 0.2}), alone=900.0, together=700.0
    )
    shared = proposing.add_to_board(stored, joint, who="office")

    assert assumed(stored, pipe).loc["investment_open", "value"] == pytest.approx(pair["investment"])
    assert assumed(stored, shared)["value"].to_dict() == {
        "volume": 0.3,
        "annual_saving": 200.0,
    }  # without the rounding error of the sum


def test_who_agreed_to_be_named_in_a_match_is_named_in_its_synergy(
    stored: duckdb.DuckDBPyConnection, found: pd.DataFrame
) -> None:
    match, day = row(found, "THIN", "SOLV"), dt.date(2024, 5, 17)
    pair = {"supply_id": "THIN", "demand_id": "SOLV"}

    def named() -> set[bool]:
        proposal = proposing.of_match(match, currency="CNY")
        synergy = proposing.add_to_board(stored, proposal, who="office", is_further=True)
        shown = stored.execute("select is_named from synergy_participant where synergy_id = ?", [synergy])
        return {is_named for (is_named,) in shown.fetchall()}

    introductions.introduce(stored, **pair, provider=day, receiver=None, who="office")
    assert named() == {False}

    introductions.introduce(stored, **pair, provider=day, receiver=day, who="office")
    assert named() == {True}
