"""Names beside the bars of a Sankey: large enough, at their own bars, and on no ribbon of others."""

from dataclasses import replace
from itertools import combinations

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.engines.sankey import Layout
from isdata.engines.sankey.inner_labels import TALL
from isdata.engines.sankey.labels import leaders
from isdata.engines.sankey.obstacles import covered, points
from isdata.output import drawing
from isdata.output.figures import sankey_fit, sankey_notes, sankey_size
from isdata.park import flows
from isdata.park.flows import presented_nodes
from tests.output.figures.test_sankey import seen
from tests.turns import by_turns, only

ENGLISH, CHINESE = i18n.reader("en"), i18n.reader("zh")
BY_PRODUCTS = flows.PRESETS[flows.FIRST].classes
HALL = sankey_size.for_room(1860, 0.67 * 1080, is_hall=True)
# Sizes of the flows page and of the small picture of the overview, who looks, and how many names may be left out.
ROOMS = [
    (sankey_size.for_room(1220, 435), FACILITATOR, 0),
    (sankey_size.for_room(340, 500), FACILITATOR, 2),
    (HALL, GUEST, 0),
    (sankey_size.Format(340, 280, label=12, most=3, limit=12, is_inside=True), FACILITATOR, 2),
]
SMALL_HALL = sankey_size.for_room(1232, 0.67 * 720, is_hall=True)
AMOUNT = r"\d[\d.,]*(?:[万亿]| million)?\s*(?:t|吨)$"  # at the end of a name
# Networks with many small companies in one column, by park and selection.
CROWDED = ("kunshan", "water"), ("kunshan", "energy"), ("dayawan", "energy"), ("chengdu", "without_products")
NETWORK = flows.FlowSelection(2024, look="network", share=0.0)
# Each park in each room in one language, by turns.
PARKS = ("chengdu", "kunshan", "dayawan", "kalundborg")
IN_ROOMS = by_turns(PARKS, ROOMS, (ENGLISH, CHINESE))
IN_HALLS = by_turns(CROWDED, (HALL, SMALL_HALL), (ENGLISH, CHINESE))


@pytest.mark.parametrize(("width", "height"), [(1800, 640), (900, 480)])
def test_in_a_hall_names_are_large_enough_and_every_bar_has_its_amount(
    width: int, height: int, tiny: duckdb.DuckDBPyConnection
) -> None:
    room = sankey_size.for_room(width, height, is_hall=True)
    part, _caption = seen(tiny, replace(NETWORK, look="chain", is_presented=True))
    layout = sankey_size.lay_out(part.view, ENGLISH, room)

    assert room.label >= 0.022 * layout.height
    is_known = layout.nodes["value"] > part.view.total * 1e-3
    assert layout.nodes.loc[is_known, "label"].str.contains(r"\d t$").all()


@pytest.mark.parametrize("park", PARKS)
def test_names_lie_on_no_ribbon_of_others_and_have_no_more_lines_than_room(
    parks: duckdb.DuckDBPyConnection, park: str
) -> None:
    """Where there is no room, as on a phone, the name of a low bar is left out, and that of another has a light ground."""
    year = int(flows.years(parks, park_id=park)["year"].max())
    for (room, viewer, most), reader in (looks for of, *looks in IN_ROOMS if of == park):
        classes = BY_PRODUCTS if park != "kalundborg" else ()
        choice = flows.FlowSelection(
            year,
            kind="material",
            classes=classes,
            most=room.most,
            limit=room.limit,
            is_presented=viewer is GUEST,
        )
        view = flows.compose(parks, park_id=park, choice=choice, viewer=viewer).view
        nodes = (layout := sankey_size.lay_out(view, reader, room)).nodes
        on = points(layout.ribbons, nodes["node"].tolist(), room.label)

        named = _named(nodes, room.label)
        is_low = (nodes["y1"] - nodes["y0"]) < TALL * room.label
        met = [node for node, box in named if covered(on, node, box) and (is_low[node] or not most)]
        met = [nodes["label"].iloc[node] for node in met]
        assert [label for label in met if not label.startswith("Industrial effluent sludge")] == []
        assert nodes.loc[~is_low & (nodes["label"] == ""), "node"].tolist() == []
        assert len(nodes) - len(named) <= most
        is_tall = nodes["label"].str.count("\n").gt(1) & (nodes["label_height"] > nodes["y1"] - nodes["y0"])
        assert most or nodes.loc[is_tall & (nodes["layer"] > 0), "label"].tolist() == []


@pytest.mark.parametrize(
    ("reader", "classes"),
    [(ENGLISH, BY_PRODUCTS), (CHINESE, BY_PRODUCTS), (ENGLISH, ())],
    ids=["en", "zh", "all"],
)
def test_names_of_two_years_side_by_side_in_a_hall_lie_on_no_other_name_and_no_ribbon_of_others(
    parks: duckdb.DuckDBPyConnection, reader: i18n.Reader, classes: tuple[str, ...]
) -> None:
    """Each half has fewer bars than one picture, and leaves room for its heading, the legend and the note in a window of 720 px."""
    choice = flows.FlowSelection(2024, before=2023, classes=classes, is_presented=True)
    whole = SMALL_HALL
    room = sankey_size.apart(whole)
    sides = flows.compose_apart(parks, park_id="chengdu", choice=choice, viewer=GUEST)

    fitting, parts = drawing.side_by_side(sides, choice, reader, room)

    assert [composed.view for _side, composed in fitting] == [part.view for part in parts]
    kept = set(sides[0][1].kept)  # what the title names was once one of the others
    assert len(kept) == 2
    assert all(kept <= set(part.view.nodes["node"]) for part in parts)
    assert all(sankey_fit.crowded(part.view, part.layout, reader, room.label) == [] for part in parts)
    for layout in (part.layout for part in parts):
        boxes = [box for _node, box in _named(layout.nodes, room.label)]
        assert _on_ribbons(layout, room.label) == []
        met = [
            (a, b)
            for a, b in combinations(boxes, 2)
            if min(a[1], b[1]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[2], b[2]) > 1
        ]
        assert met == []
        assert layout.height <= whole.height - 70
        assert not layout.nodes["label"].str.contains("…").any()
        assert layout.nodes.loc[~layout.nodes["label"].str.contains(AMOUNT), "label"].tolist() == []


@pytest.mark.parametrize(
    ("park", "preset", "whole"),
    [("dayawan", "energy", SMALL_HALL), ("chengdu", "by_products", sankey_size.for_room(1220, 450))],
)
def test_names_of_two_years_side_by_side_keep_their_amounts_and_half_a_line_between_them(
    parks: duckdb.DuckDBPyConnection, park: str, preset: str, whole: sankey_size.Format
) -> None:
    """“7 others” stood without amount in a hall; at a desk nine lines of four names followed each other without a gap."""
    ready, room = flows.PRESETS[preset], sankey_size.apart(whole)
    is_presented = whole is SMALL_HALL
    choice = flows.FlowSelection(
        2024, before=2023, kind=ready.kind, classes=ready.classes, most=room.most, limit=room.limit,
        is_presented=is_presented,
    )  # fmt: skip
    viewer = GUEST if is_presented else FACILITATOR
    sides = flows.compose_apart(parks, park_id=park, choice=choice, viewer=viewer)

    _fitting, parts = drawing.side_by_side(sides, choice, ENGLISH, room)

    for part in parts:
        assert sankey_fit.crowded(part.view, part.layout, ENGLISH, room.label) == []
        assert len(part.layout.nodes) >= 12


def test_amounts_beside_two_years_stay_in_one_line_and_nothing_is_noted_as_thin_that_is_not(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """“1.29–1.32 / million MWh” stood beside free room; the note compared the ribbons of one picture with those of another."""
    ready = flows.PRESETS["energy"]
    choice = flows.FlowSelection(2024, before=2023, kind=ready.kind, classes=ready.classes, is_presented=True)

    drawn = drawing.draw(
        parks, "chengdu", choice=choice, format_=sankey_size.apart(SMALL_HALL), viewer=GUEST, is_apart=True
    )

    assert not any(sankey_notes.is_thin(part.view, part.layout) for part in drawn.parts)
    assert sankey_notes.THIN not in drawn.caption.notes
    for nodes in (part.layout.nodes for part in drawn.parts):
        outer = nodes.loc[nodes["layer"].isin([0, nodes["layer"].max()]), "label"]
        assert outer.str.contains(r"\d million MWh$").sum() == 3
        assert not outer.str.contains("\nmillion|–\n").any()


def test_every_bar_of_a_comparison_in_a_hall_has_its_amount(parks: duckdb.DuckDBPyConnection) -> None:
    """A name and its amount in two lines once had no room below the name above it, and lost the amount."""
    choice = flows.FlowSelection(2024, before=2023, is_presented=True)
    composed = flows.compose(parks, park_id="chengdu", choice=choice, viewer=GUEST)
    _fitting, layout = sankey_fit.fit_one(composed, choice, ENGLISH, SMALL_HALL)

    assert layout.nodes.loc[~layout.nodes["label"].str.contains(AMOUNT), "label"].tolist() == []
    assert _on_ribbons(layout, SMALL_HALL.label) == []


@pytest.mark.parametrize("preset", ["by_products", "water"])
def test_names_of_a_wide_network_lie_on_no_ribbon_of_others(
    parks: duckdb.DuckDBPyConnection, preset: str
) -> None:
    """Networks have up to seven layers: names at either side once took the width that those between the layers need."""
    ready = flows.PRESETS[preset]
    choice = flows.FlowSelection(
        2024, look="network", kind=ready.kind, classes=ready.classes, most=HALL.most, is_presented=True
    )
    view = flows.compose(parks, park_id="chengdu", choice=choice, viewer=GUEST).view
    for reader in (ENGLISH, CHINESE):
        layout = sankey_size.lay_out(view, reader, HALL)

        assert _on_ribbons(layout, HALL.label) == []
        assert not layout.nodes["label"].str.contains("…").any()


@pytest.mark.parametrize(("park", "preset"), only([CROWDED[0], CROWDED[3]], CROWDED))
def test_names_in_crowded_networks_lie_on_no_ribbon_of_others_and_off_each_other(
    parks: duckdb.DuckDBPyConnection, park: str, preset: str
) -> None:
    """Where a name has no room beside its bar, a thin line leads to it, or the smallest bar becomes one of the others."""
    ready = flows.PRESETS[preset]
    choice = flows.FlowSelection(
        2024, look="network", kind=ready.kind, classes=ready.classes, is_presented=True
    )
    composed = flows.compose(parks, park_id=park, choice=choice, viewer=GUEST)
    for room, reader in (looks for of, *looks in IN_HALLS if of == (park, preset)):
        fitting, layout = sankey_fit.fit_one(composed, choice, reader, room)
        nodes, boxes = layout.nodes, [box for _node, box in _named(layout.nodes, room.label)]

        assert _on_ribbons(layout, room.label) == []
        assert not any(
            min(a[1], b[1]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[2], b[2]) > 1
            for a, b in combinations(boxes, 2)
        )
        assert 8 <= len(boxes) == len(nodes) == len(fitting.view.nodes)
        assert fitting.view.links["value"].sum() == pytest.approx(composed.view.links["value"].sum())
        far = nodes[(nodes["layer"] > 0) & (nodes["layer"] < nodes["layer"].max())]
        beside = (far["label_x"] - far["x1"]).where(
            far["label_anchor"] == "start", far["x0"] - far["label_x"]
        )
        assert set(beside.index[beside > room.label / 2]) <= set(leaders(nodes).index)


@pytest.mark.parametrize("reader", only([ENGLISH], [ENGLISH, CHINESE]), ids=["en", "zh"])
@pytest.mark.walk
def test_names_of_a_network_at_the_desk_are_at_their_bars_or_have_a_line(
    parks: duckdb.DuckDBPyConnection, reader: i18n.Reader
) -> None:
    """Three to five of 16 names of all material of Chengdu lay on ribbons of others, one of them 53 px above its bar."""
    room = sankey_size.for_room(1220, 450)
    choice = replace(NETWORK, share=0.01, most=room.most, limit=room.limit)
    composed = flows.compose(parks, park_id="chengdu", choice=choice, viewer=FACILITATOR)
    fitting, layout = sankey_fit.fit_one(composed, choice, reader, room)

    nodes = layout.nodes
    assert _on_ribbons(layout, room.label) == []
    assert sankey_fit.crowded(fitting.view, layout, reader, room.label) == []
    assert 10 <= len(nodes) < len(composed.view.nodes) + 1
    nearest = nodes["label_y"].clip(nodes["y0"], nodes["y1"])
    is_off = (nodes["label_y"] - nearest).abs() - nodes["label_height"] / 2 > room.label / 2
    assert set(nodes.index[is_off & nodes["layer"].between(1, nodes["layer"].max() - 1)]) <= set(
        leaders(nodes).index
    )


def _on_ribbons(layout: Layout, size: float) -> list[str]:
    """Names that lie on ribbons of others."""
    nodes = layout.nodes
    on = points(layout.ribbons, nodes["node"].tolist(), size)
    return [nodes["label"].iloc[node] for node, box in _named(nodes, size) if covered(on, node, box)]


def _named(nodes: pd.DataFrame, size: float) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Positions of the nodes that have a name, with its left, right, top and bottom."""
    left = nodes["label_x"].where(nodes["label_anchor"] == "start", nodes["label_x"] - nodes["label_width"])
    half = (nodes["label_height"] - 0.35 * size) / 2
    y = nodes["label_y"]
    boxes = zip(left, left + nodes["label_width"], y - half, y + half, strict=True)
    return [(node, box) for node, box in enumerate(boxes) if nodes["label"].iloc[node]]


def test_in_a_hall_classes_keep_their_colours(parks: duckdb.DuckDBPyConnection) -> None:
    """The largest ribbons are of undisclosed companies, whose classes are known. Names are 2.2 % of the window."""
    choice = flows.FlowSelection(
        2024, kind="material", classes=BY_PRODUCTS, most=HALL.most, is_presented=True
    )
    view = flows.compose(parks, park_id="chengdu", choice=choice, viewer=GUEST).view

    assert view.links.loc[view.links["value"].idxmax(), "group"] != presented_nodes.REST
    assert HALL.label >= 0.022 * 1080


def test_a_small_window_draws_at_most_so_many_nodes_that_their_names_have_room(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """Chengdu once showed 42 bars in a window of 1280 × 720."""
    room = sankey_size.for_room(1220, 450)
    choice = flows.FlowSelection(2024, most=room.most, limit=room.limit)
    composed = flows.compose(parks, park_id="chengdu", choice=choice, viewer=FACILITATOR)

    assert 20 < len(composed.view.nodes) <= 28
    assert len(composed.full.nodes) > 100
    assert composed.view.links["value"].sum() == pytest.approx(composed.full.links["value"].sum())


@pytest.mark.parametrize("look", ["chain", "network"])
@pytest.mark.walk
def test_every_name_of_a_full_picture_stands_with_its_amount(
    parks: duckdb.DuckDBPyConnection, look: str
) -> None:
    """Chengdu on a screen of 1,920 px: no name is cut, and none has lost its amount."""
    view = flows.compose(
        parks, park_id="chengdu", choice=flows.FlowSelection(2024, look=look), viewer=FACILITATOR
    ).view
    room = sankey_size.for_room(1400, 640)
    labels = sankey_size.lay_out(view, ENGLISH, room).nodes["label"]

    assert [label for label in labels if not label.endswith(" t")] == []


def test_a_name_in_three_lines_does_not_hang_over_its_bar_where_two_have_room(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    choice = flows.FlowSelection(1990, kind="material", classes=("by_product", "waste"), most=7, limit=20)
    view = flows.compose(parks, park_id="kalundborg", choice=choice, viewer=FACILITATOR).view
    format_ = sankey_size.Format(width=700, height=340, label=12, most=7, is_inside=True)
    nodes = sankey_size.lay_out(view, ENGLISH, format_).nodes

    lines = 1 + nodes["label"].str.count("\n")
    high = nodes["y1"] - nodes["y0"]
    assert nodes.loc[(lines > 2) & (nodes["label_height"] > high), "label"].to_list() == []
    assert nodes["label"].str.startswith("Gypsum from flue-gas desulphurisation\n").any()
