"""Pictograms of the steps of the work in a park."""

from isdata.output.figures import style

_WIDTH = 200
_HEIGHT = 120  # height in which the pictures below are designed; others move their parts apart
_DARK, _BLUE, _PALE, _GREY = style.ACCENT, style.PALETTE[2], style.PALE, style.RULE


def svg(name: str, ratio: float) -> str:
    """Pictogram “flows”, “exchanges”, “measures”, “plan” or “targets”, without a text: the one beside it states the same.

    Parameters
    ----------
    name : str
    ratio : float
        Height relative to the width; corners, lines and arrows keep their proportions. [-]
    """
    high = ratio * _WIDTH
    picture = _PICTURES[name](high / _HEIGHT)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high:g}">{picture}</svg>'


def _box(x: float, y: float, width: float, height: float, colour: str, *, edge: str = "none") -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" fill="{colour}" stroke="{edge}" '
        'stroke-width="2.5"/>'
    )


def _line(x: float, y: float, to_x: float, to_y: float, *, dash: str = "") -> str:
    return (
        f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{style.INK}" stroke-width="3" '
        f'stroke-dasharray="{dash}"/>'
    )


def _ribbon(start: float, end: float, width: float, colour: str) -> str:
    """Flow from the left to the right edge; heights of its middle at both, and its width."""
    path = f"M24 {start} C100 {start} 100 {end} 176 {end}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" opacity="0.75"/>'


def _flows(k: float) -> str:
    ribbons = [(26, 24, 32, _DARK), (50, 84, 16, _DARK), (82, 50, 20, _BLUE), (100, 100, 16, _BLUE)]
    nodes = [(10, 10, 48), (10, 72, 36), (176, 8, 52), (176, 76, 32)]
    drawn = [_ribbon(start * k, end * k, width * k, colour) for start, end, width, colour in ribbons]
    return "".join(drawn + [_box(x, y * k, 14, height * k, style.INK) for x, y, height in nodes])


def _exchanges(k: float) -> str:
    middle = 60 * k
    ends = "".join(_box(x, 30 * k, 62, 60 * k, _PALE, edge=_DARK) for x in (8, 130))
    shaft = f'<path d="M72 {middle} H116" stroke="{_DARK}" stroke-width="7"/>'
    return ends + shaft + f'<path d="M112 {middle - 14} L128 {middle} L112 {middle + 14} Z" fill="{_DARK}"/>'


def _measures(k: float) -> str:
    bars = [(14, 50, _DARK), (40, 84, _DARK), (66, 110, _DARK), (92, 165, _GREY)]
    drawn = "".join(_box(14, y * k, width, 18 * k, colour) for y, width, colour in bars)
    return drawn + _line(138, 4 * k, 138, 116 * k, dash="6 5")


def _plan(k: float) -> str:
    """Spread of the results of a plan, with the range of 80 % and the middle."""
    foot, top, side, shoulder = 104 * k, 16 * k, 74 * k, 44 * k
    curve = f"M10 {foot} C60 {foot} 66 {top} 100 {top} C134 {top} 140 {foot} 190 {foot} Z"
    inner = (
        f"M62 {foot} L62 {side} C74 {shoulder} 82 {top} 100 {top} "
        f"C118 {top} 126 {shoulder} 138 {side} L138 {foot} Z"
    )
    return (
        f'<path d="{curve}" fill="{_PALE}"/><path d="{inner}" fill="{_DARK}" opacity="0.75"/>'
        + _line(100, top, 100, foot, dash="6 5")
        + _line(6, foot + 1, 194, foot + 1)
    )


def _targets(k: float) -> str:
    bars = [(16, 150, _DARK), (50, 112, style.PALETTE[1]), (84, 70, style.PALETTE[1])]
    pale = "".join(_box(14, y * k, 150, 20 * k, _GREY) for y, _width, _colour in bars)
    drawn = "".join(_box(14, y * k, width, 20 * k, colour) for y, width, colour in bars)
    return pale + drawn + _line(164, 4 * k, 164, 116 * k)


_PICTURES = {
    "flows": _flows,
    "exchanges": _exchanges,
    "measures": _measures,
    "plan": _plan,
    "targets": _targets,
}
