"""Names and bars of a Sankey in the width of a phone."""

from dataclasses import replace
from itertools import combinations

import duckdb
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR
from isdata.engines.sankey import Layout
from isdata.engines.sankey.labels import leaders
from isdata.output import drawing
from isdata.output.figures import sankey_fit, sankey_size
from isdata.output.figures.sankey_marks import arrow_layer
from isdata.park import flows
from tests.output.figures.test_sankey import seen

ENGLISH, CHINESE = i18n.reader("en"), i18n.reader("zh")
NETWORK = flows.FlowSelection(2024, look="network", share=0.0)


def test_on_a_phone_two_years_stand_in_one_window_and_resources_have_names(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """Chengdu once showed its 89 resources as one bar, and the later year below the window."""
    whole = sankey_size.for_room(360, 574)
    room = sankey_size.apart(whole)
    choice = flows.FlowSelection(2024, before=2023, most=room.most, limit=room.limit)
    sides = flows.compose_apart(parks, park_id="chengdu", choice=choice, viewer=FACILITATOR)

    _fitting, parts = drawing.side_by_side(sides, choice, ENGLISH, room)

    assert sum(part.layout.height for part in parts) <= whole.height - sankey_size.ABOVE_EACH + 4
    for part in parts:
        assert (part.view.nodes["role"] == "resource").sum() >= 2
        assert set(sides[0][1].kept) <= set(part.view.nodes["node"])
        assert sankey_fit.crowded(part.view, part.layout, ENGLISH, room.label) == []


@pytest.mark.parametrize(
    ("park", "preset", "reader"),
    [
        pytest.param("dayawan", "by_products", ENGLISH, id="dayawan"),
        pytest.param("chengdu", "without_products", CHINESE, id="chengdu", marks=pytest.mark.walk),
    ],
)
def test_on_a_phone_bars_without_room_for_their_names_are_among_the_others(
    parks: duckdb.DuckDBPyConnection, park: str, preset: str, reader: i18n.Reader
) -> None:
    """Up to four of eleven bars had no name, and others no amount."""
    room, ready = sankey_size.for_room(358, 574), flows.PRESETS[preset]
    choice = flows.FlowSelection(
        2024, look="network", kind=ready.kind, classes=ready.classes, most=room.most, limit=room.limit
    )
    composed = flows.compose(parks, park_id=park, choice=choice, viewer=FACILITATOR)
    fitting, layout = sankey_fit.fit_one(composed, choice, reader, room)

    assert sankey_fit.crowded(composed.view, sankey_size.lay_out(composed.view, reader, room), reader, 12.0)
    fitted = sankey_fit.crowded(fitting.view, layout, reader, room.label, slight=sankey_fit.SLIGHT)
    assert fitted == []
    assert 5 <= len(layout.nodes) < len(composed.view.nodes)
    assert fitting.view.links["value"].sum() == pytest.approx(composed.view.links["value"].sum())
    _fills_the_height(layout)
    _has_bars_as_high_as_their_ribbons(layout)
    arrows = arrow_layer(layout, [""] * len(layout.ribbons), room.label)["data"]["values"]
    back = layout.ribbons[layout.ribbons["is_backward"]]
    assert len(arrows) == 2 * len(back.drop_duplicates(["source", "target"])) < 2 * len(back)


def test_on_a_phone_a_network_names_six_companies(parks: duckdb.DuckDBPyConnection) -> None:
    """A name slightly on a ribbon of others once made companies join the others, until four were named."""
    room, ready = sankey_size.for_room(358, 574), flows.PRESETS["without_products"]
    choice = flows.FlowSelection(
        2024, look="network", kind=ready.kind, classes=ready.classes, most=room.most, limit=room.limit
    )
    composed = flows.compose(parks, park_id="kunshan", choice=choice, viewer=FACILITATOR)

    fitting, layout = sankey_fit.fit_one(composed, choice, CHINESE, room)

    assert (fitting.view.nodes["role"] == "company").sum() >= 6
    assert not layout.nodes["label"].eq("").any()


@pytest.mark.walk
def test_on_a_phone_a_unit_stays_with_its_number_and_two_names_in_a_line_are_apart(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """“1.36 million / MWh” stood six times in a picture; “6.06万吨” and the name of another bar read as one."""
    room = sankey_size.for_room(358, 574)
    for preset, look, reader in (("energy", "chain", ENGLISH), ("by_products", "network", CHINESE)):
        ready = flows.PRESETS[preset]
        choice = flows.FlowSelection(
            2024, look=look, kind=ready.kind, classes=ready.classes, most=room.most, limit=room.limit
        )
        composed = flows.compose(parks, park_id="chengdu", choice=choice, viewer=FACILITATOR)
        _fitting, layout = sankey_fit.fit_one(composed, choice, reader, room)
        nodes = layout.nodes[layout.nodes["label"] != ""]

        assert not nodes["label"].str.contains("million\n").any()
        assert len(nodes) >= 8
        left = nodes["label_x"].where(
            nodes["label_anchor"] == "start", nodes["label_x"] - nodes["label_width"]
        )
        boxes = zip(left, left + nodes["label_width"], nodes["label_y"], nodes["label_height"], strict=True)
        for one, other in combinations(boxes, 2):
            if abs(one[2] - other[2]) < (one[3] + other[3]) / 2:  # in one line
                assert max(one[0] - other[1], other[0] - one[1]) >= room.label / 2


def _fills_the_height(layout: Layout) -> None:
    """Loops once took the width, so that a drawing took a quarter of the height."""
    heights = [y for ring in layout.ribbons["polygon"] for _x, y in ring]
    assert max(heights) - min(heights) >= 0.9 * layout.height


def _has_bars_as_high_as_their_ribbons(layout: Layout) -> None:
    nodes, ribbons = layout.nodes.set_index("node"), layout.ribbons
    for end in ("source", "target"):
        top = (ribbons[f"{end}_y"] - ribbons["width"] / 2).groupby(ribbons[end]).min()
        bottom = (ribbons[f"{end}_y"] + ribbons["width"] / 2).groupby(ribbons[end]).max()
        assert (top >= nodes["y0"].reindex(top.index) - 0.01).all()
        assert (bottom <= nodes["y1"].reindex(bottom.index) + 0.01).all()


@pytest.mark.parametrize("look", ["chain", "network"])
def test_on_a_phone_names_stand_beside_their_bars_and_none_hides_another(
    look: str, tiny: duckdb.DuckDBPyConnection
) -> None:
    room = sankey_size.for_room(340, 400)
    part, _caption = seen(tiny, replace(NETWORK, look=look, most=room.most, limit=room.limit))
    nodes = sankey_size.lay_out(part.view, ENGLISH, room).nodes

    left = nodes["label_x"].where(nodes["label_anchor"] == "start", nodes["label_x"] - nodes["label_width"])
    boxes = list(zip(left, left + nodes["label_width"], nodes["label_y"], strict=True))
    assert (nodes["label"] != "").all()
    assert all(left >= 0 and right <= room.width + 1e-9 and y >= room.label / 2 for left, right, y in boxes)
    assert not any(
        abs(one[2] - other[2]) < room.label and one[0] < other[1] and other[0] < one[1]
        for one, other in combinations(boxes, 2)
    )
    middle = (nodes["y0"] + nodes["y1"]) / 2
    # Names of the last column once stood in the gap between two bars.
    assert look == "network" or ((nodes["label_y"] - middle).abs() < 1).all()
    assert leaders(nodes).empty
