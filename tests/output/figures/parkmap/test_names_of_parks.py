"""Where names stand on the maps of all sample parks: each is clearly that of its own circle."""

import itertools
import math

import duckdb
import numpy as np
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.output.figures import parkmap as figure
from isdata.output.figures.parkmap import boxes, curves, emphasis, lettering, naming, presentation, room
from isdata.symbiosis import synergies
from tests.mapped import READ

SIZES = ((620, 430, 1.0), (360, 400, 1.0), (900, 600, 1.41))  # desk, phone, hall


@pytest.mark.parametrize("park", ["chengdu", "kunshan", "dayawan", "kalundborg"])
def test_a_name_is_clearly_that_of_its_own_circle(parks: duckdb.DuckDBPyConnection, park: str) -> None:
    """It lies on no circle and is nearer to its own than to any other; on lines of others it has a plate, on a phone none does."""
    scene = synergies.scene(parks, parks=[park], viewer=FACILITATOR).straightened()
    for language, read in READ.items():
        places = presentation.describe_places(scene.places, read)
        circles = figure.of_places(places, "material", read, layer="site")
        texts = presentation.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, read)
        for width, height, scale in SIZES:
            drawing = figure.draw(
                scene.plan, circles, emphasis.ranked(texts), read, width=width, height=height, scale=scale
            )
            assert _misread(drawing) == [], (language, width)


def _misread(drawing: figure.Drawing) -> list[str]:
    """Names that stand at another circle, and those on lines of others without a plate, or on a phone."""
    discs = np.array([_disc(drawing, mark) for mark in drawing.marks.to_dict("records")])
    found = []
    for name in drawing.names.loc[drawing.names["radius"] > 0].to_dict("records"):
        x, y, radius = _disc(drawing, name)
        (wide, high), middle = lettering.measure(name["text"], name["size"]), (x + name["dx"], y + name["dy"])
        box = np.array(
            [[middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2]]
        )
        is_apart = np.hypot(discs[:, 0] - x, discs[:, 1] - y) > discs[:, 2] + radius
        own, others = np.array([[x, y, radius]]), discs[is_apart]
        margin = min(boxes.away(box, others)[0]) - boxes.away(box, own)[0, 0]
        is_nearest = boxes.apart(box, own)[0, 0] <= min(boxes.apart(box, others)[0])
        is_bare = _crosses(drawing, name, box) and (drawing.width < naming.PHONE or not name["is_foreign"])
        if (
            margin < room.CLEAR * name["size"]
            or not is_nearest
            or boxes.overlap(box, boxes.around(discs)).any()
            or is_bare
        ):
            found.append(name["text"])
    return found


def _disc(drawing: figure.Drawing, mark: dict) -> tuple[float, float, float]:
    return *drawing.place(mark["longitude"], mark["latitude"]), mark["radius"]


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
