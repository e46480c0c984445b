"""Views of flows: nothing is created, lost or hidden."""

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings

from isdata.park import flows
from isdata.park.flows import folding
from isdata.park.flows.comparing import compared
from isdata.park.flows.views import COMPANY
from tests.park.flows.made_links import AMOUNTS, look, made


def amounts(view: flows.View) -> dict[tuple[str, str], float]:
    return view.links.groupby(["source", "target"])["value"].sum().to_dict()


def test_a_chain_leads_from_provider_through_resource_to_receiver(tiny: duckdb.DuckDBPyConnection) -> None:
    found = amounts(look(tiny, look="chain", share=0.0))

    assert found[("company:C1:give", "resource:fly_ash")] == 300.0
    assert found[("resource:fly_ash", "company:C2:take")] == 300.0
    assert found[("resource:mixed_waste", "fate:disposal:take")] == 45.0


def test_a_loop_is_never_dropped(tiny: duckdb.DuckDBPyConnection) -> None:
    found = amounts(look(tiny, look="network"))

    assert found[("company:C1", "company:C2")] == 300.0
    assert found[("company:C2", "company:C1")] == 20.0


def test_a_flow_that_was_never_measured_is_in_the_picture(tiny: duckdb.DuckDBPyConnection) -> None:
    links = look(tiny, look="network", share=0.2).links

    unknown = links[~links["is_measured"]]
    assert unknown[["source", "target"]].to_numpy().tolist() == [["company:C2", "company:C3"]]


def test_one_company_stands_between_what_it_takes_and_gives(tiny: duckdb.DuckDBPyConnection) -> None:
    links = look(tiny, look="company", company_id="C1", share=0.0, shows_residual=False).links

    middle = f"{COMPANY}:C1"
    assert links.loc[links["target"] == middle, "value"].sum() == 1020.0
    assert links.loc[links["source"] == middle, "value"].sum() == 300.0


def test_what_a_company_does_not_account_for_has_a_ribbon(tiny: duckdb.DuckDBPyConnection) -> None:
    links = look(tiny, look="company", company_id="C1").links

    (left,) = links[links["kind"] == "residual"].to_dict("records")
    assert (left["source"], left["target"], left["value"]) == ("company:C1", "residual:", 720.0)


@pytest.mark.parametrize("wish", [{"unit": "co2"}, {"unit": "money"}, {"kind": ""}, {"classes": ("fuel",)}])
def test_what_cannot_balance_has_no_residual(tiny: duckdb.DuckDBPyConnection, wish: dict) -> None:
    links = look(tiny, look="company", company_id="C1", **wish).links

    assert "residual" not in set(links["kind"])


def test_groups_stand_in_the_place_of_their_companies(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update company set company_group = 'Heavy / 重工业' where company_id in ('C1', 'C2')")

    view = look(tiny, look="network", by_group=True, share=0.0)

    assert amounts(view)[("group:Heavy / 重工业", "group:Heavy / 重工业")] == 320.0
    (group,) = view.nodes[view.nodes["role"] == "group"].to_dict("records")
    assert (group["name_en"], group["name_zh"]) == ("Heavy", "重工业")


def test_groups_of_a_filter_that_leaves_nothing_are_none(tiny: duckdb.DuckDBPyConnection) -> None:
    view = look(tiny, look="network", by_group=True, classes=("no such class",))

    assert view.links.empty


def test_an_opened_group_shows_its_companies(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update company set company_group = 'Heavy' where company_id in ('C1', 'C2')")

    view = look(tiny, look="network", by_group=True, open_group="Heavy", share=0.0)

    assert {"company:C1", "company:C2"} <= set(view.nodes["node"])


def test_a_resource_is_traced_from_source_to_destination() -> None:
    view = flows.view(made([(0, 1, 0, 5.0), (1, 2, 0, 4.0), (0, 2, 1, 3.0)]), "chain")

    of_node = view.links.loc[flows.links_on_path(view, "resource:R0"), "resource_id"]
    of_link = flows.links_on_path(view, "company:C1:give~resource:R0~R0")

    assert of_node.tolist() == ["R0"] * 4
    assert of_link == of_node.index.tolist()
    assert flows.links_on_path(view, "resource:none") == []


@settings(max_examples=8)
@given(AMOUNTS, AMOUNTS)
def test_before_and_after_add_up_to_what_was_and_is(
    was: list[tuple[int, int, int, float]], now: list[tuple[int, int, int, float]]
) -> None:
    both = pd.concat([made(was).assign(year=2023), made(now)], ignore_index=True)
    both["link"] = [str(k) for k in range(len(both))]
    is_banded = both["year"] == 2023
    least, most = (both["value"].mask(is_banded, part * both["value"]) for part in (0.5, 2.0))
    both = both.assign(is_banded=is_banded, least=least, most=most)

    view = flows.changes(flows.view(compared(both, 2023), "network"))
    parts = view.links.groupby("change")["value"].sum().reindex(["same", "gain", "loss"], fill_value=0.0)

    # of each link, a change below 2 % counts as none
    assert parts["same"] + parts["gain"] == pytest.approx(sum(row[3] for row in now))
    assert parts["same"] + parts["loss"] == pytest.approx(sum(row[3] for row in was), rel=0.021)
    before, present = folding.passing_before_and_now(view)
    total = sum(row[3] for row in was)
    assert before["out_least"].sum() == pytest.approx(0.5 * total)
    assert before["out_most"].sum() == pytest.approx(2 * total)
    assert present["out_least"].sum() == pytest.approx(sum(row[3] for row in now))


def test_a_small_park_with_other_materials_has_few_others() -> None:
    found = pd.DataFrame(
        [("material", "by_product", 20), ("material", "fuel", 10), ("energy", "heat", 99)],
        columns=["kind", "resource_class", "count"],
    )

    assert flows.has_few_others(found)
    assert not flows.has_few_others(found.assign(count=[21, 10, 99]))  # too many for one diagram
    assert not flows.has_few_others(found.iloc[[0, 2]])  # nothing else to show
