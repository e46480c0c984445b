"""Flows in a scenario: synergies switched on and companies arriving, as what if beside today.

In the tiny park C1 gives C2 fly ash. The synergy "dust" would move 100 t of clinker dust from C2 to C1 and C3, of which
C1 takes three times what C3 takes. Company C9 of another park buys 7 t of coal there.
"""

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.park import flows

DUST = flows.FlowSelection(year=2024, kind="material", unit="t", share=0.0, running=(("dust", 0.5),))


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    tiny.execute(
        "insert into synergy (synergy_id, park_id, name_en, synergy_kind, topic, stage, resource_id, quantity, unit) "
        "values ('dust', 'tiny', 'Dust', 'by_product', 'metals', 'idea', 'clinker_dust', 100, 't')"
    )
    tiny.execute(
        "insert into synergy_participant (synergy_id, site_id, role, quantity) values "
        "('dust', 'S2', 'provider', null), ('dust', 'S1', 'receiver', 75), ('dust', 'S3', 'receiver', 25)"
    )
    tiny.execute(
        "insert into park (park_id, name_en, region_id, currency) values ('other', 'Other', 'CN', 'CNY')"
    )
    tiny.execute("insert into company (company_id, name_en, visibility) values ('C9', 'Newcomer', 'public')")
    tiny.execute("insert into site (site_id, company_id, park_id) values ('S9', 'C9', 'other')")
    tiny.execute(
        "insert into flow (flow_id, park_id, provider_id, receiver_id, resource_id, year, quantity, unit) "
        "values ('X1', 'other', null, 'S9', 'coal', 2024, 7, 't')"
    )
    return tiny


def supposed(
    con: duckdb.DuckDBPyConnection, viewer: Viewer = FACILITATOR, **asked: object
) -> dict[tuple[str, str], float]:
    found = flows.links(con, park_id="tiny", years=[2024], viewer=viewer, **asked)  # ty: ignore[invalid-argument-type]
    rows = found[found["is_supposed"]]
    return dict(
        zip(zip(rows["provider_id"], rows["receiver_id"], strict=True), rows["quantity"], strict=True)
    )


def test_a_synergy_is_shared_out_by_what_each_takes(park: duckdb.DuckDBPyConnection) -> None:
    """Half of 100 t runs: 37.5 and 12.5."""
    assert supposed(park, running=[("dust", 0.5)], viewer=FACILITATOR) == {
        ("C2", "C1"): 37.5,
        ("C2", "C3"): 12.5,
    }


def test_today_knows_nothing_of_it(park: duckdb.DuckDBPyConnection) -> None:
    assert supposed(park, viewer=FACILITATOR) == {}


def test_a_guest_reads_no_name_of_a_hidden_partner(park: duckdb.DuckDBPyConnection) -> None:
    """C3 shows only class and range: 12.5 t are stated as the band from 10 to 30."""
    shown = supposed(park, viewer=GUEST, running=[("dust", 0.5)])

    assert shown[("C2", "C1")] == 37.5
    assert shown[("C2", "*")] == pytest.approx((10 * 30) ** 0.5)


def test_an_arriving_company_brings_its_flows_from_and_to_the_outside(
    park: duckdb.DuckDBPyConnection,
) -> None:
    assert supposed(park, joining=["C9"], viewer=FACILITATOR) == {("", "C9"): 7.0}


def test_what_is_new_is_a_gain_and_what_goes_a_loss(park: duckdb.DuckDBPyConnection) -> None:
    shown = flows.converted(park, park_id="tiny", choice=DUST, viewer=FACILITATOR)
    new = shown[shown["is_supposed"]]

    assert new["value"].sum() == 50
    assert new["before"].sum() == 0
    # The dust that C2 gives C1 today goes on.
    dust = shown[(shown["resource_id"] == "clinker_dust") & ~shown["is_supposed"]]
    assert (dust["value"].sum(), dust["before"].sum()) == (20, 20)


def test_the_picture_holds_the_gain_and_today_beside_it_does_not(park: duckdb.DuckDBPyConnection) -> None:
    (today, one), (_, other) = flows.compose_apart(park, park_id="tiny", choice=DUST, viewer=FACILITATOR)

    assert not today.is_what_if
    assert other.view.links["value"].sum() > one.view.links["value"].sum()
