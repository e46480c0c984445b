"""The picture of flows: what it says, in both languages, and what files of it hold."""

import io
import json
import math
from dataclasses import replace

import altair as alt
import duckdb
import openpyxl
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import (
    sankey,
    sankey_amounts,
    sankey_caption,
    sankey_export,
    sankey_quantities,
    sankey_size,
    sankey_texts,
    style,
)
from isdata.output.figures.sankey_highlighting import connected_items
from isdata.output.figures.sankey_legend import wrapped
from isdata.park import flows, parks

ENGLISH, CHINESE = i18n.reader("en"), i18n.reader("zh")
NETWORK = flows.FlowSelection(2024, look="network", share=0.0)


def seen(
    con: duckdb.DuckDBPyConnection, choice: flows.FlowSelection = NETWORK, reader: i18n.Reader = ENGLISH
) -> tuple[sankey_export.Part, sankey_export.Caption]:
    composed = flows.compose(con, park_id="tiny", choice=choice, viewer=FACILITATOR)
    layout = sankey_size.lay_out(composed.view, reader, sankey_size.SCREEN)
    about = parks.summary(con, park_id="tiny").iloc[0].to_dict()
    caption = sankey_caption.caption(composed, choice, about, reader)
    return sankey_export.Part("", composed.view, layout, composed.full), caption


def picture(part: sankey_export.Part, caption: sankey_export.Caption, reader: i18n.Reader = ENGLISH) -> str:
    return sankey_export.svg(sankey_export.picture([part], reader, sankey_size.SCREEN, caption)).decode()


def test_every_flow_has_its_ribbon_and_what_it_says(tiny: duckdb.DuckDBPyConnection) -> None:
    part, _caption = seen(tiny)

    ribbons = sankey.draw(part.view, part.layout, ENGLISH, sankey_size.SCREEN)["datasets"]["ribbons0"]

    shown = {(ribbon["way"], ribbon["amount_text"]) for ribbon in ribbons}
    assert shown == {
        ("From outside → Power plant", "1,000 t/yr ± 5%"),
        ("Power plant → Cement works", "300 t/yr ± 5%"),
        ("Cement works → Disposal (outside)", "45 t/yr ± 5%"),
        ("Cement works → Power plant", "20 t/yr ± 5%"),
        ("Cement works → Secret Box Ltd", "amount unknown"),
    }
    assert [ribbon["is_known"] for ribbon in ribbons] == [True, True, True, True, False]


def test_what_is_proved_of_an_order_holds_in_every_language_and_size(tiny: duckdb.DuckDBPyConnection) -> None:
    part, _caption = seen(tiny)
    layers = sankey_size.layers_of(part.layout)

    bare = sankey_size.proof(part.view, layers)
    named = sankey_size.proved(part.view, layers, CHINESE, sankey_size.for_room(900, 560))

    assert bare.optimal.proved
    assert (bare.crossings, bare.optimal) == (named.crossings, named.optimal)


def test_an_arrangement_is_computed_once_for_both_languages(tiny: duckdb.DuckDBPyConnection) -> None:
    view = seen(tiny)[0].view
    sankey_size._arranged_as.cache_clear()
    first = sankey_size.lay_out(view, ENGLISH, sankey_size.SCREEN)
    computed = sankey_size._arranged_as.cache_info().misses
    shared = [
        sankey_size.lay_out(view, i18n.reader("zh"), sankey_size.SCREEN, previous=previous)
        for previous in (None, first)
    ]
    assert computed == 1 == sankey_size._arranged_as.cache_info().misses - 1  # with former places
    sankey_size._arranged_as.cache_clear()
    own = sankey_size.lay_out(view, i18n.reader("zh"), sankey_size.SCREEN)
    pd.testing.assert_frame_equal(shared[0].nodes, own.nodes)
    pd.testing.assert_frame_equal(shared[0].ribbons, own.ribbons)


def test_the_picture_is_a_valid_specification(tiny: duckdb.DuckDBPyConnection) -> None:
    part, caption = seen(tiny)
    live = sankey.draw(part.view, part.layout, ENGLISH, sankey_size.SCREEN, notes=["A note."])
    years = [replace(part, name="2023"), replace(part, name="2024")]

    for drawn in (live, sankey_export.picture(years, ENGLISH, sankey_size.SCREEN, caption)):
        alt.Chart.from_dict(drawn, validate=True)


@pytest.mark.parametrize(
    ("reader", "unit", "label"),
    [
        (ENGLISH, "t", "Power plant  1,020 t"),
        (CHINESE, "t", "发电厂  1,020吨"),
        (ENGLISH, "kg", "Power plant  1.02 million kg"),
        (CHINESE, "kg", "发电厂  102万千克"),
        (CHINESE, "CNY", "发电厂  1,020元"),
    ],
)
def test_an_amount_beside_a_name_carries_its_unit(
    reader: i18n.Reader, unit: str, label: str, tiny: duckdb.DuckDBPyConnection
) -> None:
    view = seen(tiny)[0].view
    if unit == "kg":
        view = replace(view, links=view.links.assign(value=view.links["value"] * 1000))

    labels = sankey_texts.labels(replace(view, unit=unit), reader)

    # 1,000 t of fuel and 20 t of dust enter the plant.
    assert label in [texts[0] for texts in labels.values()]
    # A name is cut before its amount is left out, and an amount never stands alone.
    assert label.split("  ")[0] in [texts[-1] for texts in labels.values()]


def test_a_name_is_read_on_any_ribbon(tiny: duckdb.DuckDBPyConnection) -> None:
    part, _caption = seen(tiny)

    shapes = sankey.draw(part.view, part.layout, ENGLISH, sankey_size.SCREEN)["datasets"]["nodes0"]

    grounds = {shape["n"]: shape for shape in shapes if shape["fill"] == style.PAPER}
    assert len(shapes) == 2 * len(grounds)
    for k, node in enumerate(part.layout.nodes.to_dict("records")):  # a click on a name is one on its node
        left, right = sorted({x for x, _y in grounds[k]["geometry"]["coordinates"][0]})
        top, bottom = sorted({y for _x, y in grounds[k]["geometry"]["coordinates"][0]})
        assert left <= node["label_x"] <= right
        assert top < node["label_y"] < bottom


def test_a_picture_names_park_year_unit_and_that_it_is_invented(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update flow set is_illustrative = true")

    drawn = picture(*seen(tiny))

    for words in (
        "Flows of Tiny park",
        "2024",
        "t/yr",
        "Illustrative: fictitious data",
        "flow records",
        "Dashed",
    ):
        assert words in drawn


def test_a_picture_is_in_the_language_of_the_reader(tiny: duckdb.DuckDBPyConnection) -> None:
    part, caption = seen(tiny, reader=CHINESE)

    drawn = picture(part, caption, CHINESE)

    for words in ("小园区的物质与能量流", "发电厂", "水泥厂", "处置", "副产物"):
        assert words in drawn


def test_hostile_names_are_shown_as_they_are(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update company set name_en = '<img src=x onerror=alert(1)>' where company_id = 'C1'")

    drawn = picture(*seen(tiny))

    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_a_table_holds_what_is_seen_with_its_title_and_notes(tiny: duckdb.DuckDBPyConnection) -> None:
    part, caption = seen(tiny)

    file = sankey_export.csv(sankey_export.table([part], ENGLISH), caption)

    title, _, _ = file.decode("utf-8-sig").partition("\n")
    table = pd.read_csv(io.BytesIO(file), comment="#")

    assert table["Amount per year"].tolist()[:4] == [1000.0, 300.0, 45.0, 20.0]
    assert table["Amount per year"].isna().tolist()[4]
    assert set(table["Unit"]) == {"t"}
    assert title == "# Flows of Tiny park · Material · 2024 · t/yr · Company network"
    assert "Picture" not in table


def test_a_table_never_calculates(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update company set name_en = '=cmd|calc' where company_id = 'C1'")
    part, caption = seen(tiny)
    table = sankey_export.table([part], ENGLISH)

    book = openpyxl.load_workbook(io.BytesIO(sankey_export.xlsx(table, ENGLISH, caption)))
    sheet = book["Flows"]

    assert "'=cmd|calc" in sankey_export.csv(table, caption).decode()
    assert book["About"]["A1"].value.startswith("Flows of Tiny park")
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=cmd|calc"] == [
        "s"
    ] * 3


def test_json_holds_nodes_and_links(tiny: duckdb.DuckDBPyConnection) -> None:
    part, caption = seen(tiny)

    shown = json.loads(sankey_export.json_text(part, ENGLISH, caption))

    assert shown["unit"] == "t"
    assert {node["name"] for node in shown["nodes"]} >= {"Power plant", "Cement works", "Disposal (outside)"}
    assert sum(link["value"] or 0 for link in shown["links"]) == 1365.0


def test_two_years_side_by_side_have_one_scale(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute(
        "insert into flow select * replace (flow_id || '-23' as flow_id, 2023 as year, quantity / 2 as quantity) from flow"
    )
    (was, one), (now, other) = flows.compose_apart(
        tiny, park_id="tiny", choice=replace(NETWORK, before=2023), viewer=FACILITATOR
    )

    first, second = sankey_size.lay_out_pair(one.view, other.view, ENGLISH, sankey_size.SCREEN)

    assert (was.year, now.year) == (2023, 2024)

    assert first.scale == pytest.approx(second.scale, rel=0.05)
    assert first.height == second.height
    layers = [dict(zip(one.nodes["node"], one.nodes["layer"], strict=True)) for one in (first, second)]
    assert layers[0] == layers[1]


def test_light_falls_on_what_lies_upstream_and_downstream() -> None:
    links = pd.DataFrame({"source": ["a", "b", "x"], "target": ["b", "c", "y"], "value": [2.0, 1.0, 1.0]})
    layout = sankey_size.sankey.layout(links)

    near = connected_items(layout)

    items = [
        *(f"{a}{b}" for a, b in zip(links["source"], links["target"], strict=True)),
        *layout.nodes["node"],
    ]
    shining = {item for item, sign in zip(items, near[items.index("c")], strict=True) if sign == "1"}
    assert shining == {"ab", "bc", "a", "b", "c"}


@pytest.mark.parametrize(
    "text", ["Some words in a row that are longer than one line", "一条没有空格而且比一行更长的中文说明文字"]
)
def test_notes_are_wrapped_without_losing_a_letter(text: str) -> None:
    lines = wrapped(text, 120.0, 12.0)

    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 12.0) <= 120.0 for line in lines)


def test_light_edges_are_as_wide_as_the_amount_is_uncertain(tiny: duckdb.DuckDBPyConnection) -> None:
    part, _caption = seen(tiny, NETWORK)
    links = part.view.links
    spread = links["value"].where(links["is_measured"], 0.0) * 0.4
    part = replace(part, view=replace(part.view, links=links.assign(spread=spread)))
    shapes = sankey.draw(part.view, part.layout, ENGLISH, sankey_size.SCREEN, shows_spread=True)["datasets"][
        "ribbons0"
    ]

    def wide(feature: dict) -> float:
        ring = feature["geometry"]["coordinates"][0]
        return math.dist(ring[0], ring[len(ring) // 2 * 2 - 1])

    uncertain = links.index[spread > 0]
    assert len(uncertain) > 1
    for k in uncertain:
        whole, core = (shape for shape in shapes if shape["k"] == k)
        assert wide(core) == pytest.approx(0.6 * wide(whole), rel=1e-6)
        assert whole["strength"] < core["strength"]


def test_names_in_a_what_if_state_amounts_before_and_after(tiny: duckdb.DuckDBPyConnection) -> None:
    """Without the cement works, the power plant neither provides 300 t nor receives 20 t: 1,000 t remain of 1,020 t, which by
    the rule of the note below the picture is no change."""
    choice = replace(NETWORK, without=("C2",))
    part, _caption = seen(tiny, choice)

    texts = {name[0].split("  ")[0]: name[0] for name in sankey_texts.labels(part.view, ENGLISH).values()
             if not isinstance(name, str)}  # fmt: skip
    shapes = sankey.draw(part.view, part.layout, ENGLISH, sankey_size.SCREEN)["datasets"]["nodes0"]

    assert texts["Cement works"] == "Cement works  300 t → 0 t"
    assert texts["Power plant"] == "Power plant  1,000 t"
    given = {shape["name"]: shape["given"] for shape in shapes}
    assert given["Power plant"] == "300 t/yr → 0 t/yr"


def test_what_the_pointer_is_on_becomes_no_paler_beside_a_picked_way(tiny: duckdb.DuckDBPyConnection) -> None:
    """Pointing at another ribbon than the picked one once left it as pale as those that nobody points at."""
    part, _caption = seen(tiny, NETWORK)
    spec = sankey.draw(part.view, part.layout, ENGLISH, sankey_size.SCREEN, is_live=True, shining=[0])

    ribbons = spec["datasets"]["ribbons0"]
    assert all(each["pointed"] >= each["strength"] for each in ribbons)
    assert any(each["pointed"] > each["strength"] for each in ribbons)
    assert "pointed" in str(spec["layer"][0]["encoding"]["fillOpacity"])


def test_a_ribbon_of_a_network_states_its_amount_unless_a_bar_does(tiny: duckdb.DuckDBPyConnection) -> None:
    """Bars state the 1,000 t of coal, 300 t of ash and 45 t of waste: each has one of them alone on one of its sides.
    Their ribbons state the resource only."""
    part, _caption = seen(tiny)
    size = sankey_size.SCREEN.label

    lines = sankey_amounts.amounts(part.view, part.layout, ENGLISH, size)

    assert lines["words"].tolist() == ["Clinker dust 20 t", "Coal", "Fly ash", "Mixed waste"]
    named = part.layout.nodes[part.layout.nodes["label_anchor"] == "start"]
    for line in lines.to_dict("records"):
        is_level = (named["label_y"] - line["y"]).abs() < named["label_height"] / 2
        is_met = (named["label_x"] < line["right"]) & (named["label_x"] + named["label_width"] > line["left"])
        assert not (is_level & is_met).any()
    chain, _caption = seen(tiny, replace(NETWORK, look="chain"))
    assert sankey_amounts.amounts(chain.view, chain.layout, ENGLISH, size).empty  # bars of resources do
    traced = sankey_amounts.of_traced(chain.view, chain.layout, ENGLISH, size, [0])["words"].tolist()
    link = chain.view.links.iloc[0]
    assert traced == [sankey_quantities.quantity(link["value"], chain.view.unit, ENGLISH)]
