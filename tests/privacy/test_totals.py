"""A total that leaves out undisclosed companies says so, on every page.

Each page is read twice, as facilitator and as guest. Where both read the same words with other numbers, the guest's page
must say what its numbers leave out, or that they are rounded.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import disclosure, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import reader
from isdata.output.figures import sankey_words
from isdata.park import flows
from pages.common import navigation
from tests.conftest import ROOT
from tests.pages.conftest import clear
from tests.privacy.views import NAMES, OPENED

PARK = "chengdu"
NUMBER = re.compile(r"\d[\d,.]*")
SAYS_SO = re.compile(r"undisclosed compan|rounded|not shown here", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    clear()
    yield
    clear()


def read_as(role: str, entry: navigation.Entry, address: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update({"lang": "en", "role": role, "park": PARK, **address})
    return app.switch_page(entry.script).run()


def said(app: AppTest) -> list[str]:
    """Return what a page says outside its tables, charts and maps."""
    options = [str(option.content) for group in app.button_group for option in group.proto.options]
    words = [each.value for kind in (app.caption, app.markdown) for each in kind]
    links = [link.proto.label for link in app.get("page_link")]
    return (
        [f"{metric.label}: {metric.value} {metric.delta}" for metric in app.metric] + options + words + links
    )


def shapes(texts: list[str]) -> dict[str, set[str]]:
    """Return the sentences by their words, numbers left out."""
    found: dict[str, set[str]] = {}
    for text in texts:
        found.setdefault(NUMBER.sub("#", text), set()).add(text)
    return found


@pytest.mark.parametrize(("entry", "address"), OPENED, ids=NAMES)
def test_a_total_that_differs_for_a_guest_says_what_it_leaves_out(
    samples_file: Path, monkeypatch: pytest.MonkeyPatch, entry: navigation.Entry, address: dict[str, str]
) -> None:
    monkeypatch.setenv("ISDATA_DATABASE", str(samples_file))
    whole, part = (shapes(said(read_as(role, entry, address))) for role in ("facilitator", "guest"))
    differing = sorted(text for words in whole.keys() & part.keys() for text in part[words] - whole[words])
    says_so = any(SAYS_SO.search(text) for texts in part.values() for text in texts)

    assert says_so or not differing, differing


def test_band_middles_are_never_stated_as_exact(samples_file: Path) -> None:
    """Ginkgo Vehicles trades with companies known as ranges only: its totals are ranges that hold the true one."""
    choice = flows.Choice(2024, look="company", company_id="CD01", share=0.0)
    with store.open(samples_file) as con:
        whole, part = (
            flows.compose(con, park_id=PARK, choice=choice, viewer=viewer).view
            for viewer in (FACILITATOR, GUEST)
        )
    node = "company:CD01"
    exact, seen = flows.passing(whole).loc[node], flows.passing(part).loc[node]

    assert seen["is_banded"]
    assert not exact["is_banded"]
    for side in ("into", "out"):
        assert exact[f"{side}_least"] == exact[f"{side}_most"]
        assert seen[f"{side}_least"] < exact[f"{side}_most"] < seen[f"{side}_most"]
    label = sankey_words.labels(part, reader("en"))[node][0]
    assert "–" in label
    assert not set(part.nodes["role"]) & {"residual"}


def test_what_is_known_as_a_range_is_in_no_sum(samples_file: Path) -> None:
    choice = flows.Choice(2024)
    with store.open(samples_file) as con:
        found = flows.converted(con, park_id=PARK, choice=choice, viewer=GUEST)
    stated = found[~found["is_banded"]]
    other = found.assign(value=found["value"].where(~found["is_banded"], 1e9))

    assert len(stated) < len(found)
    assert flows.shares(other).equals(flows.shares(stated))
    assert flows.circularity(other) == flows.circularity(stated)
    assert flows.unused_by_products(flows.residuals(other)) == flows.unused_by_products(
        flows.residuals(stated)
    )


def test_undisclosed_companies_are_counted_by_what_they_show(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update company set visibility = 'facilitator' where company_id = 'C2'")

    assert disclosure.withheld(tiny, viewer=GUEST, parks=["tiny"]) == disclosure.Withheld(2, 1)
    assert disclosure.withheld(tiny, viewer=GUEST, region_id="CN") == disclosure.Withheld(2, 1)
    assert disclosure.withheld(tiny, viewer=GUEST, parks=["elsewhere"]) == disclosure.Withheld(0, 0)
    given = disclosure.Withheld(2, 1).in_ranges(reader("en"))
    assert given == "2 undisclosed companies: amounts as ranges, 1 of them left out."
