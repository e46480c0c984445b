"""Who could serve whom: constraints, scores, chains, and what a guest may see."""

import datetime as dt

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES, reader
from isdata.symbiosis import gaps, matching
from isdata.symbiosis.matching import bundling, constraints, finding
from tests.symbiosis.conftest import Found

SAND, HEAT, SOLVENT = ("SAND", "AGGR"), ("HEAT", "WASH"), ("THIN", "SOLV")
COLD = ({"stream_id": "HEAT", "temperature": 55.0},)
UNLIKE = (
    {"stream_id": "AGGR", "state": "paste", "quantity_minimum": 601.0},
    {"stream_id": "SAND", "needs_permit": True},
)
FAR = ({"stream_id": "AGGR", "form": "bars", "distance_maximum": 0.9},)


def names(match: pd.Series) -> list[str]:
    return [constraint.name for constraint in constraints.violated(int(match["blocked"]))]


def test_the_score_is_the_geometric_mean_of_its_parts(found: Found) -> None:
    match = found().loc[SAND]

    # 600 of 1,200 t; no profile, so all year; one resource; gain 100 + 60 − 0.6·0.953 km of 160.57 turned over
    assert match["quantity_fit"] == pytest.approx(0.5)
    assert match["similarity"] == 1.0
    assert match["time_fit"] == pytest.approx(1.0, abs=1e-6)
    assert match["trust"] == pytest.approx(0.7)  # metered, with the ± of 30 % of those who state none
    assert match["gain"] == pytest.approx(160 - 0.6 * match["distance"])
    gain_share = match["gain"] / (160 + 0.6 * match["distance"])
    assert match["economics"] == pytest.approx(1 / (1 + np.exp(-4 * gain_share)))
    parts = match[["similarity", "quantity_fit", "time_fit", "economics", "trust"]].to_numpy(dtype=float)
    assert match["score"] == pytest.approx(np.prod(parts) ** (1 / 5))
    # 0.01° of longitude at 31° north
    assert match["distance"] == pytest.approx(6371 * np.radians(0.01) * np.cos(np.radians(31)), rel=1e-6)


@pytest.mark.parametrize(
    ("changes", "pair", "violated"),
    [
        (COLD, SAND, []),  # what changes for one pair holds no other back
        (COLD, HEAT, ["temperature"]),
        (UNLIKE, SAND, ["state", "quantity", "permit"]),
        (FAR, SAND, ["form", "distance"]),
    ],
)
def test_a_violated_constraint_blocks_a_match_and_says_why(
    found: Found, changes: tuple, pair: tuple, violated: list
) -> None:
    match = found(*changes).loc[pair]

    assert sorted(names(match)) == sorted(violated)
    for language in LANGUAGES:
        explained = matching.reasons(match.to_dict(), reader(language))
        assert len(explained) == len(violated)
        assert all(title and reason and lift for title, reason, lift in explained)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (None, "No other supply of"),
        (
            250.0,
            "Same resource: Second Foundry 250 t. Together with this supply 850 t per year; 50 t is lacking.",
        ),
        (400.0, "Together with this supply 1,000 t per year: sufficient."),
    ],
)
def test_an_offer_below_a_minimum_names_those_to_combine_it_with(
    found: Found, other: float | None, words: str
) -> None:
    """The remedy was “combine with other providers”, without their names."""
    matches = found({"stream_id": "AGGR", "quantity_minimum": 900.0})
    match = matches.loc[SAND]
    second = {"supply_stream_id": "SAND2", "supply_company_en": "Second Foundry", "quantity": other}
    rows = matches if other is None else pd.concat([matches, match.to_frame().T.assign(**second)])

    assert words in bundling.words(match.to_dict(), rows, reader("en"))
    assert bundling.words(matches.loc[HEAT].to_dict(), rows, reader("en")) == ""
    if other:  # whether an undisclosed company offers the same is not stated
        rows["is_hidden"] = rows["supply_stream_id"] == "SAND2"
        assert bundling.words(match.to_dict(), rows, reader("en")) == ""


@pytest.mark.parametrize(("wanted", "said"), [("heat", "K too cold"), ("cold", "K too warm for cooling")])
def test_a_temperature_is_too_low_or_too_high_and_never_either(found: Found, wanted: str, said: str) -> None:
    match = found(*COLD).loc[HEAT].to_dict()

    ((_title, reason, lift),) = matching.reasons(match | {"demand_resource_class": wanted}, reader("en"))
    assert reason == f"The supply is 15 {said}."
    assert "by 15 K" in lift


def test_dates_that_do_not_meet_hold_back_and_just_the_heat_that_is_needed_passes(found: Found) -> None:
    day = dt.date(2025, 1, 1)
    matches = found(
        {"stream_id": "SAND", "available_until": day},
        {"stream_id": "AGGR", "available_from": day + dt.timedelta(days=1)},
        {"stream_id": "HEAT", "temperature": 70.0},
    )

    assert names(matches.loc[SAND]) == ["dates"]
    assert names(matches.loc[HEAT]) == []


def test_a_limit_on_a_substance_holds_back_and_months_count_by_their_overlap(pairs, found: Found) -> None:
    pairs.execute(
        "insert into stream_composition values ('SAND', 'Cu', 0.02, null), ('AGGR', 'Cu', 0.01, null)"
    )
    # the sand comes in January to June only, the need is even: half of it is met in time
    pairs.execute("insert into stream_profile select 'SAND', m, if(m <= 6, 1 / 6, 0) from range(1, 13) t(m)")

    match = found().loc[SAND]

    assert names(match) == ["composition"]
    assert "Cu" in matching.reasons(match.to_dict(), reader("en"))[0][1]
    assert match["time_fit"] == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize(
    ("given", "wanted", "day_fit", "rhythm", "need", "rhythm_fit"),
    [
        ((6, 22), (6, 22), 1.0, "batch", "batch", 1.0),
        (
            (0, 24),
            (8, 16),
            1 / 3,
            "batch",
            "continuous",
            0.8,
        ),  # a third of what comes evenly falls into the shift
        ((22, 6), (4, 12), 0.25, "one_off", "continuous", 0.25),  # 4 to 6 of eight hours each, past midnight
        ((22, 14), (6, 22), 0.5, None, "batch", None),  # 6 to 14 of sixteen
        ((20, 2), (22, 8), 0.4, None, None, None),  # 22 to 2 of six and ten
    ],
)
def test_heat_counts_by_the_hours_in_which_both_run_and_batches_serve_a_steady_need_less(
    found: Found,
    given: tuple,
    wanted: tuple,
    day_fit: float,
    rhythm: str | None,
    need: str | None,
    rhythm_fit: float | None,
) -> None:
    day = [
        {"stream_id": stream, "hours": 2000.0, "daily_from": float(start), "daily_until": float(end)}
        for stream, (start, end) in (("HEAT", given), ("WASH", wanted))
    ]
    matches = found(*day, {"stream_id": "SAND", "pattern": rhythm}, {"stream_id": "AGGR", "pattern": need})
    heat, sand = matches.loc[HEAT], matches.loc[SAND]

    assert heat["day_fit"] == pytest.approx(day_fit)
    assert heat["time_fit"] == pytest.approx(day_fit, abs=1e-6)
    assert not heat["blocked"]
    assert sand["time_fit"] == pytest.approx(rhythm_fit or 1.0, abs=1e-6)
    assert sand["rhythm_fit"] == pytest.approx(rhythm_fit or np.nan, nan_ok=True)


def test_of_the_night_heat_does_not_serve_the_day_and_what_can_be_stored_waits(found: Found) -> None:
    night, day = {"daily_from": 22.0, "daily_until": 6.0}, {"daily_from": 8.0, "daily_until": 16.0}
    matches = found(
        {"stream_id": "HEAT", "hours": 2000.0} | night,
        {"stream_id": "WASH", "hours": 2000.0} | day,
        {"stream_id": "SAND"} | night,
        {"stream_id": "AGGR"} | day,
    )
    heat, sand = matches.loc[HEAT], matches.loc[SAND]

    assert names(heat) == ["day"]
    assert "storage between shifts" in matching.reasons(heat.to_dict(), reader("en"))[0][2]
    assert not sand["blocked"]
    assert sand["time_fit"] == pytest.approx(1.0, abs=1e-6)
    assert pd.isna(sand["day_fit"])


def test_a_season_whose_months_are_shown_counts_once(pairs, found: Found) -> None:
    season = found(
        {"stream_id": "SAND", "pattern": "seasonal"}, {"stream_id": "AGGR", "pattern": "continuous"}
    )
    # half the year, as long as nobody says when
    assert season.loc[SAND, "time_fit"] == pytest.approx(0.5, abs=1e-6)
    pairs.execute("insert into stream_profile select 'SAND', m, if(m <= 9, 1 / 9, 0) from range(1, 13) t(m)")

    assert found().loc[SAND, "time_fit"] == pytest.approx(0.75, abs=1e-6)


def test_an_amount_that_is_not_known_counts_half_and_makes_no_quantity(found: Found) -> None:
    match = found({"stream_id": "AGGR", "quantity": None}).loc[SAND]

    assert pd.isna(match["quantity"])
    assert pd.isna(match["quantity_fit"])
    parts = match[["similarity", "time_fit", "economics", "trust"]].to_numpy(dtype=float)
    assert match["score"] == pytest.approx((0.5 * np.prod(parts)) ** (1 / 5))


def test_a_chain_by_treatment_is_found_with_its_cost(found: Found) -> None:
    match = found().loc[SOLVENT]

    assert match["steps"] == ("still",)
    assert match["supply_amount"] == pytest.approx(36.0)  # 0.8 of 45 t
    assert match["treatment_cost"] == pytest.approx(1250.0)  # 1,000 a tonne that goes in
    assert match["supply_cost"] == pytest.approx((1900 - 1000) / 0.8)
    assert match["blocked"] == 0


def test_what_treatment_turns_into_heat_is_carried_where_it_costs_less(
    pairs: duckdb.DuckDBPyConnection, found: Found
) -> None:
    """The rate per tonne of the waste was counted for each gigajoule of its heat."""
    burner = {
        "treatment_id": "burner",
        "name_en": "Burner",
        "input_id": "waste_solvent",
        "output_id": "hot_water",
    }
    for ratio, rate in (
        (8.0, 0.6 / 8),
        (0.1, 1.0),
    ):  # by truck before, or by pipe after treatment [CNY/(GJ·km)]
        steps = pd.DataFrame(
            [burner | {"output_ratio": ratio, "cost": 10.0, "currency": "CNY", "price_year": 2024}]
        )
        store.write(pairs, {"treatment": steps}, who="test", reason="for tests")
        match = found().loc[("THIN", "WASH")]
        expected = (
            match["supply_cost"] + match["demand_cost"] * match["similarity"] - rate * match["distance"]
        )
        assert match["gain"] == pytest.approx(expected)


def test_without_steps_there_is_no_chain(found: Found) -> None:
    assert SOLVENT not in found(steps=0).index


def test_a_firm_is_no_partner_of_itself(found: Found) -> None:
    assert SAND not in found({"stream_id": "AGGR", "site_id": "FO"}).index


def test_a_newcomer_is_ranked_by_each_measure(pairs, found: Found) -> None:
    table = found(
        {"stream_id": "AGGR", "distance_maximum": 0.1}, {"stream_id": "WASH", "distance_maximum": 0.1}
    )

    best = gaps.newcomers(
        pairs, gaps.unmatched(pairs, table, park_id="tiny", viewer=FACILITATOR), park_id="tiny"
    ).set_index(["does", "resource_id"])

    assert best.loc[("gives", "spent_foundry_sand"), "tonnes"] == 1200
    assert best.loc[("gives", "spent_foundry_sand"), "place_tonnes"] == 1
    assert best.loc[("gives", "hot_water"), "value"] == 9000 * 80
    assert best.loc[("gives", "hot_water"), "place_value"] == 1


@pytest.mark.parametrize(("demands", "kept"), [(0, 20), (800, 20), (1_600, 10), (50_000, 1)])
def test_many_demands_keep_fewer_matches_each(demands: int, kept: int) -> None:
    assert finding.default_top(demands) == kept


def test_data_of_far_apart_years_are_not_compared(found: Found) -> None:
    in_1990 = {"stream_id": "SAND", "year": 1990}

    assert ("SAND", "AGGR") in found(in_1990, {"stream_id": "AGGR", "year": 2010}).index
    assert ("SAND", "AGGR") not in found(in_1990, {"stream_id": "AGGR", "year": 2022}).index
