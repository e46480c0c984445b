"""Shared style of all figures: colours by meaning, and fonts for both scripts."""

from isdata.data.i18n import Reader

# The same item has the same colour in every figure. Hues also differ in lightness, for colour-blind readers.
INK = "#16211f"
MUTED = "#5f6b73"
PAPER = "#ffffff"
RULE = "#c9d3d1"
ACCENT = "#0b6e69"
WARNING = "#b5473c"
QUIET = "#b8c1c0"  # items not chosen, beside ACCENT
PALE = "#b6d3d2"  # ACCENT at 30 % on PAPER: entered but unconfirmed values

PALETTE = (
    "#0b6e69",
    "#d98324",
    "#3f6fb5",
    "#9a4f8f",
    "#6b8e23",
    "#b5473c",
    "#5f6b73",
    "#c2a227",
    "#2a9bb0",
    "#7a5c3e",
)

KINDS = {"material": "#7a5c3e", "energy": "#d98324", "water": "#3f6fb5", "service": "#9a4f8f"}

STAGES = {
    "idea": "#9aa5aa",
    "discussion": "#c2a227",
    "negotiation": "#d98324",
    "feasibility": "#9a4f8f",
    "implementation": "#3f6fb5",
    "operation": "#0b6e69",
    "ended": "#b5473c",
}

# Classes of resources: purchased and produced ones in cool tones, residuals in warm ones.
CLASSES = {
    "material": "#8d7f73",
    "product": "#3f6fb5",
    "by_product": "#0b6e69",
    "waste": "#d98324",
    "water": "#2a9bb0",
    "waste_water": "#7a5c3e",
    "heat": "#b5473c",
    "steam": "#9a4f8f",
    "cold": "#7fb2d9",
    "compressed_air": "#8aa39b",
    "power": "#c2a227",
    "fuel": "#3b3f46",
    "gas": "#6b8e23",
    "stock": "#aab4b8",
    "residual": "#8c2f6b",
    "other": "#7f8a90",  # several classes: grey, since a shade of violet would be read as steam
    "rest": "#cdd5d6",
}

CHANGES = {"same": "#aab4b8", "gain": "#0b6e69", "loss": "#b5473c"}

FONT = "'Source Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Convert a "#rrggbb" colour to the list required by map layers."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [alpha]


def faded(colour: str, opacity: float) -> str:
    """Colour of a "#rrggbb" colour drawn with an opacity on `PAPER`.

    Examples
    --------
    >>> faded("#b5473c", 0.2)
    '#f0dad8'
    """
    pairs = zip(rgb(colour)[:3], rgb(PAPER)[:3], strict=True)
    return "#" + "".join(f"{round(opacity * over + (1 - opacity) * under):02x}" for over, under in pairs)


def stroke(reader: Reader) -> float:
    """Width of a curve, wider when presented. [px]"""
    return 4.5 if reader.is_large else 2.2


def rule(reader: Reader) -> float:
    """Width of a reference line, wider when presented. [px]"""
    return 2.5 if reader.is_large else 1.5


def area(usual: float, reader: Reader) -> float:
    """Area of a point with a usual area on a page, larger when presented. [px²]"""
    return 2.2 * usual if reader.is_large else usual


def narrow(width: float) -> str:
    """Vega expression: true if a chart is narrower than a width. [px]"""
    return f"(containerSize()[0] || 1000) < {width:g}"


PHONE = 500  # width below which a chart is drawn as on a phone [px]
NARROW = narrow(PHONE)
