"""What outline does a ribbon have that keeps its width along its way?

A way is an array of points with the normal to their right: x, y, normal x, normal y, shape (points, 4).
On the picture y points downward, so what lies to the right of a way that leads right lies below it.
"""

import numpy as np

from isdata.sankey.graph import Floats

SAG = 0.15  # how far a drawn chord may lie from its arc, in picture units


def level(x: float, y: float, heading: float) -> Floats:
    """One point of a level way that leads right (heading 1) or left (-1)."""
    return np.array([[x, y, 0.0, heading]])


def swing(x0: float, y0: float, x1: float, y1: float, half: float) -> Floats:
    """A way from level to level in two arcs as wide as can be, with an upright piece when it is steep."""
    dx, dy = abs(x1 - x0), abs(y1 - y0)
    heading, down = (1.0 if x1 > x0 else -1.0), (1.0 if y1 > y0 else -1.0)
    if dy < 0.01 or dx < 0.01:
        return np.concatenate([level(x0, y0, heading), level(x1, y1, heading)])
    radius = (dx * dx + dy * dy) / (4 * dy) if dy < dx else dx / 2
    bend = np.arcsin(min(1.0, dx / (2 * radius)))
    first = _arc(0.0, radius, radius, -np.pi / 2, -np.pi / 2 + bend, half)
    second = _arc(dx, dy - radius, radius, np.pi / 2 + bend, np.pi / 2, half)
    way = np.concatenate([first, second])
    if half > 0.98 * radius:  # no room to bend round: keep the width measured upright
        way[:, 2:] = [0.0, 1.0]
    return _laid(way, x0, y0, heading, down)


def turn(x: float, y0: float, y1: float, out: float, half: float, heading: float) -> Floats:
    """A way that leaves (x, y0) with `heading`, turns at the distance `out` and comes back to (x, y1)."""
    dy = abs(y1 - y0)
    radius = min(out, dy / 2)
    first = _arc(out - radius, radius, radius, -np.pi / 2, 0.0, half)
    second = _arc(out - radius, dy - radius, radius, 0.0, np.pi / 2, half)
    down = 1.0 if y1 > y0 else -1.0
    return _laid(np.concatenate([first, second]), x, y0, heading, down)


def outline(way: Floats, low: float, high: float) -> list[list[float]]:
    """Return the closed ring between two distances to the right of the way."""
    there = way[:, :2] + way[:, 2:] * low
    back = way[::-1, :2] + way[::-1, 2:] * high
    return np.round(np.concatenate([there, back, there[:1]]), 2).tolist()


def _arc(cx: float, cy: float, radius: float, begin: float, end: float, half: float) -> Floats:
    step = np.sqrt(8 * SAG / max(radius + half, 1.0))
    angle = np.linspace(begin, end, max(1, int(np.ceil(abs(end - begin) / step))) + 1)
    cosine, sine = np.cos(angle), np.sin(angle)
    side = -1.0 if end > begin else 1.0
    return np.column_stack([cx + radius * cosine, cy + radius * sine, side * cosine, side * sine])


def _laid(way: Floats, x: float, y: float, heading: float, down: float) -> Floats:
    """Lay a way that was drawn from the origin to the right and down where it belongs."""
    return way * [heading, down, down, heading] + [x, y, 0.0, 0.0]
