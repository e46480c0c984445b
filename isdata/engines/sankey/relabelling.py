"""Improvement of names in a diagram that are shortened, missing or on ribbons of others, with the names in
their way."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import product

import numpy as np

from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.label_positions import APART, Boxes, Label, extent, ground, occupied, spots_of
from isdata.engines.sankey.lettering import letters, text_height, text_width, whole

CUT = "…"  # end of a shortened name
ROUNDS = 6
TRIED = 40  # maximum number of positions tried for a name, and for one in its way
IN_WAY = 3
# Penalties of a label: without a name; without an amount; with fewer words; with a range in two lines; on
# ribbons of others, smallest and largest; higher than its bar, in more than two lines; above or below its
# bar; and further from the middle of its bar, per step.
MISSING, BARE, FEWER, PARTED, COVERING, HIDDEN, HIGH, OFF, FAR = (
    100.0, 60.0, 30.0, 12.0, 8.0, 28.0, 9.0, 3.0, 0.02,
)  # fmt: skip
GAIN = 2.0  # smallest reduction of the penalty for a change
FLAT = 2  # lines
# Away from its bar, with a leader line: penalty, distances beside the bar and above or below it, in heights
# of a name, and points of the line that other names avoid.
AWAY, BESIDE_BAR, ABOVE, ON_LINE = (
    2.0,
    (1.0, 2.5, 4.0, 6.0, 8.0, 10.0),
    (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0),
    9,
)
# Positions away from a bar: their order, distance beside it and above or below it, which of these, and
# whether to the right.
_PLACES = np.array(
    [
        (nth, beside, above, sign, is_right)
        for nth, (beside, above, sign) in enumerate(product(BESIDE_BAR, ABOVE, (-1, 1)))
        for is_right in (1, 0)
    ]
)


class Relabelling:
    """Labels of nodes in a diagram, with the alternatives of each.

    Parameters
    ----------
    texts : sequence of sequences of str
        Possible texts of each node, the fullest first.
    boxes : Boxes
    size : float
        Height of letters.
    points : array, shape (k, 4)
        Points on ribbons, as from `obstacles.points`.
    rows : list of Label
        Present labels; changed in place.
    taken : array, shape (n, 4)
        Room that they occupy: left, right, top, bottom; NaN without a label.
    inner : collection of int
        Nodes whose labels may be changed; those of the others are fixed.
    keeps_off : collection of int
        Nodes whose names are omitted rather than placed on ribbons of others.
    gap : float
        Vertical gap between two labels.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        boxes: Boxes,
        size: float,
        points: Floats,
        rows: list[Label],
        taken: Floats,
        inner: Collection[int],
        keeps_off: Collection[int],
        gap: float,
        *,
        is_inside: bool,
    ) -> None:
        self.texts, self.boxes, self.size, self.points = texts, boxes, size, points
        self.rows, self.inner, self.keeps_off, self.is_inside = rows, list(inner), set(keeps_off), is_inside
        self.taken, self.gap = taken, gap
        self.lines = np.full((len(texts), ON_LINE, 2), np.nan)
        for i in self.inner:
            self._put(i, rows[i])
        self._fixed = taken.copy()
        self._fixed[self.inner] = np.nan
        self._known: dict[int, list[tuple[float, Label]]] = {}

    def improve(self) -> float:
        """Change labels as long as their total penalty decreases; return the sum of those that remain, except slight ones."""
        fault = {i: self.fault(i, self.rows[i]) for i in self.inner}
        for _ in range(ROUNDS):
            is_changed = False
            for i in sorted(self.inner, key=lambda i: -fault[i]):
                is_changed |= fault[i] > GAIN and self._replaced(i, fault)
            if not is_changed:
                break
        return sum(each for each in fault.values() if each >= COVERING)

    def fault(self, i: int, label: Label) -> float:
        """Penalty of a label of a node."""
        if not label.text:
            return MISSING
        full, text = self._whole[i], label.text
        lost = 0.0
        if text not in full:
            has_amount = text in self.texts[i][:-1] and len(self.texts[i]) > 1
            lost = FEWER if has_amount else BARE
            lost = PARTED if letters(text) == letters(self.texts[i][0]) else lost + (CUT in text)
        met = self._covered(i, label)
        if met:
            lost += MISSING if i in self.keeps_off else min(HIDDEN, COVERING + met / 4)
        high = self.boxes.y1[i] - self.boxes.y0[i]
        if text.count("\n") >= FLAT and text_height(text, self.size) > high:
            lost += HIGH
        off = abs(label.y - (self.boxes.y0[i] + self.boxes.y1[i]) / 2) - high / 2
        return lost + OFF * (off > text_height(text, self.size) / 2)

    @cached_property
    def _whole(self) -> list[set[str]]:
        return [set(whole(texts)) for texts in self.texts]

    def _covered(self, i: int, label: Label) -> int:
        left, right, top, bottom = ground(label, self.size)
        at = self._points_of_others(i)
        return int(((at[0] > left) & (at[0] < right) & (at[1] > top) & (at[1] < bottom)).sum())

    def _points_of_others(self, i: int) -> Floats:
        """x and y of the points on ribbons of other nodes, shape (2, k)."""
        if i not in self._points:
            self._points[i] = self.points[(self.points[:, 2:] != i).all(axis=1), :2].T.copy()
        return self._points[i]

    @cached_property
    def _points(self) -> dict[int, Floats]:
        return {}

    def _replaced(self, i: int, fault: dict[int, float]) -> bool:
        """Replace a label, and those in its way, if their total penalty decreases; return True if it was
        replaced."""
        for mine, label in self._choices(i)[:TRIED]:
            if mine >= fault[i] - GAIN:
                return False
            in_way = self._overlapped(i, label)
            if len(in_way) > IN_WAY:
                continue
            former = {j: self.rows[j] for j in (i, *in_way)}
            before = sum(fault[j] for j in former)
            for j in in_way:
                self._put(j, None)
            self._put(i, label)
            found = {i: mine}
            for j in in_way:
                found[j], other = self._best(j)
                self._put(j, other)
            if sum(found.values()) < before - GAIN:
                fault.update(found)
                return True
            for j, row in former.items():
                self._put(j, row)
        return False

    def _best(self, i: int) -> tuple[float, Label]:
        """The best label of a node, given those of the others."""
        free = (one for one in self._choices(i) if not self._overlapped(i, one[1]))
        return next(free, (MISSING, self.rows[i]._replace(text="", width=0.0)))

    def _overlapped(self, i: int, label: Label) -> list[int]:
        """Nodes whose labels a label would overlap."""
        left, right, top, bottom = extent(label, self.size)
        t = self.taken
        is_met = (t[:, 0] < right) & (t[:, 1] > left) & (t[:, 2] < bottom - 0.01) & (t[:, 3] > top + 0.01)
        own = self._line(i, label)
        is_met |= _within(own[None], t[:, None, :]).any(axis=1)
        is_met |= _within(self.lines, np.array([left, right, top, bottom])).any(axis=1)
        is_met[i] = False
        return np.flatnonzero(is_met).tolist()

    def _line(self, i: int, label: Label) -> Floats:
        """Points of the leader line from a bar to its label, shape (ON_LINE, 2); NaN if it needs none."""
        boxes = self.boxes
        x = boxes.x1[i] if label.anchor == "start" else boxes.x0[i]
        if not label.text or abs(label.x - x) < self.size / 2 or i not in self._is_inner:
            return np.full((ON_LINE, 2), np.nan)
        begin = np.array([x, np.clip(label.y, boxes.y0[i], boxes.y1[i])])
        return begin + np.linspace(0, 1, ON_LINE)[:, None] * (np.array([label.x, label.y]) - begin)

    @cached_property
    def _is_inner(self) -> set[int]:
        return set(self.inner)

    def _put(self, i: int, label: Label | None) -> None:
        label = label or self.rows[i]._replace(text="", width=0.0)
        self.rows[i] = label
        self.taken[i] = occupied(label, self.size, self.gap) if label.text else np.nan
        self.lines[i] = self._line(i, label)

    def _choices(self, i: int) -> list[tuple[float, Label]]:
        """Labels of a node that do not overlap other bars and the outer names, the best first, each with its
        penalty."""
        if i not in self._known:
            found = []
            for order, text in enumerate(self.texts[i]):
                wide = text_width(text, self.size)
                for nth, spot in enumerate(self._spots(i, 1 + text.count("\n"))):
                    if wide <= spot.room:
                        label = Label(text, spot.x, spot.y, spot.anchor, wide)
                        found.append((self.fault(i, label), nth, order, label))
            if min((one[0] for one in found), default=MISSING) >= COVERING:
                found += self._away(i)
            found.sort(key=lambda one: (one[0] + FAR * one[1], one[1], one[2]))
            self._known[i] = [(fault, label) for fault, _nth, _order, label in found]
        return self._known[i]

    def _away(self, i: int) -> list[tuple[float, int, int, Label]]:
        """Full labels away from their bar, on no ribbon of others, sorted as in `_choices`."""
        boxes, size, found = self.boxes, self.size, []
        full = [text for text in self.texts[i] if text in self._whole[i] and text.count("\n") < FLAT]
        nth, beside, above, sign, is_right = _PLACES.T
        y = np.where(sign < 0, boxes.y0[i], boxes.y1[i]) + sign * (above - 0.5) * size
        x = np.where(is_right > 0, boxes.x1[i] + beside * size, boxes.x0[i] - beside * size)
        for order, text in enumerate(full):
            wide, half = text_width(text, size), text_height(text, size) / 2
            left = np.where(is_right > 0, x, x - wide)
            free = self._is_free(np.stack([left, left + wide, y - half, y + half], axis=1))
            for k in np.flatnonzero(free).tolist():
                label = Label(text, float(x[k]), float(y[k]), "start" if is_right[k] else "end", wide)
                if self._is_clear(i, label):
                    found.append((AWAY, int(nth[k]), order, label))
        return found

    def _is_free(self, places: Floats) -> np.ndarray:
        """True for positions (left, right, top, bottom), shape (k, 4), between the outer bars, off bars and
        outer names."""
        boxes = self.boxes
        left, right, top, bottom = places.T
        # The outer names are beyond the outer bars.
        is_free = (left >= boxes.x0.min()) & (right <= boxes.x1.max()) & (top >= 0) & (bottom <= boxes.height)
        for others in (self._bars, self._fixed):
            is_free &= ~meets(others[None], places[:, None]).any(axis=1)
        return is_free

    @cached_property
    def _bars(self) -> Floats:
        """Left, right, top and bottom of the bars including the distance of names from them, shape (n, 4)."""
        boxes = self.boxes
        return np.stack([boxes.x0 - APART, boxes.x1 + APART, boxes.y0 - APART, boxes.y1 + APART], axis=1)

    def _is_clear(self, i: int, label: Label) -> bool:
        """Return True if a label away from its bar is on no ribbon of others, and its line on no other
        bar."""
        bars = self._bars.copy()
        bars[i] = np.nan
        on_bars = _within(self._line(i, label)[None], bars[:, None, :]).any()
        return not on_bars and not self._covered(i, label)

    def _spots(self, i: int, lines: int) -> list:
        key = i, lines
        if key not in self._spot:
            self._spot[key] = spots_of(i, self.boxes, self._fixed, self.size, lines, is_inside=self.is_inside)
        return self._spot[key]

    @cached_property
    def _spot(self) -> dict:
        return {}


def _within(points: Floats, box: Floats) -> np.ndarray:
    """True for points, shape (…, 2), in boxes (left, right, top, bottom), shape (…, 4)."""
    x, y = points[..., 0], points[..., 1]
    return (x > box[..., 0]) & (x < box[..., 1]) & (y > box[..., 2]) & (y < box[..., 3])


def meets(boxes: Floats, others: Floats) -> np.ndarray:
    """True for boxes that overlap others, both shape (…, 4)."""
    return (
        (boxes[..., 0] < others[..., 1])
        & (boxes[..., 1] > others[..., 0])
        & (boxes[..., 2] < others[..., 3])
        & (boxes[..., 3] > others[..., 2])
    )
