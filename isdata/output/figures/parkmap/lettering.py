"""Size of names, and their line breaks."""

import re
from functools import lru_cache

from isdata.engines.sankey.lettering import text_width

LINE_HEIGHT = 1.15
PLATE = 0.6  # opacity of the plate below a name on foreign lines, which remain visible through it
LONG = 13  # number of characters from which a name takes two lines


def two_lines(name: str, *, long: int = LONG) -> str:
    """Break a name of at least `long` characters at the space nearest to its middle."""
    spaces = [place for place, sign in enumerate(name) if sign == " "]
    if len(name) < long or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def three_lines(name: str) -> str:
    """Break a name of three or more words into the three narrowest lines.

    Examples
    --------
    >>> three_lines("Rowan Construction Machinery")
    'Rowan\\nConstruction\\nMachinery'
    """
    words = name.split(" ")
    if len(words) < 3:
        return name
    cuts = [(first, second) for second in range(2, len(words)) for first in range(1, second)]
    broken = [
        [" ".join(words[:first]), " ".join(words[first:second]), " ".join(words[second:])]
        for first, second in cuts
    ]
    return "\n".join(min(broken, key=lambda lines: max(map(len, lines))))


@lru_cache(16_384)
def measure(text: str, size: float) -> tuple[float, float]:
    """Approximate width and height of a bold text, not underestimated. [px]"""
    return text_width(text, size), (1 + text.count("\n")) * size * LINE_HEIGHT


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Wrap a text to a width [px], at spaces and after Chinese punctuation."""
    lines = [""]
    for piece in re.findall(r"[^ 。，；、：]*[ 。，；、：]?", text):
        if lines[-1] and measure(lines[-1] + piece.rstrip(), size)[0] > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]
