"""Legend of the map: what each sign that is drawn means."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import parkmap as figure
from isdata.output.figures import style
from isdata.output.figures.parkmap import marks
from pages.park.parts import map_legend

SHOWN = pd.DataFrame({"synergy_id": ["A", "B", "C"], "stage": ["operation", "operation", "idea"]})
ENDED = pd.DataFrame({"synergy_id": ["A", "D", "E"], "stage": ["operation", "ended", "ended"]})


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Function that returns the entries of the legend for two arcs of `SHOWN`."""
    monkeypatch.setattr(map_legend, "reader", lambda: reader("en"))

    def entries(
        amount: float | None = 5.0,
        fill: str = "#000",
        *,
        undisclosed: int = 0,
        is_projected: bool = False,
        has_joinable: bool = False,
    ) -> list[list[tuple[str, str]]]:
        monkeypatch.setattr(map_legend.controls, "is_projected", lambda: is_projected)
        companies = SimpleNamespace(companies=undisclosed)
        monkeypatch.setattr(map_legend.undisclosed, "undisclosed_companies", lambda _where: companies)
        scene: Any = SimpleNamespace(
            parks=pd.DataFrame({"park_id": ["p"]}),
            plan=pd.DataFrame({"feature_kind": pd.Series(dtype=str)}),
        )
        drawing: Any = SimpleNamespace(marks=pd.DataFrame({"fill": [fill]}))
        arcs = pd.DataFrame(
            {"synergy_id": ["A", "C"], "stage": ["operation", "idea"], "amount": [1.0, amount]}
        ).assign(is_unknown=lambda rows: rows["amount"].isna(), is_minor=False)
        return map_legend.entries(scene, SHOWN, arcs, drawing, has_joinable=has_joinable)

    return entries


def test_stages_are_counted_as_on_the_board_and_presented_only_where_they_are_drawn(drawn: Any) -> None:
    desk, presented = drawn(), drawn(is_projected=True)

    assert [words for _colour, words in desk[0]] == ["Idea (1)", "Operation (2)"]
    assert [words for _colour, words in presented[0]] == ["Idea (1)", "Operation (2)"]  # as on the board


def test_a_sign_is_explained_if_it_is_drawn(drawn: Any) -> None:
    assert drawn()[2] == []
    assert drawn(has_joinable=True)[2] == [(figure.DASHED, "Feasible matches")]
    assert drawn(None)[2] == [(figure.DASHED, "Amount unknown")]
    assert drawn(fill=style.PAPER)[2] == [(marks.RING, "No known amount")]
    assert drawn(fill=style.PAPER, undisclosed=2)[2] == [(marks.RING, "Amount unknown or not disclosed")]


def test_ended_synergies_are_counted_below_a_presented_map(
    drawn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two is drawn, faint as its sign."""
    drawn(is_projected=True)
    lines: list[str] = []
    monkeypatch.setattr(map_legend, "_", lambda words, **counts: words.format(**counts))
    monkeypatch.setattr(map_legend.st, "caption", lines.append)
    monkeypatch.setattr(map_legend.map_frame, "undisclosed_in_hall", lambda _parks: "")
    arcs = ENDED.head(2).assign(is_minor=[False, True], is_unknown=False)

    map_legend.note(ENDED, arcs, ["p"], is_picked=False)

    assert lines == ["1 ended, faded", "1 ended, not drawn"]
