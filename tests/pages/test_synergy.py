"""One synergy: the facilitator's parts, and what a guest is shown."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES
from isdata.programme import effort
from isdata.symbiosis import assessment
from pages.common import data, screen
from pages.synergies.parts import synergy_assumptions
from tests.databases import Built
from tests.pages.conftest import Opened, as_changed, control
from tests.turns import by_turns

SCRIPT = "pages/synergies/synergy.py"


def words(app: AppTest) -> str:
    stated = [
        *app.markdown,
        *app.caption,
        *app.info,
        *app.warning,
        *app.metric,
        *app.subheader,
        *app.selectbox,
    ]
    tables = [table.value.to_csv() for table in (*app.table, *app.dataframe)]
    return " ".join(
        [*(str(element.value) for element in stated), *tables, *(str(box.options) for box in app.selectbox)]
    )


@pytest.mark.parametrize(
    ("part", "synergy", "language"),
    by_turns(["sheet", "readiness", "risks", "permits", "effort", "record"], ["SY1", "SY2"], LANGUAGES),
)
def test_every_part_stands_in_both_languages(
    open_page: Opened, part: str, synergy: str, language: str
) -> None:
    app = open_page(SCRIPT, language=language, part=part, synergy=synergy)

    assert not app.exception
    assert not app.error
    assert app.session_state["synergy"] == synergy


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_synergy_that_is_gone_opens_no_other_one(open_page: Opened, language: str) -> None:
    app = open_page(SCRIPT, language=language, synergy="gone")

    assert [("gone" in box.value) for box in app.warning] == [True]
    links = [link.proto.query_string for link in app.get("page_link")]
    assert {f"synergy={name}" in "&".join(links) for name in ("SY1", "SY2")} == {True}
    assert not app.metric
    assert {field.key for field in app.text_input} == {"find"}  # the search: there is nothing to be edited


def test_what_is_not_known_is_said(open_page: Opened) -> None:
    app = open_page(SCRIPT, synergy="SY1", part="sheet")

    assert not app.metric  # the record instead of six figures that are unknown
    assert any("No cost or gain of this synergy is known" in box.value for box in app.subheader)
    assert "300 t" in words(app)

    _with_investment()
    app.run()
    assert "unknown" in {metric.value for metric in app.metric}
    assert any("Unknown, not included" in box.value for box in app.warning)


def _with_investment() -> None:
    """The synergy SY1 with an investment, but without any gain."""
    rows = pd.DataFrame([{"synergy_id": "SY1", "investment": 1e5, "currency": "CNY", "price_year": 2024}])
    store.write(data.cursor(), {"synergy": rows}, who="test", reason="for tests")


@pytest.mark.parametrize(
    ("part", "address"),
    by_turns(
        ["sheet", "readiness", "risks", "permits", "effort"], [{"role": "guest"}, {"projector": "true"}]
    ),
)
def test_a_guest_sees_the_record_only_and_no_hidden_name(
    open_page: Opened, part: str, address: dict[str, str]
) -> None:
    app = open_page(SCRIPT, synergy="SY2", part=part, **address)

    assert not app.exception
    assert [field.key for field in app.text_input] == ["find"]  # the search at the top of every page
    assert not app.metric
    assert not [word for word in ("Secret Box", "机密包装", "Shared boxes", "S3") if word in words(app)]


@pytest.mark.walk
def test_jobs_have_their_unit_before_an_audience(open_page: Opened) -> None:
    for language, jobs in (("en", "4 jobs"), ("zh", "4人")):
        open_page(SCRIPT, synergy="SY1")
        data.cursor().execute("update synergy set jobs = 4")
        as_changed()
        app = open_page(SCRIPT, synergy="SY1", language=language, projector="true")

        assert jobs in [metric.value for metric in app.metric]
        sheet = open_page(SCRIPT, synergy="SY1", language=language, role="facilitator")
        assert not sheet.exception
        assert any(jobs in table.value.to_csv() for table in sheet.table)


def test_a_published_synergy_before_an_audience_shows_what_is_known_of_it(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="samples", park="kalundborg", synergy="KA-SY01", projector="true")

    assert not app.exception
    # Neither the probability of what is in operation, nor an undisclosed gain.
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown == {"Stage": "Operation", "Kind": "Shared utility"}
    assert any("National Academies Press" in each.value for each in app.caption)


def test_a_phone_names_both_gains_of_a_synergy_where_they_differ(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its cards have no notes: 1.23 M CNY stood beside 1.25 on the board, without a word."""
    monkeypatch.setattr(screen, "is_phone", lambda: True)
    app = open_page(SCRIPT, data="samples", park="chengdu", synergy="CD-SY07")

    lines = [each.value.replace("\\", "") for each in app.caption if each.value.startswith("Gain per year")]
    assert lines == ["Gain per year: discounted mean · recorded on the board: 1.25 M CNY"]


def test_the_headline_states_the_range_of_the_value(open_page: Opened) -> None:
    """It claimed a profit for all partners, while the page knew a loss within the 80% range."""
    app = open_page(SCRIPT, data="samples", park="chengdu", synergy="CD-SY07")

    (title,) = [each.value for each in app.subheader if each.value.startswith("Profitable")]
    title = title.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert title == (
        "Profitable for all partners together: NPV 4.82 M CNY (80% range -4.23 M CNY to 14.0 M CNY), payback 3.0 years"
    )


def test_a_published_amount_has_its_year(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="samples", park="kalundborg", synergy="KA-SY01")

    assert "215,000 t per year (about 1990)" in words(app).replace("\\", "")
    assert "215,000 t per year (about 1990)" in app.table[0].value.to_csv().replace("\\", "")


@pytest.mark.walk
def test_likely_permits_go_to_the_checklist_with_a_click(open_page: Opened) -> None:
    app = open_page(SCRIPT, synergy="SY2", part="permits")
    waste = pd.DataFrame([{"synergy_id": "SY2", "resource_id": "packaging", "unit": "t"}])
    store.write(data.cursor(), {"synergy": waste}, who="test", reason="it is a waste")
    app.text_input(key="board_who").set_value("Mei").run()

    app.button(key="permits_take").click().run()

    assert not app.exception
    stored = assessment.permits(data.cursor(), synergy="SY2", viewer=FACILITATOR)
    assert len(stored) > 0
    assert set(stored["status"]) == {"to_confirm"}


def test_the_name_is_asked_for_at_the_moment_of_the_change(open_page: Opened) -> None:
    """Nothing looks disabled; once the name is given, what was asked for goes on."""
    app = open_page(SCRIPT, synergy="SY2", part="permits")
    waste = pd.DataFrame([{"synergy_id": "SY2", "resource_id": "packaging", "unit": "t"}])
    store.write(data.cursor(), {"synergy": waste}, who="test", reason="it is a waste")
    app.run()
    assert not app.button(key="permits_take").disabled
    app.button(key="permits_take").click().run()

    assert app.text_input(key="name_asked").value == ""
    assert assessment.permits(data.cursor(), synergy="SY2", viewer=FACILITATOR).empty

    app.session_state["board_who_given"] = "Mei"  # as the dialog leaves it
    app.session_state["permits_signed"] = True
    app.run()
    assert len(assessment.permits(data.cursor(), synergy="SY2", viewer=FACILITATOR)) > 0
    assert app.text_input(key="board_who").value == "Mei"


def test_a_source_is_shown_in_the_readers_half_and_stored_whole() -> None:
    stored = pd.Series(["invoice / 发票", "meter / 计量", None])
    shown = pd.Series(["发票", "计量", None], dtype=object)
    now = pd.DataFrame({"source": pd.Series(["发票", "新的来源", None], dtype="string")})

    whole = synergy_assumptions.whole_sources(now, shown=shown, stored=stored)["source"]

    assert whole.iloc[:2].tolist() == ["invoice / 发票", "新的来源"]
    assert pd.isna(whole.iloc[2])


@pytest.mark.walk
def test_each_partner_scores_apart_and_then_they_are_compared(open_page: Opened) -> None:
    """S1 finds it agreed, S2 only an idea: while S2 scores, nothing shows what S1 said."""
    for site, level in (("S1", "4"), ("S2", "2")):
        app = open_page(SCRIPT, synergy="SY1", part="readiness", scorer=site)
        assert "Power plant" not in " ".join(box.value for box in (*app.warning, *app.caption))
        assert all(group.value is None for group in app.segmented_control if "level_" in str(group.key))
        app.text_input(key="board_who").set_value("Mei")
        control(app, f"level_SY1_{site}_legal_0").set_value(level).run()
        app.text_input(key=f"note_SY1_{site}_legal_0").set_value(f"because {site}")
        app.button(key="scores_store").click().run()
        assert not app.exception

    app = open_page(SCRIPT, synergy="SY1", part="readiness", scorer="all")

    said = next(box.value for box in app.warning)
    assert said.startswith("Legal")
    assert "rates 2" in said
    assert "rates 4" in said
    assert "because S1" in said


@pytest.mark.walk
def test_likely_risks_go_on_the_list_with_a_click(open_page: Opened) -> None:
    app = open_page(SCRIPT, synergy="SY1", part="risks")
    app.text_input(key="board_who").set_value("Mei")
    app.button(key="risks_take").click().run()

    assert not app.exception
    assert not app.error
    stored = assessment.risks(data.cursor(), synergy="SY1", viewer=FACILITATOR)
    assert "Single provider stops or reduces supply" in set(stored["name_en"])


@pytest.mark.walk
def test_a_call_is_logged_by_its_author(open_page: Opened) -> None:
    app = open_page(SCRIPT, synergy="SY1", part="effort")
    app.text_input(key="board_who").set_value("Mei").run()
    next(box for box in app.selectbox if box.label == "Kind *").select("Call")
    next(box for box in app.text_input if box.label == "Hours [h] *").set_value("1.5")
    app.button(key="effort_add").click().run()

    assert not app.exception
    assert not app.error
    (row,) = effort.log(data.cursor(), synergy="SY1", viewer=FACILITATOR).to_dict("records")
    assert (row["effort_kind"], row["hours"], row["person"]) == ("call", 1.5, "Mei")
    app.run()
    assert "**1.50 h** of facilitation in 1 entry" in words(app)
    links = [
        link.proto.query_string for link in app.get("page_link") if link.proto.label == "Correct entries"
    ]
    assert ["edit_filter=Ash" in link for link in links] == [True]


@pytest.mark.walk
def test_without_investment_it_pays_from_the_first_year_and_nothing_is_immediate_to_immediate(
    open_page: Opened, built: Built, tmp_path: Path
) -> None:
    stated = {"avoided_disposal": 10.0, "transport": 0.0, "investment_open": 0.0}
    rows = pd.DataFrame({"assumption": list(stated), "from_year": 1, "value": list(stated.values())})
    with store.open(built.copied("tiny", tmp_path)) as con:
        assessment.store_assumptions(con, synergy="SY1", rows=rows, who="t", reason="t")

    english, chinese = (
        words(open_page(SCRIPT, synergy="SY1", part="sheet", language=language)).replace("\\", "")
        for language in LANGUAGES
    )

    assert "No investment, pays from the first year." in english
    assert "无需投资，首年即有收益。" in chinese
    assert "immediate to immediate" not in english
    assert "立即 至 立即" not in chinese


def test_the_definition_of_the_payback_is_that_by_which_it_is_computed(open_page: Opened) -> None:
    """Investment over the yearly gain beside it would be another figure where the gain changes from year to year."""
    open_page(SCRIPT, synergy="SY1")
    _with_investment()
    app = open_page(SCRIPT, synergy="SY1")

    (payback,) = [metric for metric in app.metric if metric.label == "Payback"]
    assert "year by year" in payback.proto.help


def test_a_published_factor_that_was_confirmed_is_not_read_as_entered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = {"assumption": ["co2_avoided", "handling"], "from_year": 1}
    entered = pd.DataFrame(keys | {"changed_by": "Mei", "changed_at": pd.Timestamp(2026, 3, 1)})
    monkeypatch.setattr(synergy_assumptions, "ask", lambda *_asked, **_given: entered)
    rows = pd.DataFrame(keys | {"origin": ["confirmed", "stored"], "source": ["China, 2019", None]})

    assert synergy_assumptions._origins(rows, "SY1") == [
        "Published factor, confirmed by Mei, Mar 1, 2026",
        "Entered by Mei, Mar 1, 2026",
    ]
