"""Charts as pictures for a document, drawn without a browser."""

from typing import Any

import altair as alt
import vl_convert

from isdata.output.figures import style

_SCREEN, _INCH = 96.0, 0.0254  # [1/in], [m]
SCALE = 2.5  # dots for each picture unit: 240 an inch at the width of a page


def png(chart: alt.TopLevelMixin, *, width: int, height: int) -> bytes:
    """Return a chart as PNG whose plot is so large, with type that reads in both scripts."""
    specification: dict[str, Any] = chart.to_dict()
    specification |= {"width": width, "height": height, "background": style.PAPER}
    specification["config"] = {**specification.get("config", {}), "font": style.FONT}
    return vl_convert.vegalite_to_png(specification, scale=SCALE)


def as_drawn(chart: alt.TopLevelMixin) -> bytes:
    """Return a chart that has its own size, such as a map, as PNG."""
    return vl_convert.vegalite_to_png(chart.to_json(), scale=2)


def size(drawn: bytes) -> tuple[int, int]:
    """Width and height of a PNG according to its header. [px]"""
    return int.from_bytes(drawn[16:20], "big"), int.from_bytes(drawn[20:24], "big")


def resolution(drawn: bytes) -> float:
    """Dots an inch of a PNG according to its header; that of a screen where it states none. [1/in]"""
    at = drawn.find(b"pHYs", 0, 1000)
    return _SCREEN if at < 0 else int.from_bytes(drawn[at + 4 : at + 8], "big") * _INCH
