"""Parts of a page that are drawn once: sent again as they were, and never when anything they depend on has changed."""

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.energy.measures import appraisal, disclosed_measures
from isdata.engines import sankey
from isdata.park import parks
from isdata.symbiosis.assessment import simulation
from pages.common import charts, controls, data, pick, result_cache, role
from pages.common.language import reader
from pages.common.once import once
from tests.databases import Built
from tests.pages.conftest import Opened
from tests.turns import only

DRAWN: list[str] = []  # what was drawn and not only sent again
CHANGE: list[Callable[[], None]] = []  # what the next run changes before it draws again


def part(park_id: str, rows: pd.DataFrame) -> int:
    """Draws the name of a park in the reader's language, who looks, how, and a number."""
    about = data.ask(parks.parks).set_index("park_id").loc[park_id]
    name = reader().name(about["name_en"], about["name_zh"])
    words = f"{name}, {role.viewer().role}, {controls.is_projected()}, {rows['amount'].sum()}"
    DRAWN.append(words)
    left, right = st.columns(2)
    left.markdown(words)
    with right:
        st.bar_chart(rows)
    return int(rows["amount"].sum())


def asking() -> None:
    pick.text("Words", key="words")


def inner() -> None:
    st.markdown("inner")


def outer() -> None:
    left, right = st.columns(2)
    left.markdown("outer")
    with right:
        once(inner)


def page() -> None:
    import pandas as pd
    import streamlit as st

    from pages.common import data, language, role
    from pages.common.once import once
    from tests.pages import test_once

    language.clear_settings()
    with data.one_version():
        role.remember()
        rows = pd.DataFrame({"amount": [1, st.session_state.get("amount", 2)]})
        st.caption(str(once(test_once.part, "tiny", rows)))
        for change in test_once.CHANGE:
            change()
            once(test_once.part, "tiny", rows)
        if st.session_state.get("asks"):
            once(test_once.asking)
        if st.session_state.get("nests"):
            once(test_once.outer)


@pytest.fixture
def app(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "tiny.duckdb")))
    DRAWN.clear()
    CHANGE.clear()
    return AppTest.from_function(page, default_timeout=60).run()


def rename(con: duckdb.DuckDBPyConnection, name: str) -> None:
    row = con.execute("select * from park where park_id = 'tiny'").df().assign(name_en=name)
    store.write(con, {"park": row}, who="test", reason="rename")


def sent(app: AppTest) -> list[str]:
    assert not app.exception
    return [each.value for each in app.markdown]


def test_a_part_within_a_part_stays_in_its_column(app: AppTest) -> None:
    app.session_state["nests"] = True

    for _run in range(3):
        app.run()
        assert [each.value for each in app.columns[-1].markdown] == ["inner"]


def test_the_same_part_is_sent_again_without_drawing_it(app: AppTest) -> None:
    first, charts = sent(app), [chart.proto for chart in app.get("vega_lite_chart")]
    again = app.run()

    assert first == ["Tiny park, facilitator, False, 3"]
    assert sent(again) == first
    assert [chart.proto for chart in again.get("vega_lite_chart")] == charts
    assert len(charts) == 1
    assert again.caption[0].value == "3"
    assert len(DRAWN) == 1


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        ("lang", "zh", "小园区, facilitator, False, 3"),
        ("role", "guest", "Tiny park, guest, False, 3"),
        ("is_projected", True, "Tiny park, guest, True, 3"),
        ("amount", 5, "Tiny park, facilitator, False, 6"),
    ],
)
def test_another_language_viewer_size_or_input_is_drawn_anew(
    app: AppTest, what: str, value: object, words: str
) -> None:
    app.session_state[what] = value

    assert sent(app.run()) == [words]
    assert len(DRAWN) == 2


def test_a_phone_of_another_width_is_drawn_anew(app: AppTest) -> None:
    for count, size in enumerate(("340x800", "360x840"), 2):
        app.session_state["screen"] = {"size": size}
        app.run()
        assert len(DRAWN) == count


def test_a_changed_row_is_drawn_anew(app: AppTest) -> None:
    rename(data.cursor(), "New name")

    assert sent(app.run()) == ["New name, facilitator, False, 3"]


def test_a_change_of_a_table_that_a_part_does_not_read_draws_nothing_anew(app: AppTest) -> None:
    cursor = data.cursor()
    measure = cursor.execute("select * from measure limit 1").df().assign(note="Checked")
    store.write(cursor, {"measure": measure}, who="test", reason="check")

    assert sent(app.run()) == ["Tiny park, facilitator, False, 3"]
    assert len(DRAWN) == 1


def test_a_page_that_changes_the_data_draws_what_it_changed(app: AppTest) -> None:
    CHANGE.append(lambda: rename(data.cursor(), "New name"))

    assert [words.partition(",")[0] for words in sent(app.run())] == ["Tiny park", "New name"]


def test_a_part_that_reads_a_control_is_refused(app: AppTest) -> None:
    app.session_state["asks"] = True

    assert app.run().exception


def test_a_remembered_result_stands_for_itself_in_further_keys(app: AppTest) -> None:
    """Its key is that of the question; another result of the same type has another key."""

    @dataclass(frozen=True)
    class Result:
        rows: pd.DataFrame

    def made(amount: int) -> Result:
        return Result(pd.DataFrame({"amount": [amount]}))

    def key(value: object) -> str:
        return data.key_of(made, value)

    with data.one_version():
        one, other = data.known_by("key of one", made(1)), data.known_by("key of other", made(1))

        assert key(one) == key(one)
        assert key(one) != key(other)
        assert key((1, {"within": one})) != key((1, {"within": other}))
        assert key(made(1).rows) == key(made(1).rows)
    assert key(made(1).rows) != key(made(2).rows)


@dataclass(frozen=True)
class Rows:
    """A result that holds what it was computed from."""

    rows: pd.DataFrame


@dataclass(frozen=True)
class Doubled:
    """A result of a result."""

    given: Rows


def stored_rows(_con: duckdb.DuckDBPyConnection) -> Rows:
    return Rows(pd.DataFrame({"amount": [1, 2]}))


def doubled(given: Rows) -> Doubled:
    DRAWN.append("doubled")
    return Doubled(given)


def tripled(given: Rows) -> int:
    DRAWN.append("tripled")
    return 3 * int(given.rows["amount"].sum())


@pytest.mark.usefixtures("app")
def test_what_depends_on_a_part_of_a_result_is_computed_once() -> None:
    """Whether the result was computed in this run of the page or read from the cache."""
    DRAWN.clear()

    for _run in range(3):
        with data.one_version():
            given = data.ask(stored_rows)
            assert data.derive(tripled, data.derive(doubled, given).given) == 9

    assert DRAWN == ["doubled", "tripled"]


def test_a_computed_result_is_a_copy_that_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The matches of 2,000 companies were written for a third of a second, and then again."""
    written: list[object] = []

    def dumps(value: object, protocol: int) -> bytes:
        written.append(value)
        return pickle.dumps(value, protocol)

    monkeypatch.setattr(
        result_cache,
        "pickle",
        SimpleNamespace(dumps=dumps, loads=pickle.loads, HIGHEST_PROTOCOL=pickle.HIGHEST_PROTOCOL),
    )
    rows = pd.DataFrame({"amount": [1]})
    for _run in range(2):
        with data.one_version():
            assert data.derive(list, [rows])[0] is not rows
    assert len(written) == 1


def test_a_result_is_read_again_without_copying_and_a_change_of_it_stays_with_its_reader() -> None:
    """Reading plans and measures from the cache again took a quarter of the time of their pages."""
    rows = pd.DataFrame({"amount": [1, 2]})
    for _run in range(2):
        with data.one_version():
            read = data.derive(pd.DataFrame.head, rows, 2)
            assert read["amount"].tolist() == [1, 2]
            read.loc[0, "amount"] = 9
            listed = data.derive(sorted, [2, 1])
            assert listed == [1, 2]
            listed.pop()
    with data.one_version():
        first = data.derive(Rows, rows)
    with data.one_version():
        assert data.derive(Rows, rows) is first


def test_what_pandas_asked_of_a_type_before_is_no_part_of_a_key() -> None:
    rows = pd.DataFrame({"amount": pd.array([1], "UInt16")})
    before = data.key_of(rename, rows)

    assert [dtype.itemsize for dtype in rows.dtypes] == [2]

    assert data.key_of(rename, rows) == before
    assert data.key_of(rename, rows.astype("UInt32")) != before


@pytest.mark.usefixtures("computed_anew")
@pytest.mark.parametrize(
    ("page", "data", "owner", "name"),
    [
        ("pages/network/energy.py", "tiny", disclosed_measures, "by_carrier"),
        pytest.param("pages/network/energy.py", "tiny", appraisal, "by_class", marks=pytest.mark.walk),
        ("pages/park/flows.py", "tiny", sankey, "loops"),
        ("pages/synergies/matches.py", "matches", simulation, "simulate"),
    ],
)
def test_another_language_computes_no_figures_again(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch, page: str, data: str, owner: object, name: str
) -> None:
    real, computed = getattr(owner, name), []
    monkeypatch.setattr(owner, name, lambda *of, **named: computed.append(name) or real(*of, **named))
    open_page(page, data=data, park="tiny")
    first = len(computed)
    app = open_page(page, data=data, park="tiny", language="zh")

    assert not app.exception
    assert (first, len(computed)) == (1, 1)


@pytest.mark.usefixtures("computed_anew")
@pytest.mark.parametrize("page", only(["resilience"], ["sharing", "resilience"]))
def test_a_chart_seen_before_is_not_drawn_again(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    drawn: list[object] = []
    real = charts.draw
    monkeypatch.setattr(charts, "draw", lambda *of, **looks: drawn.append(of) or real(*of, **looks))
    counts = []
    for _time in range(2):
        open_page(f"pages/synergies/{page}.py", data="samples", park="chengdu")
        counts.append(len(drawn))

    assert counts == [1, 1]
