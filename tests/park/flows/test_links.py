"""Which flows are seen, and what a company that does not want to be named lets others see."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.park import flows
from tests import tiny as tiny_park


def with_companies(con: duckdb.DuckDBPyConnection, visibility: list[str], amounts: list[float]) -> None:
    """A park whose public power plant sends fly ash to further companies of these visibilities."""
    tables = tiny_park.frames()
    numbers = range(1, len(visibility) + 1)
    base = {name: tables[name] for name in ("region", "park", "resource")}
    store.write(
        con,
        base
        | {
            "company": pd.DataFrame(
                [{"company_id": "C0", "name_en": "Power plant", "visibility": "public"}]
                + [
                    {"company_id": f"C{n}", "name_en": f"Secret {n}", "visibility": wish}
                    for n, wish in zip(numbers, visibility, strict=True)
                ]
            ),
            "site": pd.DataFrame(
                [{"site_id": f"S{n}", "company_id": f"C{n}", "park_id": "tiny"} for n in (0, *numbers)]
            ),
            "flow": pd.DataFrame(
                [
                    {
                        "flow_id": f"F{n}",
                        "park_id": "tiny",
                        "provider_id": "S0",
                        "receiver_id": f"S{n}",
                        "resource_id": "fly_ash",
                        "year": 2024,
                        "quantity": amount,
                        "unit": "t",
                        "cost": 1000.0,
                        "currency": "CNY",
                        "price_year": 2024,
                    }
                    for n, amount in zip(numbers, amounts, strict=True)
                ]
            ),
        },
        who="test",
        reason="visibility",
    )


def seen(con: duckdb.DuckDBPyConnection, *, viewer: Viewer = FACILITATOR) -> pd.DataFrame:
    return flows.links(con, park_id="tiny", years=[2024], viewer=viewer)


def test_links_sum_the_flows_of_one_year(tiny: duckdb.DuckDBPyConnection) -> None:
    found = seen(tiny, viewer=FACILITATOR).set_index("resource_id")

    assert found["quantity"].dropna().to_dict() == {
        "coal": 1000.0, "fly_ash": 300.0, "clinker_dust": 20.0, "steam": 900.0, "fresh_water": 5000.0,
        "mixed_waste": 45.0,
    }  # fmt: skip
    assert not found.loc["packaging", "is_measured"]
    assert found.loc["coal", "half_width"] == pytest.approx(50.0)  # ± 5 % of 1000 t


def test_the_ends_of_a_link_outside_the_park_are_empty(tiny: duckdb.DuckDBPyConnection) -> None:
    found = seen(tiny, viewer=FACILITATOR).set_index("resource_id")

    assert found.loc["coal", "provider_id"] == flows.OUTSIDE
    assert found.loc["coal", "provider_outside"]
    assert found.loc["mixed_waste", "receiver_id"] == flows.OUTSIDE


def test_a_guest_sees_class_and_band_of_a_company_that_wants_no_more(con: duckdb.DuckDBPyConnection) -> None:
    with_companies(con, ["class_band"], [450.0])

    (link,) = seen(con, viewer=GUEST).to_dict("records")

    assert link["receiver_id"] == flows.UNNAMED
    assert link["resource_id"] == "class:by_product"
    assert (link["low"], link["high"]) == (300.0, 1000.0)
    assert link["quantity"] == pytest.approx((300 * 1000) ** 0.5)
    assert pd.isna(link["cost"])
    assert pd.isna(link["half_width"])


@pytest.mark.parametrize(("rate", "cost"), [(None, -9000.0), (8.0, -13000.0)])
def test_costs_in_another_currency_are_added_at_the_exchange_rate_and_else_left_out(
    tiny: duckdb.DuckDBPyConnection, rate: float | None, cost: float
) -> None:
    tiny.execute("delete from factor where factor_kind = 'exchange_rate'")
    if rate:
        tiny.execute(
            "insert into factor (factor_id, factor_kind, year, value, unit, source) "
            "values ('FX', 'exchange_rate', 2024, ?, 'CNY/EUR', 'central bank')",
            [rate],
        )
    tiny.execute("update flow set cost = -9000, currency = 'CNY', price_year = 2024 where flow_id = 'F6'")
    tiny.execute(
        "insert into flow by name select * replace ('F6b' as flow_id, -500 as cost, 'EUR' as currency) "
        "from flow where flow_id = 'F6'"
    )
    link = seen(tiny, viewer=FACILITATOR).set_index("resource_id").loc["mixed_waste"]

    assert (link["cost"], link["currency"], link["flows"]) == (cost, "CNY", 2)


def test_nothing_of_an_unnamed_company_reaches_a_guest(con: duckdb.DuckDBPyConnection) -> None:
    with_companies(con, ["class_band", "facilitator"], [450.0, 70.0])

    stated = str(seen(con, viewer=GUEST).to_json())

    assert "Secret" not in stated
    assert "C1" not in stated
    assert "450" not in stated
    assert "ash" not in stated


@pytest.mark.parametrize(("companies", "shown"), [(1, 0), (2, 0), (3, 1)])
def test_facilitator_only_flows_are_seen_in_sums_of_three_companies_or_more(
    con: duckdb.DuckDBPyConnection, companies: int, shown: int
) -> None:
    with_companies(con, ["facilitator"] * companies, [100.0] * companies)

    found = seen(con, viewer=GUEST)

    assert len(found) == shown
    if shown:
        assert found.loc[0, "low"] == 300.0  # of 3 × 100 t


def test_a_facilitator_sees_every_company_and_its_costs(con: duckdb.DuckDBPyConnection) -> None:
    with_companies(con, ["class_band", "facilitator"], [450.0, 70.0])

    found = seen(con, viewer=FACILITATOR)

    assert set(found["receiver_en"]) == {"Secret 1", "Secret 2"}
    assert found["cost"].tolist() == [1000.0, 1000.0]


def test_the_rows_behind_a_link_are_those_it_sums(tiny: duckdb.DuckDBPyConnection) -> None:
    link = seen(tiny, viewer=FACILITATOR).set_index("resource_id").loc["fly_ash", "link"]

    rows = flows.rows(tiny, park_id="tiny", links=[link], viewer=FACILITATOR)

    assert rows[["flow_id", "quantity", "basis", "uncertainty"]].to_numpy().tolist() == [
        ["F2", 300.0, "meter", 5.0]
    ]


def test_a_guest_sees_no_rows_of_companies_that_are_not_public(con: duckdb.DuckDBPyConnection) -> None:
    with_companies(con, ["class_band"], [450.0])
    links = seen(con, viewer=FACILITATOR)["link"]

    assert flows.rows(con, park_id="tiny", links=links, viewer=GUEST).empty
    assert len(flows.rows(con, park_id="tiny", links=links, viewer=FACILITATOR)) == 1


def test_companies_are_listed_by_their_links(tiny: duckdb.DuckDBPyConnection) -> None:
    assert flows.companies(seen(tiny, viewer=FACILITATOR))["company_id"].tolist() == ["C1", "C2", "C3"]


def test_reconciled_amounts_take_the_place_of_declared_ones_only_when_asked(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    was = {"declared": 300.0, "declared_unit": "t", "declared_uncertainty": 5.0}
    kept = pd.DataFrame([{"flow_id": "F2", "quantity": 290.0, "measurement": "measured_redundant"} | was])
    store.write(tiny, {"reconciled_flow": kept}, who="test", reason="reconciled")

    declared = flows.links(tiny, park_id="tiny", years=[2024], viewer=FACILITATOR).set_index("resource_id")
    either = flows.links(tiny, park_id="tiny", years=[2024], reconciled=True, viewer=FACILITATOR).set_index(
        "resource_id"
    )

    assert declared.loc["fly_ash", "quantity"] == 300.0
    assert either.loc["fly_ash", "quantity"] == 290.0
    assert either.loc["coal", "quantity"] == 1000.0


def test_every_flow_is_in_the_picture_or_stated_to_be_elsewhere(tiny: duckdb.DuckDBPyConnection) -> None:
    years = [int(year) for (year,) in tiny.execute("select distinct year from flow order by year").fetchall()]
    (total,) = tiny.execute("select count(*) from flow where park_id = 'tiny'").fetchone() or (0,)
    kinds = dict(
        tiny.execute(
            "select kind, count(*) from flow join resource using (resource_id) where year = 2024 group by kind"
        ).fetchall()
    )
    choice = flows.FlowSelection(2024, kind="material")
    found = flows.omitted_flows(tiny, park_id="tiny", years=years, choice=choice, viewer=FACILITATOR)

    assert (found.count, found.total, found.narrowed) == (kinds.pop("material"), total, 0)
    assert dict(found.kinds) == kinds
    assert found.count + sum(kinds.values()) + sum(dict(found.years).values()) == total

    narrowed = flows.FlowSelection(2024, kind="material", classes=("none",))
    found = flows.omitted_flows(tiny, park_id="tiny", years=years, choice=narrowed, viewer=FACILITATOR)
    assert (found.count, found.narrowed) == (0, total - sum(kinds.values()) - sum(dict(found.years).values()))
