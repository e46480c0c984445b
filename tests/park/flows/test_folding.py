"""Grouped small nodes: nothing is lost, and the largest and the kept ones stay named."""

from dataclasses import replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import reader
from isdata.output.figures import sankey_notes
from isdata.park import flows
from isdata.park.flows import presented_nodes
from isdata.park.flows.views import OTHERS, RESOURCE
from tests.park.flows.made_links import AMOUNTS, look, made


def test_folding_loses_nothing_and_can_be_undone(tiny: duckdb.DuckDBPyConnection) -> None:
    choice = flows.FlowSelection(2024, look="chain", share=0.1)
    composed = flows.compose(tiny, park_id="tiny", choice=choice, viewer=FACILITATOR)

    node = "others:resource:"
    inside = flows.members(composed.small, node)
    opened = look(tiny, look="chain", within=tuple(inside), share=0.0)

    assert composed.view.links["value"].sum() == pytest.approx(composed.whole.links["value"].sum())
    assert set(inside) == {"resource:clinker_dust", "resource:mixed_waste"}
    assert set(opened.links["resource_id"]) == {"clinker_dust", "mixed_waste"}


def test_a_node_of_a_highlighted_loop_is_not_folded(tiny: duckdb.DuckDBPyConnection) -> None:
    choice = flows.FlowSelection(2024, look="chain", share=0.1)
    composed = flows.compose(tiny, park_id="tiny", choice=choice, viewer=FACILITATOR)
    shown = flows.with_unfolded(composed, choice, ["resource:clinker_dust"])

    assert "resource:clinker_dust" not in set(composed.view.nodes["node"])
    assert "resource:clinker_dust" in set(shown.view.nodes["node"])
    assert shown.view.links["value"].sum() == pytest.approx(composed.view.links["value"].sum())


def test_a_small_picture_leaves_out_flows_of_unknown_amount_and_counts_them(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """They were dashed lines without name or amount around the whole picture of a phone."""
    every = flows.FlowSelection(2024, look="network", kind="", share=0.0)
    choice = replace(every, only_measured=True)
    composed = flows.compose(tiny, park_id="tiny", choice=choice, viewer=FACILITATOR)
    hidden = composed.whole.links[~composed.whole.links["is_measured"]]

    assert len(hidden)
    assert composed.view.links["is_measured"].all()
    assert set(composed.view.nodes["node"]) == {
        *composed.view.links["source"],
        *composed.view.links["target"],
    }
    count = len({flow for each in hidden["links"] for flow in each})
    (note,) = sankey_notes.unmeasured(composed, choice, reader("en"))
    assert note.startswith(f"{count} flow")
    assert not sankey_notes.unmeasured(composed, every, reader("en"))


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
        presented_nodes.small_in_hall(whole, is_half=is_half, kept=kept),
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

    shown = presented_nodes.greyed(flows.folded(whole, presented_nodes.small_in_hall(whole)))

    assert shown.links["value"].sum() == pytest.approx(whole.links["value"].sum())
    assert (shown.nodes["role"] == OTHERS).sum() <= 3


def test_in_a_hall_the_eight_largest_resources_are_named_and_the_rest_of_many_classes_is_grey() -> None:
    rows = [(0, 9, k, 100.0 - k) for k in range(12)] + [(k, 9, 0, 1000.0) for k in range(1, 6)]
    whole = flows.view(made(rows), "chain")

    shown = presented_nodes.greyed(flows.folded(whole, presented_nodes.small_in_hall(whole)))

    named = shown.nodes.loc[shown.nodes["role"] == RESOURCE, "ref"].tolist()
    assert sorted(named) == sorted(f"R{k}" for k in range(8))
    assert presented_nodes.REST not in set(shown.links["group"])  # one class, hence one colour

    links = made(rows)
    links.loc[:1, "resource_class"] = ["by_product", "product"]
    whole = flows.view(links, "chain")
    shown = presented_nodes.greyed(flows.folded(whole, presented_nodes.small_in_hall(whole)))
    rest = shown.links[shown.links["group"] == presented_nodes.REST]
    assert rest["value"].tolist() == [362.0, 362.0]  # 92 + 91 + 90 + 89, in and out of one node
    assert set(rest["resource_id"]) == {""}


@pytest.mark.parametrize(("count", "others"), [(18, 0), (19, 12)])
def test_in_a_hall_all_companies_of_a_small_network_are_named(count: int, others: int) -> None:
    """A lake is not to be counted among other companies."""
    whole = flows.view(made([(k, k + 1, 0, 100.0) for k in range(1, count)]), "network")

    shown = flows.folded(whole, presented_nodes.small_in_hall(whole))

    assert [node["ref"] for node in shown.nodes.to_dict("records") if node["role"] == OTHERS] == (
        [str(others)] if others else []
    )
