"""A table of links as an SVG document, loops and awkward names included."""

import xml.etree.ElementTree as ET

import pandas as pd

from isdata import sankey

LINKS = pd.DataFrame(
    {
        "source": ["a <&> b", "b", "c", "c"],
        "target": ["b", "c", "a <&> b", "d"],
        "value": [5.0, 4.0, 2.0, 2.0],
    }
)
NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}


def test_every_link_and_node_is_drawn_with_its_amount() -> None:
    root = ET.fromstring(sankey.svg(LINKS, unit="t/yr"))

    titles = [title.text for title in root.findall(".//svg:path/svg:title", NAMESPACE)]
    assert titles == ["a <&> b → b: 5 t/yr", "b → c: 4 t/yr", "c → a <&> b: 2 t/yr", "c → d: 2 t/yr"]
    nodes = {title.text for title in root.findall(".//svg:rect/svg:title", NAMESPACE)}
    assert nodes == {"a <&> b: 5 t/yr", "b: 5 t/yr", "c: 4 t/yr", "d: 2 t/yr"}


def test_groups_take_their_colours() -> None:
    root = ET.fromstring(sankey.svg(LINKS.assign(group=["x", "x", "y", "y"]), colours={"y": "#123456"}))

    fills = [path.get("fill") for path in root.findall("svg:path", NAMESPACE)]
    assert fills[:2] == fills[:1] * 2
    assert fills[2:] == ["#123456"] * 2
