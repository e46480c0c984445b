"""Only who is licensed may take hazardous waste, or what is handed over with a permit only."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import reader
from isdata.symbiosis import matching
from isdata.symbiosis.matching import constraints, licences
from tests.symbiosis.conftest import Found
from tests.symbiosis.matching import park

ON = dt.date(2025, 6, 1)
PAIR = ("THIN", "SOLV")


@pytest.fixture
def hazardous(pairs: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The park in which CH wants waste solvent as it is; it is listed as 14 06 03 and HW06."""
    rows = park.frames(
        {"stream_id": "SOLV", "resource_id": "waste_solvent"}, {"stream_id": "THIN", "needs_permit": False}
    )
    store.write(pairs, {"stream": rows["stream"]}, who="test", reason="for tests")
    pairs.execute(
        "update resource set ewc_code = '14 06 03', gbt_code = 'HW06' where resource_id = 'waste_solvent'"
    )
    return pairs


def held(con: duckdb.DuckDBPyConnection, on: dt.date = ON) -> pd.Series:
    table = matching.matches(con, park_id="tiny", viewer=FACILITATOR, steps=0, on=on)
    return table.set_index(["supply_stream_id", "demand_stream_id"]).loc[PAIR]


def violated(match: pd.Series) -> list[str]:
    return [constraint.name for constraint in constraints.violated(int(match["blocked"]))]


def granted(con: duckdb.DuckDBPyConnection, **columns: object) -> None:
    row = pd.DataFrame([{"licence_id": "L", "site_id": "CH"} | columns])  # noqa: F841 - read by the next line
    con.execute("insert into licence by name select * from row")


def test_wanting_hazardous_waste_is_no_licence_to_take_it(hazardous: duckdb.DuckDBPyConnection) -> None:
    hazardous.execute("update stream set needs_permit = true where stream_id = 'SOLV'")

    assert violated(held(hazardous)) == ["permit"]


LICENCES = [
    ({}, False),
    ({"ewc_code": "14 06 03"}, True),
    ({"ewc_code": "1406"}, True),  # the sub-chapter
    ({"ewc_code": "14"}, True),  # the chapter
    ({"ewc_code": "13"}, False),
    ({"gbt_code": "HW06"}, True),
    ({"gbt_code": "HW08"}, False),
    ({"resource_id": "waste_solvent"}, True),
    ({"gbt_code": "HW06", "valid_until": ON}, True),  # the last day it holds
    ({"gbt_code": "HW06", "valid_until": ON - dt.timedelta(days=1)}, False),
    ({"gbt_code": "HW06", "valid_from": ON + dt.timedelta(days=1)}, False),
]


def test_a_licence_lets_its_holder_take_what_it_covers_while_it_holds(
    hazardous: duckdb.DuckDBPyConnection,
) -> None:
    """Each of as many firms wants the solvent and holds one licence: none counts for the others."""
    for number, (columns, _) in enumerate(LICENCES):
        for table, own in (("company", "company_id = $new"), ("site", "company_id = $new, site_id = $new"),
                           ("stream", "site_id = $new, stream_id = $new")):  # fmt: skip
            key = {"stream": "stream_id = 'SOLV'"}.get(table, f"{table}_id = 'CH'")
            named = ", ".join(f"{part.split(' = ')[1]} as {part.split(' = ')[0]}" for part in own.split(", "))
            hazardous.execute(
                f"insert into {table} by name select * replace ({named}) from {table} where {key}",
                {"new": f"F{number}"},
            )
        granted(hazardous, **{"licence_id": f"L{number}", "site_id": f"F{number}"} | columns)

    table = matching.matches(hazardous, park_id="tiny", viewer=FACILITATOR, steps=0, on=ON)
    table = table.set_index(["supply_stream_id", "demand_stream_id"]).loc["THIN"]

    for number, (columns, is_free) in enumerate(LICENCES):
        assert violated(table.loc[f"F{number}"]) == ([] if is_free else ["permit"]), columns


def test_the_remedy_names_the_licence_that_is_lacking(hazardous: duckdb.DuckDBPyConnection) -> None:
    match = held(hazardous).to_dict()
    for language, codes in (
        ("en", "List of Waste 14 06 03, Chinese hazardous waste category HW06"),
        ("zh", "欧洲废物代码14 06 03、危险废物类别 HW06"),
    ):
        ((_, reason, lift),) = matching.reasons(match, reader(language))

        assert reason
        assert codes in lift


def test_holders_are_shown_with_those_who_held_one_last(hazardous: duckdb.DuckDBPyConnection) -> None:
    granted(hazardous, gbt_code="HW06", valid_until=dt.date(2024, 12, 31))
    granted(hazardous, licence_id="M", site_id="BL", ewc_code="14")
    granted(hazardous, licence_id="N", site_id="PA", ewc_code="14")  # shows only class and range

    shown = licences.holders(hazardous, resource_id="waste_solvent", park_id="tiny", on=ON, viewer=GUEST)
    everybody = licences.holders(hazardous, resource_id="waste_solvent", viewer=FACILITATOR, on=ON)

    assert shown[["site_id", "is_valid"]].to_numpy().tolist() == [["BL", True], ["CH", False]]
    assert set(everybody["site_id"]) == {"BL", "CH", "PA"}


def test_what_treatment_makes_of_waste_is_judged_as_what_it_is(found: Found) -> None:
    """The still makes a product of the waste: its receiver needs no licence for waste."""
    assert violated(found().loc[PAIR]) == []
