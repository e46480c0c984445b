"""The words of a map: distances, names, and what a hidden partner is called."""

from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import GUEST
from isdata.output.figures import style
from isdata.output.figures.parkmap import lettering, presentation
from isdata.output.figures.parkmap.layers import _leader, escaped
from isdata.park import parkmap
from isdata.symbiosis import synergies
from tests.mapped import PARKS, READ


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (parkmap.ROAD, "1.2 km by road · 800 m straight-line"),
        (parkmap.STRAIGHT, "1.2 km straight-line"),
    ],
)
def test_a_distance_says_along_what_it_is(basis: str, expected: str) -> None:
    arc = {"distance": 1.24, "distance_basis": basis, "straight": 0.8}

    assert presentation.apart(arc, i18n.reader("en")) == expected
    assert presentation.apart(arc | {"distance": float("nan")}, i18n.reader("en")) == ""


@pytest.mark.parametrize("name", ["@@=alert(1)", "@@#deck.log", "@@type"])
def test_a_name_that_looks_like_code_of_the_map_stays_a_name(name: str) -> None:
    """The reader of layers evaluates strings that begin with "@@"."""
    assert not escaped(name).startswith("@@")
    assert escaped(name).endswith(name)
    assert escaped("Plain Ltd") == "Plain Ltd"


def test_a_text_in_two_languages_shows_the_readers_half() -> None:
    assert presentation.one_language("Park office / 园区办", READ["en"]) == "Park office"
    assert presentation.one_language("Park office / 园区办", READ["zh"]) == "园区办"
    assert presentation.one_language("Novo Nordisk / Novozymes", READ["zh"]) == "Novo Nordisk / Novozymes"
    assert presentation.one_language(None, READ["zh"]) == ""


def test_a_hidden_partner_is_shown_by_topic_and_class(tiny: duckdb.DuckDBPyConnection) -> None:
    known = synergies.synergies(tiny, parks=PARKS, viewer=GUEST).set_index("synergy_id")

    assert (
        presentation.synergy_name(known.loc["SY2"].to_dict(), READ["en"])
        == "Shared services synergy (undisclosed partner)"
    )


def test_signs_of_the_plan_look_as_on_the_plan() -> None:
    """Boundary and road were two nearly equal pale dashes."""
    kinds = ["boundary", "road", "rail", "water"]
    legend = presentation.plan_legend(pd.DataFrame({"feature_kind": kinds}), READ["en"])

    glyphs = {word: presentation.sign(entry)[0] for entry, word in legend}
    assert glyphs == {"Water": "", "Boundary": "□", "Road": "═", "Railway": "···"}


def test_ink_reads_on_every_stage() -> None:
    """Contrast of at least 4.5 to 1, as WCAG 2.1 asks of small type."""

    def luminance(colour: str) -> float:
        parts = [channel / 255 for channel in style.rgb(colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in style.STAGES.values():
        one, two = sorted((luminance(colour), luminance(presentation.ink_on(colour))))
        assert (two + 0.05) / (one + 0.05) >= 4.5


def test_a_line_leads_to_a_name_that_stands_off_its_circle() -> None:
    """In a hall, one 45 px away seemed to be that of nobody."""
    drawing: Any = SimpleNamespace(a_pixel=1e-5, land=SimpleNamespace(shrink=0.5))
    name = {"text": "Mill", "size": 16.0, "radius": 5.0, "longitude": 104.0, "latitude": 30.0, "dx": 0.0}
    _wide, high = lettering.measure("Mill", 16.0)

    near, far = (_leader(name | {"dy": dy + high / 2}, drawing) for dy in (8.0, 40.0))

    assert near == []
    assert far == [[104.0, pytest.approx(30.0 - 5e-5 / 2)], [104.0, pytest.approx(30.0 - 40e-5 / 2)]]
