"""What the page states of the crossings of a flow diagram."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
import streamlit as st

from pages.park.parts import flow_proof


@pytest.mark.parametrize(("bound", "said"), [(99.97, 0), (99.0, 1)])
def test_a_bound_on_crossings_that_rounds_to_zero_is_left_out(
    monkeypatch: pytest.MonkeyPatch, bound: float, said: int
) -> None:
    """“Another arrangement could reduce crossings by at most 0.0%.”"""
    lines = list[str]()
    crossings, optimal = SimpleNamespace(weighted=100.0), SimpleNamespace(bound=bound)
    layout = SimpleNamespace(nodes=[], ribbons=[], crossings=crossings)
    monkeypatch.setattr(
        flow_proof, "derive", lambda *_: SimpleNamespace(crossings=crossings, optimal=optimal)
    )
    monkeypatch.setattr(flow_proof.sankey_size, "layers_of", lambda _layout: None)
    monkeypatch.setattr(flow_proof.st, "caption", lines.append)
    flow_proof.show(st.container(), cast("Any", SimpleNamespace(layout=layout, view=None)), ())

    assert len(lines) == said
