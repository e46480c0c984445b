"""What suits a use: driving temperatures, polymers, purity of water, and the sector of a published use."""

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import reader
from isdata.symbiosis import matching
from isdata.symbiosis.matching import constraints, polymers, suitability


@pytest.fixture(scope="module")
def kunshan(all_parks: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the matches of the park by supply and demand."""
    return found_in(all_parks)


def found_in(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    table = matching.matches(con, park_id="kunshan", viewer=FACILITATOR)
    return table.set_index(["supply_stream_id", "demand_stream_id"])


def names(found: pd.Series) -> list[str]:
    return [constraint.name for constraint in constraints.violated(int(found["blocked"]))]


def test_cooling_water_of_45_degrees_drives_no_chiller(kunshan: pd.DataFrame) -> None:
    found = kunshan.loc[("KS-ST09", "KS-ST16")]

    assert names(found) == ["temperature"]
    assert found["steps"] == ("adsorption_chiller",)  # the step that lacks least
    assert (found["driving_temperature"], found["lacking_temperature"]) == (55, 10)
    [(_, reason, lift)] = matching.reasons(found.to_dict(), reader("en"))
    assert reason == "The treatment needs at least 55 °C; the supply is 10 K too cold."
    assert "heat pump" in lift


def test_a_solid_needed_as_a_gas_is_neither_dried_nor_melted(all_parks: duckdb.DuckDBPyConnection) -> None:
    found = matching.matches(all_parks, park_id="dayawan", viewer=FACILITATOR)
    (scrap,) = found[(found["supply_state"] == "solid") & (found["demand_state"] == "gas")].to_dict("records")

    [(_, _, lift)] = matching.reasons(scrap, reader("en"))
    assert "gasification" in lift


def test_water_with_more_salt_than_allowed_needs_a_step(kunshan: pd.DataFrame) -> None:
    found = kunshan.loc[("KS-ST10", "KS-ST15")]

    assert found["steps"] == ("demineralise",)
    assert [each.name for each in constraints.violated(int(found["blocked_directly"]))] == ["composition"]


def test_laminate_is_no_granulate(all_parks: duckdb.DuckDBPyConnection, kunshan: pd.DataFrame) -> None:
    assert "KS-ST02" not in kunshan.index.get_level_values("supply_stream_id")

    con = all_parks.cursor()
    con.begin()
    con.execute(
        "update stream set resource_id = 'plastic_scrap', needs_permit = false where stream_id = 'KS-ST02'"
    )
    found = found_in(con).loc[("KS-ST02", "KS-ST17")]
    con.rollback()

    assert names(found) == ["form", "polymer"]
    (_, reason, lift), _ = matching.reasons(found.to_dict(), reader("en"))  # first what nothing lifts
    assert reason == "Supplied polymer: thermoset; required: ABS, PP."
    assert "do not melt" in lift
    other = kunshan.loc[("KS-ST09", "KS-ST16")]
    assert [constraints.is_remediable(each.to_dict()) for each in (found, other)] == [False, True]
    last = constraints.remediable_first(pd.DataFrame([found, other]))
    assert last["blocked"].tolist() == [other["blocked"], found["blocked"]]


@pytest.mark.parametrize(
    ("one", "other", "is_clash"),
    [
        ("Edge trim of copper-clad laminates", "聚丙烯与 ABS 等外品", True),
        ("Clean polypropylene regrind", "废PP料", False),
        ("Stretch film", "PP regrind", True),
        ("Pallets", "PP regrind", False),  # nothing stated, nothing known
        ("Off-spec polyolefin", "HDPE flakes", False),
    ],
)
def test_polymers_are_read_in_both_languages(one: str, other: str, is_clash: bool) -> None:
    assert polymers.clash(polymers.named(one), polymers.named(other)) is is_clash


def test_a_published_use_counts_in_its_own_sector_only() -> None:
    uses = pd.DataFrame(
        [
            ("crumb", "chips", "8130"),
            ("chips", "coal", "3510"),
            ("ash", "sand", "2395"),
            ("ash", "sand", None),
        ],
        columns=["resource_id", "substitute_id", "sector"],
    )
    wanted = pd.DataFrame(
        {
            "resource_id": ["chips", "chips", "chips", "coal", "sand"],
            "sector": ["3530", "8130", None, "1701", "4100"],
        }
    )
    given = pd.DataFrame({"resource_id": ["crumb", "crumb", "crumb", "chips", "ash"]})
    levels = dict.fromkeys([("crumb", "chips"), ("chips", "coal"), ("ash", "sand")], "use")

    # Boilers stand everywhere, and a use without a sector counts for all.
    assert suitability.other_process(given, wanted, levels, uses).tolist() == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_the_park_shows_several_feasible_matches_and_why_others_are_blocked(kunshan: pd.DataFrame) -> None:
    assert 5 <= (kunshan["blocked"] == 0).sum() <= 9
    assert (kunshan["blocked"] > 0).any()
    assert kunshan.loc[("KS-ST09", "KS-ST23")]["blocked"] == 0  # 45 °C preheats air to 32 °C
