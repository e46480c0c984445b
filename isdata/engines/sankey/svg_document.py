"""A Sankey diagram as SVG, for any table of links."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from isdata.engines.sankey.labels import leaders
from isdata.engines.sankey.layout_steps import layout
from isdata.engines.sankey.lettering import lines_of
from isdata.engines.sankey.result import Layout

PALETTE = ("#0b6e69", "#d98324", "#3f6fb5", "#9a4f8f", "#6b8e23", "#b5473c", "#5f6b73", "#c2a227")
_INK, _PAPER, _FONT = "#16211f", "#ffffff", "Source Sans, Noto Sans CJK SC, Microsoft YaHei, sans-serif"


def svg(
    links: pd.DataFrame, *, unit: str = "", colours: Mapping[object, str] | None = None, **style: object
) -> str:
    """Sankey diagram of a table of links as an SVG document; loops are drawn, nothing is dropped.

    Parameters
    ----------
    links : DataFrame
        source, target, value (0 or more, all in one unit), and optionally group, which sets the colour.
    unit : str
        Unit of the values, for the tooltips.
    colours : mapping from group to colour, optional
        Colours such as "#0b6e69"; by default the groups take the colours of the palette in order.
    **style
        Size, labels and order, as in `layout`.

    Raises
    ------
    ValueError
        If a column is missing, or a source, target or value is missing, infinite or negative.

    Examples
    --------
    >>> picture = svg(pd.DataFrame({"source": ["mill"], "target": ["farm"], "value": [3.0]}), unit="t/yr")
    >>> "<title>mill → farm: 3 t/yr</title>" in picture
    True
    """
    found = layout(links, **style)  # ty: ignore[invalid-argument-type] - checked by `layout`
    groups = list(dict.fromkeys(found.ribbons["group"]))
    known = {group: PALETTE[place % len(PALETTE)] for place, group in enumerate(groups)} | dict(colours or {})
    size = float(style.get("label_size", 12.0))  # ty: ignore[invalid-argument-type]
    body = [*_ribbons(found, known, unit), *_nodes(found, unit), *_leaders(found), *_labels(found, size)]
    box = f"0 0 {found.width:g} {found.height:g}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{found.width:g}" height="{found.height:g}">',
            f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
            *body,
            "</svg>",
        ]
    )


def _ribbons(found: Layout, colours: Mapping[object, str], unit: str) -> list[str]:
    return [
        f'<path d="{_path(row["polygon"])}" fill={quoteattr(colours[row["group"]])} fill-opacity="0.5">'
        + _title(f"{row['source']} → {row['target']}", row["value"], unit)
        + "</path>"
        for row in found.ribbons.to_dict("records")
    ]


def _path(ring: list[list[float]]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z"


def _title(name: str, value: float, unit: str) -> str:
    """Tooltip of a shape: its name and amount."""
    return f"<title>{escape(f'{name}: {value:,.6g} {unit}'.rstrip())}</title>"


def _nodes(found: Layout, unit: str) -> list[str]:
    return [
        f'<rect x="{row["x0"]:.1f}" y="{row["y0"]:.1f}" width="{row["x1"] - row["x0"]:.1f}" '
        f'height="{row["y1"] - row["y0"]:.1f}" fill="{_INK}">{_title(row["node"], row["value"], unit)}</rect>'
        for row in found.nodes.to_dict("records")
    ]


def _leaders(found: Layout) -> list[str]:
    return [
        f'<path d="M{row["x"]:.1f},{row["y"]:.1f}L{row["x2"]:.1f},{row["y2"]:.1f}" stroke="{_INK}" stroke-width="0.7"/>'
        for row in leaders(found.nodes).to_dict("records")
    ]


def _labels(found: Layout, size: float) -> list[str]:
    return [
        f'<text x="{row["x"]:.1f}" y="{row["y"]:.1f}" dy="0.35em" font-size="{size:g}" '
        f'font-family="{_FONT}" fill="{_INK}" text-anchor="{row["anchor"]}">{escape(row["words"])}</text>'
        for row in lines_of(found.nodes[found.nodes["label"] != ""], size).to_dict("records")
    ]
