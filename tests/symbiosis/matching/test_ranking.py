"""The compiled search finds and judges what looking at all pairs, one by one, would."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isdata.symbiosis.matching import ranking
from isdata.symbiosis.matching.streams import MONTHS
from tests.turns import only


def streams(places: list[tuple[float, float, int]], start: int) -> pd.DataFrame:
    count = len(places)
    table = pd.DataFrame(places, columns=["latitude", "longitude", "number"])
    constant = {
        "resource_class": "by_product", "kind": "material", "is_hazardous": False, "needs_permit": False,
        "state": None, "forms": 0, "temperature": np.nan, "pressure": np.nan, "hours": np.nan,
        "daily_from": np.nan, "day_length": np.nan, "steadiness": np.nan,
        "available_from": pd.NaT, "available_until": pd.NaT, "amount": 1.0, "least": np.nan, "common_unit": "t",
        "cost": 1.0, "reach": 1e6, "rate": 0.0, "trust": 1.0, **dict.fromkeys(MONTHS, np.nan),
    }  # fmt: skip
    return table.assign(
        stream_id=[f"{start + i}" for i in range(count)],
        owner=range(start, start + count),
        resource_id="r" + table["number"].astype(str),
        **constant,
    )


SIMILARITY = pd.DataFrame(
    {
        "supply_resource": ["r0", "r1", "r0"],
        "demand_resource": ["r0", "r1", "r1"],
        "similarity": [1.0, 1.0, 0.5],
    }
)


def apart(one: pd.Series, other: pd.Series) -> float:
    a, b = np.radians([one["latitude"], other["latitude"]])
    east = np.radians(one["longitude"] - other["longitude"])
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(east / 2) ** 2
    return 2 * 6371 * np.arcsin(min(1.0, np.sqrt(half)))


PLACE = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 1))
NEAR = st.tuples(st.floats(30, 31), st.floats(104, 105), st.integers(0, 1))
PLACES = st.lists(PLACE, min_size=1, max_size=6) | st.lists(NEAR, min_size=1, max_size=6)


@pytest.mark.parametrize("count", [1, 13, 14, 15, 40])
def test_any_number_of_supplies_is_looked_through(count: int) -> None:
    # 14 numbers of a pair, and as many supplies: one once lay where the other had been.
    supplies = streams([(30.0, 104.0, 0)] * count, 0)
    demands = streams([(30.0, 104.0, 0), (30.1, 104.0, 0)], 100)

    found = ranking.rank(supplies, demands, SIMILARITY, terms=ranking.Terms(top=1000))

    assert sorted(zip(found["demand_row"], found["supply_row"], strict=True)) == [
        (demand, supply) for demand in range(2) for supply in range(count)
    ]


def test_what_cannot_be_stored_passes_only_while_both_run() -> None:
    place = [(30.0, 104.0, 0)]
    heat = {"resource_class": "heat", "common_unit": "GJ", "amount": 15_000.0}
    # 6 to 22 h on 268.75 days, and 14 to 6 h on 262.5 days: 8 h · 262.5 d = 2,100 h together.
    supply = streams(place, 0).assign(**heat, hours=4300.0, daily_from=6.0, day_length=16.0)
    demand = streams(place, 100).assign(**heat, hours=4200.0, daily_from=14.0, day_length=16.0)

    match = ranking.rank(supply, demand, SIMILARITY).iloc[0]
    always = ranking.rank(supply.assign(hours=8760.0, day_length=24.0), demand, SIMILARITY).iloc[0]
    stored = ranking.rank(
        *(each.assign(resource_class="material") for each in (supply, demand)), SIMILARITY
    ).iloc[0]

    assert match["quantity"] == pytest.approx(2100 * 15_000 / 4300)  # the supply is the slower of the two
    assert match["quantity_fit"] == 1.0  # amounts have a fit of their own
    assert always["quantity"] == pytest.approx(4200 * 15_000 / 8760)
    assert stored["quantity"] == 15_000


@settings(max_examples=30)
@given(PLACES, PLACES, st.sampled_from([5.0, 50.0, 2000.0, 15000.0, 20015.0]))
@example([(10.0, 179.9, 0)], [(10.0, -179.9, 0)], 50.0)  # across the date line
@example([(89.9, 0.0, 0)], [(89.9, 180.0, 0)], 50.0)  # across the pole
@example([(0.0, 0.0, 0)], [(0.0, 0.0, 0)], 5.0)
def test_blocking_finds_what_looking_at_all_pairs_finds(given_: list, wanted: list, radius: float) -> None:
    supplies, demands = streams(given_, 0), streams(wanted, 100)
    found = ranking.rank(supplies, demands, SIMILARITY, terms=ranking.Terms(radius=radius, top=1000))
    alike = set(zip(SIMILARITY["supply_resource"], SIMILARITY["demand_resource"], strict=True))

    pairs = list(zip(found["supply_row"], found["demand_row"], strict=True))
    assert len(pairs) == len(set(pairs))
    for i, one in supplies.iterrows():
        for j, other in demands.iterrows():
            far = apart(one, other)
            if (one["resource_id"], other["resource_id"]) not in alike or far > radius * (1 + 1e-6) + 1e-6:
                assert (i, j) not in pairs
            elif far < radius * (1 - 1e-6) - 1e-6:
                assert (i, j) in pairs


def test_only_the_best_of_each_demand_are_kept() -> None:
    supplies = streams([(30.0, 104.0, 0)] * 9, 0).assign(trust=np.linspace(0.1, 0.9, 9))
    found = ranking.rank(
        supplies, streams([(30.0, 104.0, 0)] * 2, 100), SIMILARITY, terms=ranking.Terms(top=3)
    )

    assert found["supply_row"].tolist() == [8, 8, 7, 7, 6, 6]
    assert found["score"].is_monotonic_decreasing


def test_a_place_that_is_not_known_is_compared_anywhere() -> None:
    found = ranking.rank(streams([(np.nan, np.nan, 0)], 0), streams([(30.0, 104.0, 0)], 100), SIMILARITY)

    assert len(found) == 1
    assert np.isnan(found["distance"].iloc[0])


@pytest.mark.parametrize("side", [0, 1])
def test_a_place_that_is_not_known_is_no_reason_to_leave_out(side: int) -> None:
    tables = [streams([(30.0, 104.0, 0)], 0), streams([(30.0, 104.0, 0)], 100)]
    tables[side][["latitude", "longitude"]] = np.nan

    assert len(ranking.rank(*tables, SIMILARITY, terms=ranking.Terms(radius=5.0))) == 1


@pytest.mark.parametrize("side", [0, 1])
def test_no_streams_make_no_pairs(side: int) -> None:
    tables = [streams([(30.0, 104.0, 0)], 0), streams([(30.0, 104.0, 0)], 100)]
    tables[side] = tables[side].iloc[:0]

    assert ranking.rank(*tables, SIMILARITY).empty


def hostile(count: int, seed: int) -> pd.DataFrame:
    """Return streams near each other of which anything may be missing, at odds or at the edge."""
    random = np.random.default_rng(seed)

    def some(*values: float) -> np.ndarray:
        return random.choice([*values, np.nan], count)

    numbers = random.integers(0, 2, count)
    table = streams([(30.0 + 0.01 * i, 104.0, number) for i, number in enumerate(numbers)], 1000 * seed)
    first = pd.Timestamp("2024-01-01") + pd.to_timedelta(random.integers(0, 900, count), "D")
    length = some(1.0, 8.0, 24.0)
    shares = random.dirichlet(np.full(12, 0.1), count).astype("float32")
    shares[random.random(count) < 0.3] = np.nan
    return table.assign(
        owner=random.integers(0, count, count),
        resource_class=np.where(numbers == 0, "steam", random.choice(["cold", "waste"])),
        is_hazardous=random.random(count) < 0.5,
        needs_permit=random.random(count) < 0.2,
        state=random.choice(["solid", "liquid", None], count),
        forms=random.integers(0, 4, count),
        temperature=some(20.0, 90.0, 100.0),
        pressure=some(1.0, 2.0),
        hours=some(0.0, 2000.0, 8760.0),
        day_length=length,
        daily_from=np.where(np.isnan(length), np.nan, random.integers(0, 24, count)),
        steadiness=some(1.0, 0.8),
        available_from=first,
        available_until=pd.Series(first + pd.Timedelta(days=200)).mask(random.random(count) < 0.5),
        amount=some(0.0, 4.0, 10.0),
        least=some(5.0),
        cost=some(-100.0, 0.0, 100.0),
        rate=some(0.0, 5.0),
        reach=some(2.0, 50.0),
        trust=random.uniform(0.3, 1.0, count),
        common_unit=random.choice(["t", "GJ"], count, p=[0.9, 0.1]),
        licences=[["r1"] if random.random() < 0.5 else [] for _ in range(count)],
        **{name: shares[:, month] for month, name in enumerate(MONTHS)},
    )


def violated(one: pd.Series, other: pd.Series, far: float, *, limited: bool) -> int:
    """Return the bits of the constraints that hold a pair back, read from the words of `constraints.CONSTRAINTS`."""
    is_heat = one["resource_class"] == "steam"
    passes_on = one["resource_id"] == other["resource_id"] and one["resource_class"] in ("steam", "cold")
    approach = 0 if passes_on else 10
    lacking = other["temperature"] - (one["temperature"] - approach) if is_heat else np.nan
    if one["resource_class"] == "cold":
        lacking = one["temperature"] + approach - other["temperature"]
    hazard = one["is_hazardous"] and one["resource_class"] == "waste"
    same = one["common_unit"] == other["common_unit"]
    months = shared_months(one, other)
    return (
        bool((one["needs_permit"] or hazard) and one["resource_id"] not in other["licences"])
        + 2 * ({one["state"], other["state"]} == {"solid", "liquid"})
        + 4 * bool(one["forms"] and other["forms"] and not one["forms"] & other["forms"])
        + 8 * limited
        + 16 * bool(lacking > 0)
        + 32 * bool(is_heat and other["pressure"] > one["pressure"])
        + 64 * bool(same and (one["amount"] < other["least"] or other["amount"] < one["least"]))
        + 128
        * bool(
            one["available_until"] < other["available_from"]
            or other["available_until"] < one["available_from"]
        )
        + 256 * bool(far > np.fmin(one["reach"], other["reach"]))
        + 512 * (months <= 0)
        + 1024 * bool(one["resource_class"] != "waste" and shared_hours(one, other) <= 0)
    )


def shared_months(one: pd.Series, other: pd.Series) -> float:
    mine, yours = (each[MONTHS].astype(float).fillna(1 / 12).to_numpy() for each in (one, other))
    return float(np.minimum(mine, yours).sum())


def shared_hours(one: pd.Series, other: pd.Series) -> float:
    """Return the lesser of what is known: hours of the day that both run, of the longer; and hours of the year."""

    def running(stream: pd.Series) -> set[int]:
        return {int(stream["daily_from"] + hour) % 24 for hour in range(int(stream["day_length"]))}

    known = [one["hours"] / other["hours"]] if other["hours"] else []
    if one["day_length"] + other["day_length"] > 0:
        mine, yours = running(one), running(other)
        known.append(len(mine & yours) / max(len(mine), len(yours)))
    return min([share for share in known if share == share], default=np.nan)


@pytest.mark.parametrize(
    ("seed", "counts_money"), only([(0, True), (1, False)], product(range(2), [True, False]))
)
def test_every_pair_is_judged_as_its_words_say(seed: int, counts_money: bool) -> None:
    supplies, demands = hostile(25, 2 * seed + 1), hostile(20, 2 * seed + 2)
    limits = pd.DataFrame(
        {"supply_id": supplies["stream_id"].iloc[:10], "demand_id": demands["stream_id"].iloc[:10]}
    )
    terms = ranking.Terms(top=1000, counts_money=counts_money)
    found = ranking.rank(supplies, demands, SIMILARITY, limits=limits, terms=terms)

    assert len(found) > 50
    for match in found.to_dict("records"):
        one, other = supplies.iloc[match["supply_row"]], demands.iloc[match["demand_row"]]
        is_limited = match["supply_row"] == match["demand_row"] < 10
        assert match["blocked"] == violated(one, other, match["distance"], limited=is_limited)
        assert match["score"] == pytest.approx(score(one, other, match, counts_money=counts_money), abs=1e-6)


def score(one: pd.Series, other: pd.Series, match: dict, *, counts_money: bool) -> float:
    is_same = one["common_unit"] == other["common_unit"]
    least, most = np.minimum(one["amount"], other["amount"]), np.maximum(one["amount"], other["amount"])
    fit = least / most if is_same and most else np.nan
    steady = np.minimum(one["steadiness"], other["steadiness"]) / np.maximum(
        one["steadiness"], other["steadiness"]
    )
    day = min(1.0, shared_hours(one, other)) if one["resource_class"] != "waste" else np.nan
    time = (
        min(1.0, shared_months(one, other)) * (1 if day != day else day) * (1 if steady != steady else steady)
    )
    rate = other["rate"] if np.isnan(one["rate"]) else one["rate"]
    parts = np.array([one["cost"], match["similarity"] * other["cost"], -rate * match["distance"]])
    turnover = abs(parts).sum()
    economics = 1 / (1 + np.exp(-4 * parts.sum() / turnover)) if is_same and turnover > 0 else np.nan
    trust = np.sqrt(one["trust"] * other["trust"])
    shown = [match["similarity"], fit, time, trust, *([economics] if counts_money else [])]
    return float(np.prod(np.nan_to_num(shown, nan=0.5)) ** (1 / len(shown)))


def test_few_kept_pairs_are_the_first_of_all() -> None:
    random, place = np.random.default_rng(1), (30.0, 104.0, 0)
    numbers = {"trust": random.uniform(0.3, 1.0, 60), "amount": random.uniform(1.0, 2.0, 60)}
    supplies = streams([place] * 60, 0).assign(**numbers, cost=random.uniform(-9.0, 9.0, 60))
    supplies["state"] = ["solid", "liquid"] * 30  # one half is blocked
    demands = streams([place] * 9, 100).assign(amount=random.uniform(1.0, 2.0, 9), state="solid")

    few, every = (
        ranking.rank(supplies, demands, SIMILARITY, terms=ranking.Terms(top=top)) for top in (3, 1000)
    )

    assert (len(few), len(every)) == (2 * 3 * 9, 60 * 9)
    pd.testing.assert_frame_equal(few, every[every["place"] <= 3].reset_index(drop=True))
