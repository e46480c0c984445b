"""What stands around a Sankey: why nodes are grouped, what is not drawn, which factors were used."""

import dataclasses
import io
from collections.abc import Mapping

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.output.figures import (
    sankey_caption,
    sankey_export,
    sankey_headline,
    sankey_notes,
    sankey_quantities,
    sankey_size,
    sankey_texts,
)
from isdata.output.figures.sankey_marks import ribbon_layer
from isdata.park import flows

ENGLISH, CHINESE = i18n.reader("en"), i18n.reader("zh")
PARK = {"name_en": "Tiny park", "name_zh": "小园区", "source": None}
CHAIN = flows.FlowSelection(2024, share=0.0)


@pytest.fixture
def products(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park, whose cement works sells five products, 100 t to 500 t."""
    kinds = [{"resource_id": f"P{k}", "name_en": f"Product {k}", "kind": "material", "resource_class": "product",
              "unit": "t"} for k in range(1, 6)]  # fmt: skip
    sold = [{"flow_id": f"S{k}", "park_id": "tiny", "provider_id": "S2", "resource_id": f"P{k}", "year": 2024,
             "quantity": 100.0 * k, "unit": "t", "destination": "product"} for k in range(1, 6)]  # fmt: skip
    store.write(tiny, {"resource": pd.DataFrame(kinds), "flow": pd.DataFrame(sold)}, who="t", reason="t")
    return tiny


def composed(con: duckdb.DuckDBPyConnection, choice: flows.FlowSelection) -> flows.Composed:
    return flows.compose(con, park_id="tiny", choice=choice, viewer=FACILITATOR)


def notes(con: duckdb.DuckDBPyConnection, choice: flows.FlowSelection, reader: i18n.Reader = ENGLISH) -> str:
    return " ".join(sankey_notes.notes(composed(con, choice), choice, PARK, reader))


def names(con: duckdb.DuckDBPyConnection, choice: flows.FlowSelection) -> Mapping:
    return sankey_texts.node_names(composed(con, choice).view, ENGLISH)


def test_what_has_no_room_is_named_as_such_even_where_the_share_is_zero(
    products: duckdb.DuckDBPyConnection,
) -> None:
    """Ten resources, room for six: by-products and wastes count four times, so waste comes after 200 t of a product."""
    shown = notes(products, dataclasses.replace(CHAIN, most=6, stretch=0))

    assert (
        "Grouped: 4 for lack of space, such as Product 1 100 t, Mixed waste 45 t, Clinker dust 20 t." in shown
    )
    assert "below" not in shown


def test_what_is_small_is_named_by_its_share(products: duckdb.DuckDBPyConnection) -> None:
    """Of 2,365 t given, a tenth is 236.5 t: ash 300 t stays, dust 20 t, waste 45 t and two products go, packaging is unknown."""
    shown = notes(products, dataclasses.replace(CHAIN, share=0.1))

    assert "below 10.0% of the total" in shown
    assert "lack of space" not in shown


def test_what_has_no_room_and_is_known_as_a_range_is_named_with_the_range(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """C3 discloses classes and ranges: of the 200 t of packaging that it receives, guests see 100 t to 300 t of waste."""
    tiny.execute("update flow set quantity = 200 where flow_id = 'F7'")
    choice = dataclasses.replace(CHAIN, most=1, stretch=0)
    seen = flows.compose(tiny, park_id="tiny", choice=choice, viewer=GUEST)

    [grouped] = [each for each in sankey_notes.notes(seen, choice, PARK, ENGLISH) if "Grouped" in each]

    assert (
        grouped
        == "Grouped: 4 for lack of space, such as Coal 1,000 t, Waste (undisclosed) 100–300 t, Mixed waste 45 t."
    )


def test_others_are_called_so_only_beside_one_of_their_kind(products: duckdb.DuckDBPyConnection) -> None:
    """By-products first: ash, then coal; the third is the largest product."""
    some = names(products, dataclasses.replace(CHAIN, most=3, stretch=0))
    none = names(products, dataclasses.replace(CHAIN, most=2, stretch=0))

    assert some["others:resource::product"] == "4 other products"
    assert none["others:resource::product"] == "Products (5 kinds)"


def test_a_table_groups_nothing_and_does_not_say_so(products: duckdb.DuckDBPyConnection) -> None:
    choice = dataclasses.replace(CHAIN, most=3, stretch=0)
    drawn = composed(products, choice)
    layout = sankey_size.lay_out(drawn.view, ENGLISH, sankey_size.SCREEN)
    caption = sankey_caption.caption(drawn, choice, PARK, ENGLISH, is_table=True)
    table = sankey_export.table([sankey_export.Part("", drawn.view, layout, drawn.full)], ENGLISH)
    text = sankey_export.csv(table, caption).decode("utf-8-sig")
    read = pd.read_csv(io.StringIO(text), comment="#")

    assert {f"Product {k}" for k in range(1, 6)} <= set(read["Resource"])
    assert "Grouped" not in text
    assert "Grouped" in " ".join(sankey_caption.caption(drawn, choice, PARK, ENGLISH).notes)


def test_what_is_not_drawn_is_named_with_its_reason(tiny: duckdb.DuckDBPyConnection) -> None:
    """Steam has no mass but an energy, water no density here; nobody knows what "bales" are."""
    tiny.execute("update resource set density = null")
    tiny.execute("update flow set unit = 'bales' where flow_id = 'F6'")
    shown = notes(tiny, dataclasses.replace(CHAIN, kind="", unit="t"))

    assert "Not drawn (unit not recognised): Mixed waste (bales)." in shown
    assert "Not drawn (measured in a different physical quantity): Steam (GJ)." in shown
    assert "Not drawn (no density available): Fresh water." in shown
    assert "蒸汽（吉焦）" in notes(tiny, dataclasses.replace(CHAIN, kind="", unit="t"), CHINESE)


def test_a_network_without_bars_of_resources_is_titled_by_its_largest_flow(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    choice = dataclasses.replace(CHAIN, look="network")
    title = sankey_headline.headline(composed(tiny, choice), choice, ENGLISH)

    assert title == "Largest flow of material: Coal, From outside → Power plant, 1,000 t (2024)"


def test_a_picked_resource_is_titled_by_how_much_of_it_leaves_the_park(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """45 t of mixed waste go to disposal outside; ash stays in the park, so that its picture keeps its title."""
    found = composed(tiny, CHAIN)
    waste, ash = (
        sankey_headline.headline(found, CHAIN, ENGLISH, f"resource:{name}")
        for name in ("mixed_waste", "fly_ash")
    )

    assert waste == "45 t of 45 t mixed waste left the park in 2024"
    assert ash == sankey_headline.headline(found, CHAIN, ENGLISH)


def with_amounts(
    con: duckdb.DuckDBPyConnection, choice: flows.FlowSelection, **amounts: object
) -> flows.Composed:
    """A picture with other amounts of coal."""
    found = composed(con, choice)
    links = found.whole.links.copy()
    for column, value in amounts.items():
        links.loc[links["resource_id"] == "coal", column] = value
    return dataclasses.replace(found, whole=dataclasses.replace(found.whole, links=links))


@pytest.mark.parametrize("look", ["chain", "network"])
def test_a_range_is_never_titled_the_largest_flow(tiny: duckdb.DuckDBPyConnection, look: str) -> None:
    """Nor a change of it; where something undisclosed may be larger, nothing is titled the largest; a larger one is named."""
    choice = dataclasses.replace(CHAIN, look=look)

    small, large, exceeding = (
        sankey_headline.headline(
            with_amounts(tiny, choice, is_banded=True, least=least, most=most), choice, ENGLISH
        )
        for least, most in ((0.0, 1.0), (0.0, 1000.0), (900.0, 1000.0))
    )
    assert small.startswith("Largest flow of material: ")
    assert "Coal" not in small
    largest = small.removeprefix("Largest flow of material: ").removesuffix(" (2024)")
    name, amount = largest.rsplit(", ", 1)
    assert large == f"{name}: {amount} (2024); undisclosed flows may be larger"
    first, second = exceeding.split("; ")
    assert first.startswith("Coal")
    assert first.endswith(": 900–1,000 t")
    assert second.lower() == f"{name}: {amount} (2024)".lower()


@pytest.mark.parametrize("look", ["chain", "network"])
def test_a_comparison_is_titled_by_its_largest_change(tiny: duckdb.DuckDBPyConnection, look: str) -> None:
    choice = dataclasses.replace(CHAIN, look=look, scaled=(flows.Scaled("", "S1", "coal", 0.5),))
    found = with_amounts(tiny, choice, before=1000.0, value=500.0)

    title = sankey_headline.headline(found, choice, ENGLISH)
    step = "from 1,000 t to 500 t".replace(" ", "\N{NO-BREAK SPACE}")  # in one line
    assert title == f"Largest change: Coal → Power plant, {step}"
    banded = with_amounts(tiny, choice, is_banded=True)
    assert sankey_headline.headline(banded, choice, ENGLISH) == "No disclosed flow changes by 2% or more"
    assert sankey_headline.headline(banded, choice, CHINESE) == "已公开的流量变化均不足2%"


def test_a_note_states_from_where_on_a_change_counts_only_where_changes_are_drawn(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """Suppositions stand above a presented picture, and are no part of its notes; Chinese ones are parted by a Chinese sign."""
    choice = dataclasses.replace(CHAIN, without=("C2",), scaled=(flows.Scaled("", "S1", "coal", 0.5),))
    found = composed(tiny, choice)
    one, apart = (
        " ".join(sankey_notes.presented(found, choice, PARK, CHINESE, is_apart=is_apart))
        for is_apart in (False, True)
    )

    assert "2%" in one
    assert "2%" not in apart
    assert sankey_notes.supposed(choice, found, CHINESE) not in one
    assert "；" in sankey_notes.supposed(choice, found, CHINESE)


def test_a_title_names_the_ready_selection_and_the_company(tiny: duckdb.DuckDBPyConnection) -> None:
    preset = flows.PRESETS["without_products"]
    choice = dataclasses.replace(CHAIN, classes=preset.classes, look="company", company_id="C1")

    for reader, words in (
        (ENGLISH, " of Power plant (materials without products): "),
        (CHINESE, "（不含产品的物料）的最大流量："),
    ):
        assert words in sankey_headline.headline(composed(tiny, choice), choice, reader)


def test_several_flows_of_one_name_are_counted(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute(
        "insert into flow select * replace ('F5b' as flow_id, 'S2' as receiver_id) from flow where flow_id = 'F5'"
    )
    tiny.execute("update resource set density = null")

    assert "Fresh water × 2." in notes(tiny, dataclasses.replace(CHAIN, kind="water", unit="t"))


def test_the_factors_of_a_picture_are_named_by_region_year_and_publisher(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    tiny.execute("delete from factor")
    tiny.execute("""insert into factor (factor_id, factor_kind, resource_id, region_id, year, value, unit, source)
        values ('x', 'co2', 'coal', 'CN', 2020, 2440, 'kg/t', 'Academy, Table 2')""")
    choice = dataclasses.replace(CHAIN, unit=flows.CO2)

    assert "Factors used: Coal 2,440 kg/t (China, 2020, Academy)." in notes(tiny, choice)
    assert "所用因子：煤 2,440千克/吨（中国、2020、Academy）。" in notes(tiny, choice, CHINESE)
    assert composed(tiny, choice).view.total == pytest.approx(2440.0)  # 1,000 t of coal


def test_what_goes_to_recycling_outside_is_not_called_all_recycling(tiny: duckdb.DuckDBPyConnection) -> None:
    """45 t go to recycling outside; with the 20 t of dust recycled inside, recycling is 65 t."""
    tiny.execute("update flow set destination = 'recycling' where flow_id in ('F6', 'F3')")
    found = flows.converted(tiny, park_id="tiny", choice=CHAIN, viewer=FACILITATOR)

    assert names(tiny, CHAIN)["fate:recycling:take"] == "Recycling (outside)"
    assert flows.shares(found).set_index("destination").loc["recycling", "value"] == pytest.approx(65.0)


def test_water_among_other_kinds_is_stated_in_cubic_metres_as_on_other_pages(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """700,000 m³ of cooling water was 700,000 t in the diagram of all kinds."""
    tiny.execute("update resource set density = 0.5 where kind = 'water'")
    every = dataclasses.replace(CHAIN, kind="")
    amounts = sankey_texts.node_amounts(composed(tiny, every).whole, ENGLISH)
    own = sankey_texts.node_amounts(
        composed(tiny, dataclasses.replace(CHAIN, kind="water", unit="t")).whole, ENGLISH
    )

    assert (amounts["resource:fresh_water"], own["resource:fresh_water"]) == ("5,000 m³", "2,500 t")
    assert amounts["resource:coal"] == "1,000 t"
    assert "m³" not in amounts["origin::give"]  # coal and water


def test_only_unknown_amounts_are_dashed() -> None:
    """5,000 t among a million were dotted as if unknown."""
    layer = ribbon_layer("ribbons0", ENGLISH, has_changes=False, is_live=False)

    dash = layer["encoding"]["strokeDash"]
    assert dash == {"condition": {"test": "!datum.is_known", "value": [5, 4]}, "value": [1, 0]}


def test_a_sum_halfway_between_two_rounded_millions_keeps_its_last_figure() -> None:
    """The bar of 1 million t and 5,000 t was labelled 1.01 million t."""
    amounts = 1_005_000.0, 1_006_000.0, 1_735.0
    found = [sankey_quantities.quantity(each, "t", ENGLISH) for each in amounts]
    assert found == ["1.005 million t", "1.01 million t", "1,740 t"]
    assert sankey_quantities.quantity(1_005_000.0, "t", CHINESE) == "100.5万吨"


def test_amounts_that_were_converted_name_their_density(tiny: duckdb.DuckDBPyConnection) -> None:
    """Tonnes and cubic metres were added without a word."""
    water = [{"resource_id": "W1", "name_en": "River water", "name_zh": "河水", "kind": "water", "resource_class": "water",
              "unit": "m³", "density": 1.0}]  # fmt: skip
    drawn = [{"flow_id": "W1", "park_id": "tiny", "receiver_id": "S2", "resource_id": "W1", "year": 2024,
              "quantity": 500.0, "unit": "m³"}]  # fmt: skip
    whole = dataclasses.replace(CHAIN, kind="", unit="t")
    assert "Converted" not in notes(tiny, whole)
    store.write(tiny, {"resource": pd.DataFrame(water), "flow": pd.DataFrame(drawn)}, who="t", reason="t")

    assert "Converted by density: 1 t/m³ (River water)." in notes(tiny, whole)
    assert "按密度换算：1吨/立方米（河水）。" in notes(tiny, whole, CHINESE)
