"""Pictograms of the steps of the work in a park."""

from isdata.output.figures import style

_SIZE = "0 0 200 120"
_DARK, _BLUE, _PALE, _GREY = style.ACCENT, style.PALETTE[2], style.PALE, style.RULE


def svg(name: str) -> str:
    """Pictogram “flows”, “exchanges”, “measures”, “plan” or “targets”, without a text: the one beside it states the same."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_SIZE}" preserveAspectRatio="none">{_PICTURES[name]}</svg>'


def _box(x: float, y: float, width: float, height: float, colour: str, *, edge: str = "none") -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" fill="{colour}" stroke="{edge}" '
        'stroke-width="2.5"/>'
    )


def _line(x: float, y: float, to_x: float, to_y: float, *, dash: str = "", width: float = 3) -> str:
    return (
        f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{style.INK}" stroke-width="{width}" '
        f'stroke-dasharray="{dash}"/>'
    )


def _ribbon(start: float, end: float, width: float, colour: str) -> str:
    """Flow from the left to the right edge; heights of its middle at both, and its width."""
    path = f"M24 {start} C100 {start} 100 {end} 176 {end}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" opacity="0.75"/>'


def _flows() -> str:
    ribbons = [
        _ribbon(26, 24, 32, _DARK),
        _ribbon(50, 84, 16, _DARK),
        _ribbon(82, 50, 20, _BLUE),
        _ribbon(100, 100, 16, _BLUE),
    ]
    nodes = [(10, 48), (72, 36)], [(8, 52), (76, 32)]
    boxes = [
        _box(x, y, 14, height, style.INK)
        for x, side in zip((10, 176), nodes, strict=True)
        for y, height in side
    ]
    return "".join(ribbons + boxes)


def _exchanges() -> str:
    ends = _box(8, 30, 62, 60, _PALE, edge=_DARK) + _box(130, 30, 62, 60, _PALE, edge=_DARK)
    arrow = f'<path d="M72 60 H116" stroke="{_DARK}" stroke-width="7"/><path d="M112 46 L128 60 L112 74 Z" fill="{_DARK}"/>'
    return ends + arrow


def _measures() -> str:
    bars = [(14, 50, _DARK), (40, 84, _DARK), (66, 110, _DARK), (92, 165, _GREY)]
    return "".join(_box(14, y, width, 18, colour) for y, width, colour in bars) + _line(
        138, 4, 138, 116, dash="6 5"
    )


def _plan() -> str:
    """Spread of the results of a plan, with the range of 80 % and the middle."""
    curve = "M10 104 C60 104 66 16 100 16 C134 16 140 104 190 104 Z"
    inner = "M62 104 L62 74 C74 44 82 16 100 16 C118 16 126 44 138 74 L138 104 Z"
    return (
        f'<path d="{curve}" fill="{_PALE}"/><path d="{inner}" fill="{_DARK}" opacity="0.75"/>'
        + _line(100, 16, 100, 104, dash="6 5")
        + _line(6, 105, 194, 105)
    )


def _targets() -> str:
    bars = [(16, 150, _DARK), (50, 112, style.PALETTE[1]), (84, 70, style.PALETTE[1])]
    pale = "".join(_box(14, y, 150, 20, _GREY) for y, _width, _colour in bars)
    return (
        pale + "".join(_box(14, y, width, 20, colour) for y, width, colour in bars) + _line(164, 4, 164, 116)
    )


_PICTURES = {
    "flows": _flows(),
    "exchanges": _exchanges(),
    "measures": _measures(),
    "plan": _plan(),
    "targets": _targets(),
}
