"""Which synergies of a crowded map are drawn in full."""

import math

import pandas as pd

from isdata.data import i18n
from isdata.output.figures.parkmap import bends, curves, emphasis, presentation, shapes


def _arcs(count: int) -> pd.DataFrame:
    """Arcs of so many synergies: amounts that grow, the last one unknown, one of energy."""
    amounts = [float(n) for n in range(1, count)] + [None]
    return pd.DataFrame(
        {
            "synergy_id": [f"Y{n}" for n in range(count)],
            "provider_id": "S1", "receiver_id": "S2", "stage": "idea",
            "kind": ["energy", *["material"] * (count - 1)],
            "amount": pd.Series(amounts, dtype=float),
            "x0": 120.0, "y0": 31.0, "x1": 120.5, "y1": 31.0, "lane": range(count), "is_unknown": False, "title": "", "text": "",
        }
    )  # fmt: skip


SHEET = shapes.Sheet(shapes.Extent(120.0, 30.8, 120.5, 31.2), 600.0, 600.0, 1.0)


def _around(places: list[tuple[float, float]]) -> bends.Around:
    """Circles of S1, S2 … at places."""
    marks = pd.DataFrame(places, columns=["longitude", "latitude"], dtype=float)
    return bends.Around(SHEET, marks.assign(mark=[f"S{nth + 1}" for nth in range(len(places))], radius=9.0))


def _drawn(arcs: pd.DataFrame, near: str | None = None) -> pd.DataFrame:
    return curves.Arcs(arcs, (None, near), 1.0, _around([])).drawn().set_index("synergy_id")


def test_those_in_operation_are_drawn_in_full_and_noted_as_such() -> None:
    stages = ["operation", "operation", *["idea"] * 18]
    own = emphasis.running(_arcs(20).assign(stage=stages))
    most = emphasis.running(_arcs(20).assign(stage="operation"))  # too many

    assert own.loc[~own["is_minor"], "synergy_id"].tolist() == ["Y0", "Y1"]
    assert presentation.faint(own, i18n.reader("en"))[0].startswith(
        "The 2 in operation highlighted, 18 faded:"
    )
    assert presentation.faint(most, i18n.reader("en"))[0].startswith("The 8 largest highlighted, 12 faded:")


def test_ended_ones_are_faint_beside_others_and_not_noted() -> None:
    few = emphasis.running(_arcs(3).assign(stage=["operation", "idea", "ended"]))
    all_ended = emphasis.running(_arcs(3).assign(stage="ended"))

    assert few["is_minor"].tolist() == [False, False, True]
    assert not presentation.faint(few, i18n.reader("en"))
    assert not all_ended["is_minor"].any()


def test_those_without_a_known_amount_are_not_among_the_largest() -> None:
    arcs = _arcs(20)
    arcs.loc[2:, "amount"] = None

    assert emphasis.counts(emphasis.ranked(arcs)) == (2, 18)


def test_a_crowded_map_draws_the_largest_amounts_of_each_kind_in_full() -> None:
    arcs = emphasis.ranked(_arcs(20))

    drawn = _drawn(arcs)

    full = set(drawn.index[drawn["opacity"] == curves.STRONG])
    assert full == {"Y0", *(f"Y{n}" for n in range(12, 19))}  # the energy has no greater of its kind
    assert emphasis.counts(arcs) == (8, 12)
    assert drawn.loc["Y11", "width"] < drawn.loc["Y12", "width"]


def test_the_arcs_of_a_chosen_place_stand_out_whatever_their_amounts() -> None:
    drawn = _drawn(emphasis.ranked(_arcs(20)), near="S1")

    assert (drawn["opacity"] == curves.STRONG).all()


def test_a_map_with_few_synergies_draws_all_in_full() -> None:
    assert emphasis.counts(emphasis.ranked(_arcs(emphasis.CROWDED))) == (emphasis.CROWDED, 0)


def test_an_arc_in_full_passes_beside_the_circle_of_another_company() -> None:
    """It would seem to end there."""
    arcs = _arcs(2).iloc[:1]
    usual = curves.Arcs(arcs, (None, None), 1.0, _around([])).drawn()["path"].iloc[0]
    around = _around([(120.0, 31.0), (120.5, 31.0), tuple(usual[10])])

    path = curves.Arcs(arcs, (None, None), 1.0, around).drawn()["path"].iloc[0]

    foreign = SHEET.place(*usual[10])
    assert min(math.dist(SHEET.place(*point), foreign) for point in path) > 9.0
