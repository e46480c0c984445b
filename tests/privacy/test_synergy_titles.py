"""A synergy with an undisclosed partner bears its own name in no presented view: the name may identify the partner."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.symbiosis import synergies
from pages.common import navigation
from tests.conftest import ROOT
from tests.turns import walked

PARKS = ("dayawan", "kunshan", "chengdu")
PRESENTED = [entry.name for entry in navigation.ENTRIES if entry.is_presented]
QUICK = {("schedule", "dayawan")}  # named one: it drew up the most advanced synergy without a schedule


def hidden_titles(file: Path, park: str) -> list[str]:
    """Return the names of the synergies that have none for a guest."""
    with store.open(file) as con:
        own, seen = (
            synergies.synergies(con, parks=[park], viewer=each).set_index("synergy_id")
            for each in (FACILITATOR, GUEST)
        )
    named = seen.index[seen["name_en"].notna() | seen["name_zh"].notna()]
    hidden = own[~own.index.isin(named)]
    return [name for column in ("name_en", "name_zh") for name in hidden[column].dropna()]


@pytest.mark.parametrize(
    ("page", "park"),
    [
        each if each in QUICK else walked(*each)
        for each in ((page, park) for park in PARKS for page in PRESENTED)
    ],
)
def test_a_presented_view_names_no_synergy_with_an_undisclosed_partner(
    samples_file: Path, monkeypatch: pytest.MonkeyPatch, page: str, park: str
) -> None:
    titles = hidden_titles(samples_file, park)
    assert len(titles) > 4
    monkeypatch.setenv("ISDATA_DATABASE", str(samples_file))
    (script,) = [entry.script for entry in navigation.ENTRIES if entry.name == page]
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update({"lang": "en", "park": park, "projector": "true"})

    app.switch_page(script).run()

    assert not app.exception
    protos = (getattr(element, "proto", None) for element in app._tree)
    sent = b"\n".join(proto.SerializeToString() for proto in protos if proto is not None)
    found = [
        title for title in titles if title.encode() in sent or json.dumps(title).strip('"').encode() in sent
    ]
    assert found == []
    if (page, park) == ("schedule", "dayawan"):
        assert "undisclosed partner" in app.header[0].value
        assert len(app.get("vega_lite_chart")) == 1
