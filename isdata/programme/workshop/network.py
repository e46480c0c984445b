"""Network of the companies in the hall, connected by possible exchanges."""

import hashlib
import itertools
import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from isdata.programme.workshop import attendance, views
from isdata.programme.workshop.day_state import Day

_LABEL, _SECOND_LINE = 3.2, 2.8  # height of a name with one line, and of its second line
_HEIGHT = 90
_CHARACTERS = 26  # characters per line; a Chinese one counts as two


@dataclass(frozen=True)
class Node:
    """A company of the network: its name, if it agreed, and its position in a picture of 200 × 90.

    Parameters
    ----------
    lines : tuple of str
        Name in one or two lines; empty if undisclosed.
    x, y : float
        Position.
    anchor : str
        "start" if the name is right of the position, "end" if left.
    label_y : float
        Vertical position of the middle of its name, clear of those above and below.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    label_y: float

    @property
    def label_height(self) -> float:
        """Height of its name."""
        return _LABEL + _SECOND_LINE * (len(self.lines) - 1)

    @property
    def placed_lines(self) -> list[tuple[float, str]]:
        """Each line of the name with its vertical position."""
        top = self.label_y - _SECOND_LINE * (len(self.lines) - 1) / 2
        return [(round(top + number * _SECOND_LINE, 2), line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Network:
    """Companies, and lines between them for possible exchanges and expressions of interest (by position in the list).

    `unconfirmed` are the lines with an entry that is not confirmed yet, `unconnected` the number of companies left out
    because they have no line.
    """

    nodes: list[Node]
    lines: list[tuple[int, int]]
    unconfirmed: frozenset[tuple[int, int]] = frozenset()
    unconnected: int = 0


def network(day: Day, named: Callable[[str], str] = str) -> Network:
    """Network of the companies in the hall; the position of undisclosed ones does not follow their order of arrival.

    Parameters
    ----------
    day : Day
    named : callable
        Returns a company's name in the reader's language.
    """
    visible = {
        company: attendance.is_open(day, company)
        for company in day.companies()
        if any(each.visibility != "facilitator" for each in day.devices_of(company))
    }
    lines = _lines_between(day, visible)
    connected = {company for line in lines for company in line} or set(visible)
    place = {company: number for number, company in enumerate(_ordered(day, visible, connected))}
    numbered = {
        (min(place[one], place[two]), max(place[one], place[two])): is_confirmed
        for (one, two), is_confirmed in lines.items()
    }
    names = {company: named(day.devices_of(company)[0].company) for company in place if visible[company]}
    unconfirmed = frozenset(line for line, is_confirmed in numbered.items() if not is_confirmed)
    return Network(_nodes(list(place), names), sorted(numbered), unconfirmed, len(visible) - len(place))


def _lines_between(day: Day, visible: Mapping[str, bool]) -> dict[tuple[str, str], bool]:
    """Pairs of companies with possible exchanges; True if the entries of one exchange are confirmed."""
    lines: dict[tuple[str, str], bool] = {}
    for entry in day.entries.values():
        if not views.is_shown(day, entry):
            continue
        is_confirmed = entry.status == "confirmed"
        others = [
            *((other.company, other.status == "confirmed") for other in views.counterparts(day, entry)),
            *((company, True) for company in day.hands(entry)),
        ]
        for other, is_other_confirmed in others:
            if other in visible and entry.company in visible and other != entry.company:
                one, two = sorted((entry.company, other))
                lines[one, two] = lines.get((one, two), False) or (is_confirmed and is_other_confirmed)
    return lines


def _ordered(day: Day, visible: Mapping[str, bool], connected: set[str]) -> list[str]:
    """Companies round the circle: undisclosed ones, in an order of their own, evenly between the others."""
    session = str(day.about.get("session", ""))
    kept = [company for company in visible if company in connected]
    groups = (
        [company for company in kept if visible[company]],
        sorted((company for company in kept if not visible[company]), key=lambda one: _mixed(session, one)),
    )
    placed = [
        ((number + 0.5) / len(group), company) for group in groups for number, company in enumerate(group)
    ]
    return [company for _part, company in sorted(placed, key=lambda one: one[0])]


def _nodes(companies: list[str], names: dict[str, str]) -> list[Node]:
    """Companies in a circle, long names in two lines; all in one line if there is no space."""
    for most in (2, 1):
        nodes = _apart(
            [
                _node(_lines(names.get(company, ""), most), number, len(companies))
                for number, company in enumerate(companies)
            ]
        )
        if all(each.label_height / 2 <= each.label_y <= _HEIGHT - each.label_height / 2 for each in nodes):
            break
    return nodes


def _lines(name: str, most: int) -> tuple[str, ...]:
    """Break a name into at most `most` lines, cut with an ellipsis."""
    lines: list[str] = []
    rest = name
    while rest and len(lines) < most:
        line, rest = _broken(rest)
        lines.append(line)
    if rest:
        kept, _dropped = _broken(f"{lines[-1]} {rest}", _CHARACTERS - 1, at_words=False)
        lines[-1] = f"{kept.rstrip()}…"
    return tuple(lines)


def _broken(text: str, width: int = _CHARACTERS, *, at_words: bool = True) -> tuple[str, str]:
    """First line of a text, broken between words if possible, and the rest."""
    wide = itertools.accumulate(1 + (unicodedata.east_asian_width(each) in "WF") for each in text)
    fitting = sum(each <= width for each in wide)
    if fitting == len(text):
        return text, ""
    gap = text.rfind(" ", 0, fitting + 1) if at_words else -1
    end = gap if gap > 0 else fitting
    return text[:end].rstrip(), text[end:].lstrip()


def _apart(nodes: list[Node]) -> list[Node]:
    """Separate names at nearly the same height on the same side, moving them away from the middle."""
    heights: dict[int, float] = {}
    for anchor, way in itertools.product(("start", "end"), (1, -1)):
        side = [
            place
            for place, node in enumerate(nodes)
            if node.lines and node.anchor == anchor and (node.y - 45 >= 0) == (way > 0)
        ]
        last, edge = -math.inf, 0.0
        for place in sorted(side, key=lambda each: way * nodes[each].y):
            half = nodes[place].label_height / 2
            last = max(way * nodes[place].y, last + edge + half)
            heights[place], edge = round(way * last, 2), half
    return [replace(node, label_y=heights.get(place, node.label_y)) for place, node in enumerate(nodes)]


def _mixed(session: str, company: str) -> str:
    return hashlib.sha256(f"{session}\n{company}".encode()).hexdigest()


def _node(lines: tuple[str, ...], place: int, count: int) -> Node:
    # No company at the very top, where it would be between two names.
    angle = 2 * math.pi * (place + 0.5) / max(count, 1) - math.pi / 2
    x, y = 100 + 56 * math.cos(angle), 45 + 36 * math.sin(angle)
    anchor = "start" if math.cos(angle) > -1e-9 else "end"
    return Node(lines, round(x, 2), round(y, 2), anchor, round(y, 2))
