"""Resources per value added and chain lengths of the tiny park, computed by hand."""

import datetime as dt
import math
from typing import Any

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.institution import efficiency, own_indicators, region_energy, regions
from isdata.institution.computed_indicators import PER_VALUE_ADDED, computed
from isdata.institution.conformity import record_limit

ABOUT: dict[str, Any] = {"park_id": "tiny", "year": 2024}


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park; its first two companies state value added, sector and size."""
    rows = pd.DataFrame(
        {
            "company_id": ["C1", "C2"],
            "value_added": [30e6, 10e6],
            "currency": "CNY",
            "price_year": 2024,
            "sector": ["3510", "2394"],
            "employees": [60, 40],
        }
    )
    store.write(tiny, {"company": rows}, who="test", reason="for tests")
    return tiny


def test_each_resource_is_divided_by_the_value_added_of_the_company(park: duckdb.DuckDBPyConnection) -> None:
    found = efficiency.by_company(park, **ABOUT, viewer=FACILITATOR)

    # 5,000 m³ for 30 million; 300 t of ash; 20 t of dust and 45 t of waste for 10 million.
    assert found.loc["C1", "water_per"] == pytest.approx(5000 / 3000)
    assert found.loc["C1", "waste_per"] == pytest.approx(300 / 3000)
    assert found.loc["C2", "waste_per"] == pytest.approx(65 / 1000)


def test_the_park_is_a_sum_over_a_sum_of_the_companies_that_are_known(
    park: duckdb.DuckDBPyConnection,
) -> None:
    whole = efficiency.grouped(efficiency.by_company(park, **ABOUT, viewer=FACILITATOR), "park").iloc[0]

    assert whole["waste_per"] == pytest.approx(365 / 4000)
    assert (whole["waste_known"], whole["water_known"], whole["companies"]) == (2, 1, 3)


def test_a_company_that_passes_on_water_of_unmeasured_intake_has_unknown_use(
    park: duckdb.DuckDBPyConnection,
) -> None:
    flow = {"flow_id": "F8", "park_id": "tiny", "resource_id": "fresh_water", "year": 2024, "unit": "m³"}
    given = pd.DataFrame([flow | {"provider_id": "S2", "receiver_id": "S3", "quantity": 70.0}])
    store.write(park, {"flow": given}, who="test", reason="for tests")

    water = efficiency.by_company(park, **ABOUT, viewer=FACILITATOR)["water"]
    assert pd.isna(water["C2"])
    assert (water["C1"], water["C3"]) == (5000, 70)

    more = given.assign(flow_id="F9", provider_id="S1", quantity=6000.0)  # more than the intake that is known
    store.write(park, {"flow": more}, who="test", reason="for tests")
    assert pd.isna(efficiency.by_company(park, **ABOUT, viewer=FACILITATOR)["water"]["C1"])


def test_concentration_is_the_sum_of_the_squared_shares(park: duckdb.DuckDBPyConnection) -> None:
    mix = efficiency.sector_mix(efficiency.by_company(park, **ABOUT, viewer=FACILITATOR))

    assert efficiency.concentration(mix) == pytest.approx(0.75**2 + 0.25**2)
    assert math.isnan(efficiency.concentration(mix.assign(value_share=math.nan)))
    assert math.isnan(efficiency.concentration(mix.head(0)))


def test_chain_length_is_all_inflow_over_inflow_from_outside(park: duckdb.DuckDBPyConnection) -> None:
    found = efficiency.chains(park, park_id="tiny", viewer=FACILITATOR)

    # Water comes from outside only and passes one company; no material but coal, an energy carrier or not, enters.
    assert found.loc[2024, "water"] == pytest.approx(1.0)
    assert found.loc[2024, "material"] == pytest.approx((1000 + 300 + 20) / 1000)


def test_a_chain_without_measured_inflow_has_no_length_and_no_value_per_tonne(
    park: duckdb.DuckDBPyConnection,
) -> None:
    park.execute("update flow set quantity = null where provider_id is null")

    found = efficiency.chains(park, park_id="tiny", viewer=FACILITATOR).loc[2024]

    assert found[["material", "value_per_tonne"]].isna().all()


def test_only_the_facilitator_reads_figures_of_companies(park: duckdb.DuckDBPyConnection) -> None:
    assert efficiency.by_company(park, **ABOUT, viewer=GUEST).empty
    assert efficiency.chains(park, park_id="tiny", viewer=GUEST)["value_per_tonne"].isna().all()


def test_the_sample_states_one_share_of_small_companies_that_take_part(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    """The indicator and the page of jobs count the same: small companies with a supply or demand."""
    sizes = store.ask(samples, "sme_participation", park_id="chengdu")
    small = sizes[sizes["is_sme"].fillna(False).astype(bool)].iloc[0]
    stored = store.ask(samples, "indicator_values", park_id="chengdu")
    reached = stored[(stored["indicator_id"] == "sme_share") & (stored["value_kind"] == "reached")]

    newest = reached.sort_values("year")["value"].iloc[-1]
    assert round(100 * small["with_streams"] / small["companies"]) == newest


def _state(con: duckdb.DuckDBPyConnection, **columns: Any) -> None:
    rows = pd.DataFrame({"company_id": ["C1", "C2"], "value_added": [30e6, 10e6], "currency": "CNY"})
    store.write(con, {"company": rows.assign(**columns)}, who="test", reason="for tests")


def test_flows_are_related_only_to_the_value_added_of_their_year(park: duckdb.DuckDBPyConnection) -> None:
    """Resource efficiency, Standards, Record values and Region leave out a company whose value added is of another year."""
    _state(park, price_year=[2023, 2024])
    today = {"today": dt.date(2026, 6, 1), "viewer": FACILITATOR}
    found = efficiency.by_company(park, **ABOUT, viewer=FACILITATOR)
    standard = computed(park, **ABOUT, viewer=FACILITATOR)
    own = own_indicators.from_data(park, **ABOUT, **today)
    region = region_energy.of_parks(
        park, parks=regions.parks_of_region(park, region_id="CN", **today), viewer=FACILITATOR
    ).loc["tiny"]

    # The water is that of C1; C2 leaves 65 t.
    assert found.loc["C1", ["water_per", "waste_per", "energy_per"]].isna().all()
    assert standard.loc["solid_waste_intensity", "value"] == pytest.approx(65 / 1000)
    assert standard.loc["value_per_person", "value"] == pytest.approx(10e6 / 40 / 1e4)
    assert pd.isna(standard.loc["water_intensity", "value"])
    assert pd.isna(own.loc["water_intensity", "value"])
    per = efficiency.grouped(found, "park").iloc[0]["energy_per"]
    assert per == pytest.approx(found.loc["C2", "energy_per"])
    assert standard.loc["energy_intensity", "value"] == pytest.approx(per)
    assert own.loc["energy_intensity", "value"] == pytest.approx(per, rel=1e-3)
    assert region["energy_per"] == pytest.approx(per)

    _state(park, price_year=2023)
    assert computed(park, **ABOUT, viewer=FACILITATOR).loc[list(PER_VALUE_ADDED), "value"].isna().all()
    assert efficiency.by_company(park, **ABOUT, viewer=FACILITATOR)["energy_per"].isna().all()


def test_value_added_of_several_currencies_is_converted_before_it_is_added(
    park: duckdb.DuckDBPyConnection,
) -> None:
    rate = 8.0
    stored = {
        "factor_id": "fx",
        "factor_kind": "exchange_rate",
        "year": 2024,
        "method": "central_parity",
        "value": rate,
        "unit": "CNY/EUR",
        "source": "test",
    }
    store.write(park, {"factor": pd.DataFrame([stored])}, who="test", reason="for tests")
    _state(park, currency=["CNY", "EUR"], price_year=2024)
    found = efficiency.by_company(park, **ABOUT, viewer=FACILITATOR)
    whole = efficiency.grouped(found, "park").iloc[0]

    assert whole["value_added"] == pytest.approx(30e6 + 10e6 * rate)
    assert whole["waste_per"] == pytest.approx(365 / (30e6 + 10e6 * rate) * 1e4)
    assert computed(park, **ABOUT, viewer=FACILITATOR).loc["solid_waste_intensity", "value"] == pytest.approx(
        whole["waste_per"]
    )


def test_each_year_is_divided_by_the_value_added_of_that_year(park: duckdb.DuckDBPyConnection) -> None:
    """A company had the value added of one year only, so nothing could be compared over the years."""
    last_year = park.execute("select * from flow where year = 2024").df()
    last_year = last_year.assign(flow_id=last_year["flow_id"] + "-23", year=2023)
    before = pd.DataFrame(
        {"company_id": ["C1", "C2"], "year": 2023, "value_added": [15e6, 20e6], "currency": "CNY"}
    )
    store.write(park, {"flow": last_year, "company_value": before}, who="test", reason="for tests")

    found = efficiency.by_company(park, park_id="tiny", year=2023, viewer=FACILITATOR)
    assert found.loc["C1", "waste_per"] == pytest.approx(300 / 1500)
    assert found.loc["C2", "waste_per"] == pytest.approx(65 / 2000)
    years = efficiency.trend(park, park_id="tiny", viewer=FACILITATOR)
    assert years["waste"].to_dict() == pytest.approx({2023: 365 / 3500, 2024: 365 / 4000})
    standard = computed(park, park_id="tiny", year=2023, viewer=FACILITATOR)
    assert standard.loc["solid_waste_intensity", "value"] == pytest.approx(365 / 3500)
    assert standard.loc["value_per_person", "value"] == pytest.approx(35e6 / 100 / 1e4)

    # A company that is not known in every year would look like a change.
    park.execute("delete from company_value where company_id = 'C2'")
    assert efficiency.trend(park, park_id="tiny", viewer=FACILITATOR)["waste"].to_dict() == pytest.approx(
        {2023: 300 / 1500, 2024: 300 / 3000}
    )
    assert efficiency.trend(park, park_id="tiny", viewer=GUEST).empty


def test_the_newest_published_mean_of_a_region_is_a_reference_value(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    """The only reference values were the park's own limits; a park without any had none."""
    known = store.ask(samples, "resource_benchmarks", park_id="kunshan")
    known = known[known["is_published"].astype(bool)]

    assert known[["rule", "name_en", "maximum", "year"]].to_numpy().tolist() == [
        ["water_intensity", "China", 24.3, 2023]
    ]
    assert "水利部" in known["source"].iloc[0]
    own = store.ask(samples, "resource_benchmarks", park_id="chengdu")
    assert own["is_published"].sum() == 1
    assert len(own) > 1
    assert store.ask(samples, "resource_benchmarks", park_id="kalundborg").empty


def test_a_limit_entered_from_a_standard_is_a_reference_value(park: duckdb.DuckDBPyConnection) -> None:
    record_limit(
        park, park_id="tiny", indicator_id="hj274:energy_intensity", minimum=None, maximum=0.4,
        source="page 5 of the document", who="test",
    )  # fmt: skip
    known = store.ask(park, "resource_benchmarks", park_id="tiny").set_index("rule").loc["energy_intensity"]

    assert (known["name_en"], known["maximum"], known["unit"], known["source"]) == (
        "HJ 274: Energy per value added", 0.4, "tce/10⁴ CNY", "page 5 of the document"
    )  # fmt: skip
