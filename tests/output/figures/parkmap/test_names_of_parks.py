"""Where names stand on the maps of all sample parks: each is clearly that of its own circle."""

import itertools
import math

import duckdb
import numpy as np
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.output.figures import parkmap as figure
from isdata.output.figures.parkmap import (
    bend_choice,
    boxes,
    curves,
    emphasis,
    lettering,
    name_positions,
    naming,
    presentation,
    scale_and_grid,
    shapes,
)
from isdata.symbiosis import synergies
from tests.mapped import READ
from tests.turns import by_turns, walked

# Desk, phone, hall; the hall is that of guests, as any other.
SIZES = (
    (635, 435, 1.0, FACILITATOR),
    (340, 420, 1.0, FACILITATOR),
    (895, 599, 1.41, GUEST),
    (1375, 899, 2.115, GUEST),
)
LINES_APART = 0.35  # free at least between two names one above the other, in sizes of the type
# Of a projector of 1024 x 768: low for its type, so that some names lie on arcs.
LOW = (973, 520, 1.504, GUEST)
STRUCK = 2  # number of names through which at most an arc of their own circle runs
PARKS = ("chengdu", "kunshan", "dayawan", "kalundborg")
LOOKS = by_turns(PARKS, (*SIZES, LOW), READ)  # each park at each size in one language, by turns
ALONG = 150.0  # so far at most runs an arc upon another one, as both would be read as one [px]


@pytest.mark.parametrize(
    ("park", "sizes"),
    [
        ("chengdu", (SIZES[1], LOW)),
        ("kunshan", (SIZES[1],)),
        *(walked(park, (*SIZES, LOW)) for park in PARKS),
    ],
)
def test_a_name_is_clearly_that_of_its_own_circle(
    parks: duckdb.DuckDBPyConnection, park: str, sizes: tuple
) -> None:
    """It lies on no circle and is nearer to its own than to any other; arcs leave room to it, and run upon no other."""
    scenes = {
        viewer: synergies.scene(parks, parks=[park], viewer=viewer).straightened()
        for viewer in (FACILITATOR, GUEST)
    }
    for (width, height, scale, viewer), language in (
        look for of, *look in LOOKS if of == park and look[0] in sizes
    ):
        scene, read = scenes[viewer], READ[language]
        places = presentation.describe_places(scene.places, read)
        circles = figure.of_places(places, "material", read, layer="site")
        texts = presentation.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, read)
        drawing = figure.draw(
            scene.plan, circles, emphasis.ranked(texts), read, width=width, height=height, scale=scale
        )
        assert _misread(drawing) == [], (language, width)
        assert _stacked(drawing) == [], (language, width)
        assert _on_scale(drawing) == [], (language, width)
        named = drawing.names.loc[drawing.names["radius"] > 0]
        assert not named["is_foreign"].any() or width == LOW[0], (language, width)
        assert named["is_struck"].sum() <= STRUCK, (language, width)
        if width < naming.PHONE:
            most = naming.ALL if len(circles) <= naming.ALL else naming.FEW
            assert len(drawing.names) == len(named) <= most, language
        if scale > 1:
            plots = scene.plan.loc[scene.plan["feature_kind"] == "free_plot", f"name_{language}"]
            assert set(plots) <= set(drawing.names["name"]), (language, width)
        assert _along(drawing) <= ALONG * scale, (language, width)


def test_a_phone_names_each_company_of_a_small_park(parks: duckdb.DuckDBPyConnection) -> None:
    """Eight of thirteen had a name, and the others no number."""
    read = READ["zh"]
    scene = synergies.scene(parks, parks=["kunshan"], viewer=FACILITATOR).straightened()
    places = presentation.describe_places(scene.places, read)
    circles = figure.of_places(places, "material", read, layer="site")

    texts = presentation.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, read)

    drawing = figure.draw(scene.plan, circles, emphasis.ranked(texts), read, width=340, height=420)

    assert naming.FEW < len(circles) <= naming.ALL
    assert sorted(drawing.names["name"]) == sorted(circles["name"])


def _misread(drawing: figure.Drawing) -> list[str]:
    """Names that stand at another circle, and those on lines of others without a plate, or on a phone."""
    discs = np.array([_disc(drawing, mark) for mark in drawing.marks.to_dict("records")])
    found = []
    for name in drawing.names.loc[drawing.names["radius"] > 0].to_dict("records"):
        x, y, radius = _disc(drawing, name)
        box = _box(drawing, name)
        is_apart = np.hypot(discs[:, 0] - x, discs[:, 1] - y) > discs[:, 2] + radius
        own, others = np.array([[x, y, radius]]), discs[is_apart]
        margin = min(_away(box, others)[0]) - _away(box, own)[0, 0]
        is_nearest = _apart(box, own)[0, 0] <= min(_apart(box, others)[0])
        is_bare = _crosses(drawing, name, box) and (drawing.width < naming.PHONE or not name["is_foreign"])
        if (
            margin < name_positions.CLEAR * name["size"]
            or not is_nearest
            or _overlap(box, boxes.around(discs)).any()
            or is_bare
        ):
            found.append(name["text"])
    return found


def _away(box: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Distance of each box from each disc, edge to edge."""
    left, top, right, bottom = box.T[:, :, None]
    x, y, radius = discs.T
    beside = np.maximum(0.0, np.maximum(left - x, x - right))
    return np.hypot(beside, np.maximum(0.0, np.maximum(top - y, y - bottom))) - radius


def _apart(box: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Distance of the centre of each box from the edge of each disc."""
    left, top, right, bottom = box.T[:, :, None]
    x, y, radius = discs.T
    return np.hypot((left + right) / 2 - x, (top + bottom) / 2 - y) - radius


def _overlap(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Matrix of overlaps between boxes, with their clearance."""
    left, top, right, bottom = box.T[:, :, None]
    west, south, east, north = others.T
    pad = boxes.PAD
    return (left < east + pad) & (west < right + pad) & (top < north + pad) & (south < bottom + pad)


def _stacked(drawing: figure.Drawing) -> list[tuple[str, str]]:
    """Names of circles that stand on each other like the lines of one name."""
    boxed = [
        (name["text"], name["size"], _box(drawing, name))
        for name in drawing.names.loc[drawing.names["radius"] > 0].to_dict("records")
    ]
    return [
        (one, other)
        for (one, size, here), (other, _size, there) in itertools.combinations(boxed, 2)
        if _overlap(here + np.array([0.0, -size, 0.0, size]) * LINES_APART, there).any()
    ]


def _on_scale(drawing: figure.Drawing) -> list[str]:
    """Names that stand on the scale bar or the words beside it."""
    sheet = shapes.Sheet(drawing.land, drawing.width, drawing.height, drawing.scale)
    left, right, y = scale_and_grid.extent(drawing.bar[0], drawing.signs, sheet)
    half = scale_and_grid.SIZE * drawing.scale / 2
    bar = np.array([[left, y - half, right, y + half]])
    names = drawing.names.to_dict("records")
    return [name["text"] for name in names if _overlap(_box(drawing, name), bar).any()]


def _along(drawing: figure.Drawing) -> float:
    """How far at most one arc drawn in full runs upon another one between other places. [px]"""
    arcs = drawing.arcs.loc[drawing.arcs["opacity"] == curves.STRONG].to_dict("records")
    dots = [bend_choice.points(drawing.places(arc["path"]), arc["width"]) for arc in arcs]
    far = [0]
    for (one, here), (other, there) in itertools.permutations(zip(arcs, dots, strict=True), 2):
        if {one["provider_id"], one["receiver_id"]} != {other["provider_id"], other["receiver_id"]}:
            away = np.hypot(*(here[:, None, :2] - there[None, :, :2]).transpose(2, 0, 1))
            far.append(int((away < here[:, None, 2] + there[None, :, 2]).any(axis=1).sum()))
    return bend_choice.STEP * max(far)


def _disc(drawing: figure.Drawing, mark: dict) -> tuple[float, float, float]:
    return *drawing.place(mark["longitude"], mark["latitude"]), mark["radius"]


def _box(drawing: figure.Drawing, name: dict) -> np.ndarray:
    """Box around a name, in a row. [px]"""
    x, y, _radius = _disc(drawing, name)
    wide, high = lettering.measure(name["text"], name["size"])
    middle, half = np.array([x + name["dx"], y + name["dy"]]), np.array([wide, high]) / 2
    return np.concatenate([middle - half, middle + half])[None]


def _crosses(drawing: figure.Drawing, name: dict, box: np.ndarray) -> bool:
    """Whether the middle of a line drawn in full that does not end at its circle passes below a name."""
    arcs = drawing.arcs.loc[drawing.arcs["opacity"] == curves.STRONG]
    foreign = arcs.loc[(arcs["provider_id"] != name["mark"]) & (arcs["receiver_id"] != name["mark"])]
    lines = [np.array([drawing.place(*point) for point in path]) for path in foreign["path"]]
    steps = [math.ceil(math.dist(*ends)) for line in lines for ends in itertools.pairwise(line)]
    pairs = [ends for line in lines for ends in itertools.pairwise(line)]
    points = [np.linspace(*ends, count + 1) for ends, count in zip(pairs, steps, strict=True)]
    if not points:
        return False
    x, y = np.vstack(points).T
    left, top, right, bottom = box[0]
    return bool(((x > left + 2) & (x < right - 2) & (y > top + 2) & (y < bottom - 2)).any())
