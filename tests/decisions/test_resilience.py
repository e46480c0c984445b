"""What is lost when a company leaves or shrinks: small networks by hand, and against trying everything."""

import itertools
from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.decisions import resilience
from isdata.symbiosis import assessment
from tests.symbiosis.matching import park

COMPANIES = {"a": "A", "b": "B", "c": "C", "d": "D"}


def network(exchanges: list[dict], ways: Sequence[dict] = ()) -> resilience.Network:
    """Return a network; sites are the companies in small letters."""
    rows = pd.DataFrame(
        [{"unit": "t", "needed": (), "saving": np.nan, "co2": np.nan, **row} for row in exchanges]
    )
    ends = {side: rows[f"{side}_id"].map(COMPANIES) for side in ("provider", "receiver")}
    columns = [
        "supply",
        "demand",
        "supply_site",
        "demand_site",
        "supply_amount_declared",
        "demand_amount_declared",
    ]
    shown = pd.DataFrame([{"unit": "t", **way} for way in ways], columns=[*columns, "unit"])
    return resilience.Network(rows.assign(**ends, state="running"), shown)


# A gives 60 to B and 40 to C, D gives 20 to C; together 120 t and 240 of money.
THREE = [
    {"synergy_id": "1", "provider_id": "a", "receiver_id": "b", "amount": 60.0, "saving": 120.0},
    {"synergy_id": "2", "provider_id": "a", "receiver_id": "c", "amount": 40.0, "saving": 100.0},
    {"synergy_id": "3", "provider_id": "d", "receiver_id": "c", "amount": 20.0, "saving": 20.0},
]


def test_without_anybody_to_step_in_everything_of_the_company_is_lost() -> None:
    found = resilience.by_company(network(THREE), shock=resilience.LEAVES)

    assert found["share_t"].to_dict() == pytest.approx(
        {"A": 100 / 120, "B": 60 / 120, "C": 60 / 120, "D": 20 / 120}
    )
    assert found["left_saving"].to_dict() == {"A": 220, "B": 120, "C": 120, "D": 20}
    assert found["share_co2"].isna().all()  # not stated it


def test_half_the_output_is_half_of_both_sides_and_half_the_waste_only_of_what_is_given() -> None:
    net = network([*THREE, {"synergy_id": "4", "provider_id": "b", "receiver_id": "a", "amount": 10.0}])

    halved = resilience.by_company(net, shock=resilience.HALVES)
    less_waste = resilience.by_company(net, shock=resilience.HALVES_WASTE)

    assert halved.loc["A", "left_t"] == 55  # of 60, 40 and 10
    assert less_waste.loc["A", "left_t"] == 50  # of 60 and 40
    assert less_waste.loc["C", "left_t"] == 0


def test_who_wants_more_takes_what_comes_free() -> None:
    """C has room for 25 t more of what B took: when B leaves, 60 − 25 = 35 are lost, and as much of the money."""
    way = {
        "supply": "supply 0",
        "demand": "MORE",
        "supply_site": "a",
        "demand_site": "c",
        "demand_amount_declared": 25.0,
    }
    net = network(THREE, [way])
    found = resilience.by_company(net, shock=resilience.LEAVES)

    assert found.loc["B", ["lost_t", "left_t"]].tolist() == pytest.approx([60, 35])
    assert found.loc["B", "left_saving"] == pytest.approx(120 * 35 / 60)
    assert found.loc["A", "left_t"] == 100  # what A gave is gone, whoever wants it


def test_a_supply_and_a_demand_that_come_free_together_find_each_other() -> None:
    """B takes 60 from A and gives 30 to C; when it leaves, A can give 30 of its 60 to C: 60 + 30 − 30 − 30 = 30 lost."""
    net = network(
        [
            {"synergy_id": "1", "provider_id": "a", "receiver_id": "b", "amount": 60.0},
            {"synergy_id": "2", "provider_id": "b", "receiver_id": "c", "amount": 30.0},
        ],
        [{"supply": "supply 0", "demand": "demand 1", "supply_site": "a", "demand_site": "c"}],
    )

    lost = resilience.loss(
        net, left=resilience.remaining_shares(net.exchanges, company="B", shock="leaves"), gone="B"
    )

    assert (lost.before["t"], lost.after["t"]) == (90, pytest.approx(30))
    assert lost.replaced["quantity"].tolist() == pytest.approx([30])


def test_what_goes_on_frees_nothing() -> None:
    """The way from what A gives C to what B takes of A is of no use while both go on."""
    way = {"supply": "supply 1", "demand": "demand 0", "supply_site": "a", "demand_site": "b"}

    assert resilience.by_company(network(THREE, [way]), shock="leaves").loc["D", "left_t"] == 20


def test_a_treater_that_leaves_stops_all_that_goes_by_it() -> None:
    net = network([{**THREE[0], "needed": ("D",)}, THREE[1]])

    assert resilience.by_company(net, shock="leaves").loc["D", "left_t"] == 60


def test_units_are_never_added_up() -> None:
    net = network([THREE[0], {**THREE[1], "unit": "GJ"}])
    found = resilience.by_company(net, shock="leaves")

    assert found.loc["B", ["share_t", "share_GJ"]].tolist() == [1, 0]
    assert np.isnan(found.loc["B", "share_m³"])


@settings(max_examples=15, derandomize=True)
@given(
    freed=st.lists(st.integers(1, 4), min_size=1, max_size=2),
    room=st.lists(st.integers(1, 4), min_size=1, max_size=2),
    joined=st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_the_loss_is_the_least_of_all_ways_to_step_in(
    freed: list[int], room: list[int], joined: list[bool]
) -> None:
    """Every whole-number way of carrying what came free is tried; amounts are whole, so one of them is the best."""
    pairs = [(i, j) for i in range(len(freed)) for j in range(len(room)) if joined[2 * i + j]]
    net = network(
        [{"synergy_id": str(i), "provider_id": "acd"[i], "receiver_id": "b", "amount": float(q)} for i, q in enumerate(freed)],
        [
            {"supply": f"supply {i}", "demand": f"R{j}", "supply_site": "acd"[i], "demand_site": f"r{j}",
             "demand_amount_declared": float(room[j])}
            for i, j in pairs
        ],
    )  # fmt: skip

    best = 0
    for carried in itertools.product(range(5), repeat=len(pairs)):
        given = [
            sum(q for q, (i, _) in zip(carried, pairs, strict=True) if i == k) for k in range(len(freed))
        ]
        taken = [sum(q for q, (_, j) in zip(carried, pairs, strict=True) if j == k) for k in range(len(room))]
        if all(g <= f for g, f in zip(given, freed, strict=True)) and all(
            t <= r for t, r in zip(taken, room, strict=True)
        ):
            best = max(best, sum(carried))

    assert resilience.by_company(net, shock="leaves").loc["B", "left_t"] == pytest.approx(sum(freed) - best)


@pytest.fixture
def sand(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park in which PA gives 300 t of sand to the block maker BL, who wants 1,200 t more; FO has 600 t."""
    store.write(con, park.frames(), who="test", reason="tests")
    synergy = {
        "synergy_id": "SAND", "park_id": "tiny", "name_en": "Sand", "synergy_kind": "by_product", "topic": "minerals",
        "stage": "operation", "resource_id": "spent_foundry_sand", "quantity": 300.0, "unit": "t",
        "annual_saving": 900.0, "co2_saved": 6.0, "currency": "CNY", "price_year": 2024,
    }  # fmt: skip
    ends = [
        {"synergy_id": "SAND", "site_id": site, "role": role}
        for site, role in (("CH", "provider"), ("BL", "receiver"))
    ]
    store.write(
        con,
        {"synergy": pd.DataFrame([synergy]), "synergy_participant": pd.DataFrame(ends)},
        who="t",
        reason="t",
    )
    return con


def test_streams_that_are_declared_step_in(sand: duckdb.DuckDBPyConnection) -> None:
    """CH leaves: BL wants 300 t, FO has 600 t of the same sand, so nothing is lost. BL leaves: nobody else wants it."""
    net = resilience.network(sand, park_id="tiny", state=assessment.RUNNING, viewer=FACILITATOR)
    found = resilience.by_company(net, shock="leaves")

    assert found.loc["CH", ["lost_t", "left_t", "left_saving"]].tolist() == pytest.approx([300, 0, 0])
    assert found.loc["BL", ["lost_t", "left_t", "left_saving", "left_co2"]].tolist() == [300, 300, 900, 6]


def test_agreed_synergies_stand_apart(sand: duckdb.DuckDBPyConnection) -> None:
    assert resilience.network(
        sand, park_id="tiny", state=assessment.AGREED, viewer=FACILITATOR
    ).exchanges.empty


def test_a_measure_takes_away_what_a_synergy_stands_on(sand: duckdb.DuckDBPyConnection) -> None:
    """CH declares a stream of 400 t; the synergy takes 300. Halved to 200, 100 of 300 are lost, and FO steps in."""
    stream = {
        "stream_id": "CHS", "site_id": "CH", "direction": "supply", "resource_id": "spent_foundry_sand",
        "quantity": 400.0, "unit": "t", "period": "year", "state": "solid", "form": "sand",
    }  # fmt: skip
    measure = {
        "measure_id": "M", "site_id": "CH", "name_en": "Reclaim sand", "category": "other", "status": "planned",
        "investment": 100.0, "lifetime": 10.0, "currency": "CNY", "price_year": 2024, "stream_id": "CHS", "stream_change": -0.5,
    }  # fmt: skip
    store.write(
        sand, {"stream": pd.DataFrame([stream]), "measure": pd.DataFrame([measure])}, who="t", reason="t"
    )
    net = resilience.network(sand, park_id="tiny", state=assessment.RUNNING, viewer=FACILITATOR)

    row = resilience.by_measure(sand, net, park_id="tiny", viewer=FACILITATOR).iloc[0]

    assert (row["lost_t"], row["left_t"]) == (pytest.approx(100), pytest.approx(0))

    nothing = resilience.Network(net.exchanges.iloc[:0], net.replacements.iloc[:0])
    assert resilience.by_measure(sand, nothing, park_id="tiny", viewer=FACILITATOR)["lost_t"].tolist() == [0]


def test_a_guest_is_not_informed_of_undisclosed_companies(sand: duckdb.DuckDBPyConnection) -> None:
    """If BL agreed to be named in the synergy, its amount is that of the board; the flows of BL are still its own."""
    sand.execute("update company set visibility = 'class_band' where company_id = 'BL'")

    def seen_by(viewer: Viewer) -> pd.DataFrame:
        return resilience.network(sand, park_id="tiny", state=assessment.RUNNING, viewer=viewer).exchanges

    assert seen_by(GUEST).empty
    assert len(seen_by(FACILITATOR)) == 1
    sand.execute("update synergy_participant set is_named = true")
    assert seen_by(GUEST)["amount"].tolist() == [300.0]


def test_shares_of_several_providers_are_not_guessed_for_guests(sand: duckdb.DuckDBPyConnection) -> None:
    """Half of the amount of the board stood beside a provider whose own flow is another one."""
    sand.execute("update company set visibility = 'class_band' where company_id = 'BL'")
    synergy, role = sand.execute(
        "select synergy_id, role from synergy_participant where role = 'provider'"
    ).fetchone() or ("", "")
    other = sand.execute(
        "select site_id from site where company_id not in ('BL') and site_id not in (select site_id from synergy_participant) order by all"
    ).fetchone()
    assert other is not None
    sand.execute(
        "insert into synergy_participant (synergy_id, site_id, role) values (?, ?, ?)",
        [synergy, other[0], role],
    )
    sand.execute("update synergy_participant set is_named = true")
    net = resilience.network(sand, park_id="tiny", state=assessment.RUNNING, viewer=GUEST)
    losses = resilience.by_company(net, shock=resilience.LEAVES)

    assert net.exchanges["amount"].tolist() == [300.0]
    assert net.exchanges["provider"].isna().all()
    assert losses["lost_t"].tolist() == [300.0]  # the receiver alone
