"""The network of the companies in the hall: who could exchange something with whom."""

import hashlib
import itertools
import math
from dataclasses import dataclass, replace

from isdata.programme.workshop import views
from isdata.programme.workshop.day import Day

_LABEL = 3.0  # height of a name


@dataclass(frozen=True)
class Node:
    """A company of the network: its name where it agreed to that, and where it stands in a picture of 160 × 90.

    `label_y` is the height of its name, apart from those above and below it.
    """

    name: str
    x: float
    y: float
    anchor: str
    label_y: float


@dataclass(frozen=True)
class Network:
    """Companies, and pairs of them that could exchange something (by place in the list); hands are lines as well."""

    nodes: list[Node]
    lines: list[tuple[int, int]]


def network(day: Day) -> Network:
    """Network of the companies in the hall; those that do not show their name stand apart from the order of arrival."""
    visible = {
        company: any(each.visibility == "full" for each in day.speaks_for(company))
        for company in day.companies()
        if any(each.visibility != "facilitator" for each in day.speaks_for(company))
    }
    session = str(day.about.get("session", ""))
    ordered = sorted(
        visible, key=lambda company: ("", "") if visible[company] else ("1", _mixed(session, company))
    )
    place = {company: number for number, company in enumerate(ordered)}
    lines = set()
    for entry in day.entries.values():
        if not views.is_shown(day, entry):
            continue
        others = [other.company for other in views.counterparts(day, entry)] + day.hands(entry)
        for other in others:
            if other in place and entry.company in place and other != entry.company:
                one, two = sorted((place[entry.company], place[other]))
                lines.add((one, two))
    nodes = [_node(day, company, number, len(ordered), visible[company]) for company, number in place.items()]
    return Network(_apart(nodes), sorted(lines))


def _apart(nodes: list[Node]) -> list[Node]:
    """Move names apart that stand at nearly the same height on the same side, away from the middle of the picture."""
    heights: dict[int, float] = {}
    for anchor, way in itertools.product(("start", "end"), (1, -1)):
        side = [
            place
            for place, node in enumerate(nodes)
            if node.name and node.anchor == anchor and (node.y - 45 >= 0) == (way > 0)
        ]
        last = -math.inf
        for place in sorted(side, key=lambda each: way * nodes[each].y):
            last = max(way * nodes[place].y, last + _LABEL)
            heights[place] = round(way * last, 2)
    return [replace(node, label_y=heights.get(place, node.label_y)) for place, node in enumerate(nodes)]


def _mixed(session: str, company: str) -> str:
    return hashlib.sha256(f"{session}\n{company}".encode()).hexdigest()


def _node(day: Day, company: str, place: int, count: int, is_named: bool) -> Node:
    angle = 2 * math.pi * place / max(count, 1) - math.pi / 2
    x, y = 80 + 42 * math.cos(angle), 45 + 36 * math.sin(angle)
    anchor = "middle" if abs(math.cos(angle)) < 0.05 else "start" if math.cos(angle) > 0 else "end"
    name = day.speaks_for(company)[0].company if is_named else ""
    label_y = y if anchor != "middle" else y - 3 if y < 45 else y + 3
    return Node(name, round(x, 2), round(y, 2), anchor, round(label_y, 2))
