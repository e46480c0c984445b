"""Ways to look: nothing is created, lost, hidden or folded away."""

from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data.disclosure import FACILITATOR
from isdata.park import flows
from isdata.park.flows import folding, hall
from isdata.park.flows.comparing import compared
from isdata.park.flows.views import COMPANY, OTHERS, RESOURCE


def look(tiny: duckdb.DuckDBPyConnection, **wishes: Any) -> flows.View:
    return flows.compose(tiny, park_id="tiny", choice=flows.Choice(2024, **wishes), viewer=FACILITATOR).view


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


def test_folding_loses_nothing_and_can_be_undone(tiny: duckdb.DuckDBPyConnection) -> None:
    choice = flows.Choice(2024, look="chain", share=0.1)
    composed = flows.compose(tiny, park_id="tiny", choice=choice, viewer=FACILITATOR)

    node = "others:resource:"
    inside = flows.members(composed.small, node)
    opened = look(tiny, look="chain", within=tuple(inside), share=0.0)

    assert composed.view.links["value"].sum() == pytest.approx(composed.whole.links["value"].sum())
    assert set(inside) == {"resource:clinker_dust", "resource:mixed_waste"}
    assert set(opened.links["resource_id"]) == {"clinker_dust", "mixed_waste"}


AMOUNTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 3), st.floats(0.01, 1e6)),
    min_size=1,
    max_size=40,
)


def made(rows: list[tuple[int, int, int, float]]) -> pd.DataFrame:
    """Flow links in one unit between companies 1 to 5 and the outside (0)."""
    return pd.DataFrame(
        [
            {
                "link": str(k),
                "year": 2024,
                "provider_id": f"C{a}" if a else "",
                "receiver_id": f"C{b}" if b else "",
                "provider_outside": not a,
                "receiver_outside": not b,
                "resource_id": f"R{r}",
                "destination": "use",
                "kind": "material",
                "resource_class": "waste",
                "value": value,
                "spread": 0.0,
                "least": 0.0,
                "most": 0.0,
                "is_measured": True,
                "is_banded": False,
                "flows": 1,
                "conversion": "unit",
                "unit_shown": "t",
            }
            | {f"{end}_{what}": None for end in ("provider", "receiver") for what in ("en", "zh", "group")}
            | {"resource_en": None, "resource_zh": None}
            for k, (a, b, r, value) in enumerate(rows)
        ]
    )


@settings(max_examples=8)
@given(AMOUNTS, st.floats(0, 0.4), st.integers(1, 5))
def test_folding_neither_creates_nor_loses_anything(
    rows: list[tuple[int, int, int, float]], share: float, most: int
) -> None:
    whole = flows.view(made(rows), "chain")

    folded = flows.fold(whole, share=share, most=most)

    assert folded.links["value"].sum() == pytest.approx(whole.links["value"].sum())
    assert sorted(k for links in folded.links["links"] for k in links) == sorted(
        [str(k) for k in range(len(rows))] * 2
    )
    counted = folded.nodes.groupby(["role", "side"]).size()
    assert (
        counted.drop("others", errors="ignore").drop("origin", errors="ignore").drop("fate", errors="ignore")
        <= most + 1
    ).all()


def test_resources_are_folded_by_class_and_what_is_left_over_first_stays() -> None:
    """Four materials of 10 t and three by-products of 4 t, with room for three: 4 t left over count for 16."""
    rows = [(0, 1, k, 10.0) for k in range(4)] + [(1, 2, k, 4.0) for k in range(4, 7)]
    table = made(rows).assign(resource_class=["material"] * 4 + ["by_product"] * 3)
    whole = flows.view(table, "chain")

    small = flows.small_nodes(whole, share=0.0, most=3, limit=16)

    assert set(small.values()) == {"others:resource::material"}
    assert flows.members(small, "others:resource::material") == [f"resource:R{k}" for k in range(4)]
    assert set(flows.folded(whole, small).links["group"]) == {"material", "by_product"}


def test_in_a_small_picture_resources_are_named_by_size_whichever_their_class() -> None:
    """Phones once named waste water, but had surface and fresh water, which are larger, among the others."""
    table = made([(0, 1, k, 10.0 - k) for k in range(3)] + [(1, 2, k, 6.0) for k in range(3, 7)])
    whole = flows.view(table.assign(resource_class=["water"] * 3 + ["waste_water"] * 4), "chain")

    few = flows.folded(whole, flows.small_nodes(whole, share=0.0, most=7, limit=7))

    named = few.nodes.loc[few.nodes["role"] == "resource", "node"]
    assert set(named) == {"resource:R0", "resource:R1"}


def test_in_a_small_picture_the_largest_resources_are_named_and_all_others_are_one() -> None:
    """Phones showed the 89 resources of Chengdu as one bar. No room here for four classes, of two resources each."""
    classes = ["product", "material", "fuel", "gas"]
    amounts = [80.0, 40.0, 4.0, 2.0]
    rows = [(1, 2, k, amounts[k // 2] / 2) for k in range(8)]
    table = made(rows).assign(resource_class=[classes[k // 2] for k in range(8)])
    whole = flows.view(table, "chain")

    few = flows.folded(whole, flows.small_nodes(whole, share=0.0, most=6, limit=5))

    assert set(few.nodes["node"]) == {
        "company:C1:give",
        "resource:R0",
        "resource:R1",
        "others:resource:",
        "company:C2:take",
    }
    assert few.nodes.set_index("node").loc["others:resource:", "ref"] == "6"
    assert set(few.links["group"]) == set(classes)  # ribbons keep their colours


@pytest.mark.parametrize("is_half", [False, True])
def test_what_is_kept_is_never_folded(*, is_half: bool) -> None:
    """The way that changes most, which a comparison is titled by, may be a small one."""
    whole = flows.view(made([(k, 20 + k, k, 100.0 - k) for k in range(16)]), "chain")
    kept = "company:C15:give", "resource:R15"

    for small in (
        flows.small_nodes(whole, share=0.9, most=2, limit=9, kept=kept),
        hall.small_in_hall(whole, is_half=is_half, kept=kept),
    ):
        assert not set(kept) & set(small)
        assert len(small) > 20
        assert flows.folded(whole, small).links["value"].sum() == pytest.approx(whole.links["value"].sum())


def test_in_a_small_picture_companies_not_named_are_among_the_others_without_a_number() -> None:
    rows = [(k, 9, k, 10.0 - k) for k in range(4)]
    table = made(rows)
    table["provider_id"] = table["provider_id"].replace("C3", flows.UNNAMED)
    whole = flows.view(table, "chain")

    few = flows.folded(whole, flows.small_nodes(whole, share=0.0, most=1, limit=4))

    others = few.nodes.set_index("node").loc["others:company:give"]
    assert others["ref"] == flows.UNNAMED
    assert f"company:{flows.UNNAMED}:give" not in set(few.nodes["node"])


@settings(max_examples=8)
@given(AMOUNTS)
def test_a_picture_for_a_hall_loses_nothing(rows: list[tuple[int, int, int, float]]) -> None:
    whole = flows.view(made(rows), "chain")

    shown = hall.greyed(flows.folded(whole, hall.small_in_hall(whole)))

    assert shown.links["value"].sum() == pytest.approx(whole.links["value"].sum())
    assert (shown.nodes["role"] == OTHERS).sum() <= 3


def test_in_a_hall_the_eight_largest_resources_are_named_and_the_rest_is_grey() -> None:
    whole = flows.view(made([(0, 9, k, 100.0 - k) for k in range(12)]), "chain")

    shown = hall.greyed(flows.folded(whole, hall.small_in_hall(whole)))

    named = shown.nodes.loc[shown.nodes["role"] == RESOURCE, "ref"].tolist()
    assert sorted(named) == sorted(f"R{k}" for k in range(8))
    rest = shown.links[shown.links["group"] == hall.REST]
    assert rest["value"].tolist() == [362.0, 362.0]  # 92 + 91 + 90 + 89, in and out of one node
    assert set(rest["resource_id"]) == {""}


@pytest.mark.parametrize(("count", "others"), [(10, 0), (11, 4)])
def test_in_a_hall_all_companies_of_a_small_network_are_named(count: int, others: int) -> None:
    """A lake is not to be counted among other companies."""
    whole = flows.view(made([(k, k + 1, 0, 100.0) for k in range(1, count)]), "network")

    shown = flows.folded(whole, hall.small_in_hall(whole))

    assert [node["ref"] for node in shown.nodes.to_dict("records") if node["role"] == OTHERS] == (
        [str(others)] if others else []
    )


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
