"""Charts rendered as pictures for a document, without a browser."""

from typing import Any

import altair as alt
import vl_convert

from isdata.output.figures import specification, style

_SCREEN, _INCH = 96.0, 0.0254  # [1/in], [m]
SCALE = 2.5  # dots per picture unit: 240 per inch at the width of a page


def png(chart: alt.TopLevelMixin, *, width: int, height: int) -> bytes:
    """Render a chart as PNG with a given plot size [px], with fonts for both scripts."""
    drawn: dict[str, Any] = specification.of(chart)
    drawn |= {"width": width, "height": height, "background": style.PAPER}
    drawn["config"] = {**drawn.get("config", {}), "font": style.FONT}
    return vl_convert.vegalite_to_png(drawn, scale=SCALE)


def as_drawn(chart: alt.TopLevelMixin) -> bytes:
    """Render a chart that has its own size, such as a map, as PNG."""
    return vl_convert.vegalite_to_png(specification.of(chart), scale=2)


def size(drawn: bytes) -> tuple[int, int]:
    """Width and height of a PNG according to its header. [px]"""
    return int.from_bytes(drawn[16:20], "big"), int.from_bytes(drawn[20:24], "big")


def resolution(drawn: bytes) -> float:
    """Resolution of a PNG according to its header; that of a screen if not stated. [1/in]"""
    at = drawn.find(b"pHYs", 0, 1000)
    return _SCREEN if at < 0 else int.from_bytes(drawn[at + 4 : at + 8], "big") * _INCH
