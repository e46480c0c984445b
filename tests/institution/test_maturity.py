"""Self-assessment of the management, year by year."""

import duckdb
import pandas as pd
import pytest

from isdata import institution
from isdata.data import ingest, store
from isdata.data.entry import rows
from isdata.errors import NotFoundError
from isdata.institution import maturity
from isdata.institution.conformity import elements

TEAM, REVIEW = "energy_maturity:team", "energy_maturity:review"


def record(con: duckdb.DuckDBPyConnection, year: int, **levels: int) -> None:
    names = {f"energy_maturity:{name}": level for name, level in levels.items()}
    maturity.record(con, park_id="tiny", year=year, levels=names, evidence={TEAM: "minutes"}, who="Mei")


def test_years_stand_beside_each_other_and_what_was_left_out_stays_unknown(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    record(tiny, 2023, team=1, review=2)
    record(tiny, 2024, team=3)
    found = maturity.profile(tiny, park_id="tiny")

    assert maturity.years(found) == [2023, 2024]
    assert found.loc[TEAM, [2023, 2024]].tolist() == [1, 3]
    assert found.loc[[REVIEW], 2024].isna().all()
    assert found.loc[TEAM, "evidence"] == "minutes"


def test_the_target_is_the_minimum_of_the_standard(tiny: duckdb.DuckDBPyConnection) -> None:
    institution.record_limit(
        tiny, park_id="tiny", indicator_id=TEAM, minimum=3.0, maximum=None, source="decision", who="Mei"
    )

    assert maturity.profile(tiny, park_id="tiny").loc[TEAM, "target"] == 3


def test_an_element_of_another_standard_is_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError):
        maturity.record(tiny, park_id="tiny", year=2024, levels={"eip:plan": 1}, evidence={}, who="Mei")


def test_each_element_has_an_example_of_its_evidence() -> None:
    known = [*elements(maturity.STANDARD).index, *elements(maturity.PARK).index]

    assert {maturity.evidence_example(name) for name in known} == set(maturity.EVIDENCE.values())
    assert len(set(maturity.EVIDENCE.values())) == len(known)


def test_a_park_shows_the_policies_of_its_country_beside_its_own_events(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """Also those that somebody enters with a region: they belong to every park within it."""
    ingest.init(tiny)
    own = pd.DataFrame(
        [
            {
                "event_id": "T-E1",
                "park_id": "tiny",
                "event_kind": "training",
                "name_en": "A",
                "starts_on": "2025-05-02",
            }
        ]
    )
    store.write(tiny, {"event": own.astype({"starts_on": "datetime64[us]"})}, who="t", reason="t")
    former = rows.rows(tiny, "event", park_id="tiny")
    new = {
        "event_kind": "policy",
        "name_en": "B",
        "starts_on": pd.Timestamp("2026-02-03"),
        "region_id": "CN-SC",
    }
    rows.save(
        tiny, "event", former, pd.concat([former, pd.DataFrame([new])]), park_id="tiny", who="t", reason="t"
    )

    found = maturity.timeline(tiny, park_id="tiny")

    assert set(found["region_id"].dropna()) == {"CN", "CN-SC"}
    assert found.loc[found["region_id"].isna(), "name_en"].tolist() == ["A"]
    assert found["starts_on"].min() == pd.Timestamp("2002-06-29")
    in_2025 = found.loc[found["starts_on"].dt.year == 2025, "starts_on"].dt.strftime("%m-%d").tolist()
    assert in_2025 == ["12-26", "01-01", "05-02"]  # a year without a day is ordered as its middle
    tiny.execute("update park set region_id = 'DK'")
    assert set(maturity.timeline(tiny, park_id="tiny")["region_id"].dropna()) == {"WORLD"}


def test_the_park_by_area_ends_with_the_mean_of_its_energy_management(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    record(tiny, 2023, team=1, review=2)
    levels = {"park_maturity:chains": 2, "park_maturity:layout": 3}
    maturity.record(tiny, park_id="tiny", year=2024, levels=levels, evidence={}, who="Mei")

    found = maturity.whole_profile(tiny, park_id="tiny")

    assert maturity.years(found) == [2023, 2024]
    assert found.loc["park_maturity:chains", 2024] == 2
    assert found.loc[maturity.STANDARD, 2023] == 1.5
    assert found.index[-1] == maturity.STANDARD


def test_the_progress_of_a_pillar_follows_its_indicators_over_the_years() -> None:
    """The newest value up to a year counts; what has no target or one value is left out."""
    rows = [
        (3, [2020, 2022, 2024], [70.0, 75.0, 90.0], 80.0, True),
        (3, [2020, 2024], [400.0, 300.0], 200.0, False),
        (3, [2024], [5.0], 9.0, True),
        (4, [2020, 2022], [1.0, 2.0], float("nan"), True),
    ]
    found = pd.DataFrame(rows, columns=["pillar", "years", "values", "target", "is_more_better"])

    progress = institution.pillars_by_year(found)

    assert progress.loc[3].to_dict() == {2020: 0.0, 2022: 0.25, 2024: 0.75}
    assert progress.loc[4].isna().all()


@pytest.mark.parametrize(
    ("values", "target", "shares"),
    [
        ([85.0, 90.0, 70.0], 80.0, [1.0, 1.0, 0.0]),  # met from the beginning, and then missed
        ([80.0, 80.0, 75.0], 80.0, [1.0, 1.0, 0.0]),  # the target is the first value
        ([60.0, 70.0, 85.0], 80.0, [0.0, 0.5, 1.0]),
    ],
)
def test_a_value_that_meets_the_target_counts_as_the_whole_way(
    values: list[float], target: float, shares: list[float]
) -> None:
    row = {"pillar": 3, "years": [2020, 2022, 2024], "values": values, "target": target}
    found = pd.DataFrame([row | {"is_more_better": True}])

    assert institution.pillars_by_year(found).loc[3].tolist() == shares


def test_the_change_of_levels_is_the_mean_over_elements_assessed_in_both_years() -> None:
    found = pd.DataFrame({"name_en": ["a", "b", "c"], 2023: [1.0, 2.0, None], 2025: [3.0, 2.0, 4.0]})

    assert maturity.change(found) == 1.0
    assert maturity.change(found.drop(columns=2023)) is None
