"""Accounts of VERIFI become meters and readings; hostile documents end in clear messages."""

import contextlib
import json

import duckdb
import pandas as pd
import pytest

from isdata.data import ingest, store
from isdata.data.i18n import Reader
from isdata.data.ingest import foreign
from isdata.errors import IsdataError, MoneyBasisError
from tests.conftest import PUBLISHED
from tests.data.ingest.foreign import documents


@pytest.fixture
def gas(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park, with natural gas among its resources."""
    row = {"resource_id": "natural_gas", "name_en": "Gas", "kind": "energy", "resource_class": "fuel"}
    store.write(tiny, {"resource": pd.DataFrame([row | {"unit": "Nm³"}])}, who="test", reason="gas")
    return tiny


def opened(document: object) -> foreign.Export:
    return foreign.open_export(("export.json", json.dumps(document).encode()))


def test_meters_drivers_and_readings_arrive_in_units_of_isdata(gas: duckdb.DuckDBPyConnection) -> None:
    found = foreign.convert(opened(documents.account()), foreign.Placement({"p": "S1"}, currency="USD"))
    checked = ingest.check(gas, found.source, notation="point")
    meters = checked.rows["meter"].to_pandas().set_index("meter_id")
    readings = checked.rows["meter_reading"].to_pandas()

    assert checked.problems.empty
    assert meters["meter_kind"].to_dict() == {
        "S1-e": "consumption",
        "S1-g": "consumption",
        "S1-t": "output",
        "S1-h": "heating_degree_days",
    }
    assert meters.loc["S1-h", "base_temperature"] == pytest.approx((65 - 32) / 1.8)
    quantity = readings.groupby("meter_id")["quantity"].first()
    assert quantity.to_dict() == pytest.approx(
        {"S1-e": 1.0, "S1-g": 10 * 1.05505585262, "S1-t": 90, "S1-h": 50}
    )
    begins = readings.loc[readings["meter_id"] == "S1-e", "starts_on"].astype(str).tolist()
    assert begins == ["2023-12-29", "2024-01-29", "2024-02-28"]
    listed = "\n".join(foreign.left_out_table(found.left_out, Reader())["reason"])
    assert "No site is chosen for “Other plant”." in listed
    assert "no resource for the carrier “Peat”" in listed
    assert "3 readings of “Odd” are excluded" in listed


def test_the_currency_of_bills_is_asked_for_once() -> None:
    with pytest.raises(MoneyBasisError, match=r"with --currency\)"):
        foreign.convert(opened(documents.account()), foreign.Placement({"p": "S1"}))


def test_the_public_account_arrives_whole(samples: duckdb.DuckDBPyConnection) -> None:
    """Three plants, nine meters, 441 readings, and their drivers."""
    export = foreign.open_export(PUBLISHED / "energy" / "verifi_account.json")
    sites = dict(zip(export.places, ("CD01-S", "CD02-S", "CD03-S"), strict=True))
    found = foreign.convert(export, foreign.Placement(sites, currency="USD"))
    ingest.store(samples, found.source, who="me", reason="VERIFI", notation="point")
    counted = samples.execute(
        "select count(distinct meter_id), count(*), count(cost) from meter_reading "
        "where meter_id in (select meter_id from meter where source = 'VERIFI' and meter_kind = 'consumption')"
    ).fetchall()

    assert counted == [(9, 441, 441)]


DEEP = b"[" * 200_000
HOSTILE = {
    "no JSON": b"{'a': 1}",
    "truncated": b'{"assessments": [',
    "nested too deeply": DEEP,
    "of no program": b'{"hello": "world"}',
    "no object": b"[1, 2, 3]",
    "binary": bytes(range(256)),
    "a workbook without the mark": documents.template([], [], "OTHER"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_export_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(IsdataError) as caught:
        foreign.open_export(("export.json", content))

    assert "export.json" in str(caught.value)


ODD = [None, [], {}, "text", 1e999, float("nan"), True, -1, [[]], {"a": {}}, "\ud800", "=cmd()", 10**400]


@pytest.mark.parametrize("kind", ["hunt", "account"])
def test_a_value_of_the_wrong_kind_anywhere_is_no_bug(kind: str) -> None:
    """Each value of a sound export in turn is replaced by each odd one; what is left can be laid as sheets."""
    whole = (
        documents.hunt(lightingReplacements=[documents.lights(material=5)])
        if kind == "hunt"
        else documents.account()
    )
    text = json.dumps(whole)
    for path in _paths(whole):
        for odd in ODD:
            document = json.loads(text)
            *way, last = path
            place = document
            for step in way:
                place = place[step]
            place[last] = odd
            with contextlib.suppress(IsdataError):
                export = opened(document)
                foreign.convert(export, foreign.Placement(dict.fromkeys(export.places, "S1")))


def _paths(value: object, path: tuple = ()) -> list[tuple]:
    """Return the way to every value of a document, the first two of each list."""
    if isinstance(value, dict):
        return [way for key, each in value.items() for way in [(*path, key), *_paths(each, (*path, key))]]
    if isinstance(value, list):
        return [
            way for key, each in enumerate(value[:2]) for way in [(*path, key), *_paths(each, (*path, key))]
        ]
    return []
