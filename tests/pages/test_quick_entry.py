"""What somebody has or wants is entered in one line, on every page, and its matches are shown at once."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from isdata.data.entry import same_names
from isdata.data.entry.amounts_in_text import Amount
from isdata.data.entry.declaration import Declaration
from pages.common.data import cursor
from pages.common.quick_entry import entry_dialog, stored_duplicates
from tests.pages.conftest import Opened

PAGE = "pages/about/about.py"  # which draws nothing but its words


def _plain_captions(app: AppTest) -> list[str]:
    return [each.value.replace("\\", "") for each in app.caption]


def test_a_line_is_stored_and_its_obstacle_named(open_page: Opened) -> None:
    """In Chinese; lines in English are stored below."""
    app = open_page(PAGE, language="zh", data="matches", park="tiny", projector="true")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("企业BL有200吨/年废铸造砂").run()
    assert "请填写姓名，在该栏按 Enter 保存" in _plain_captions(app)
    app.text_input(key="declare_who").set_value("Li").run()
    assert "再按一次 Enter 保存" in _plain_captions(app)
    amounts = [field.value for field in app.text_input if "quantity" in (field.key or "")]
    app.text_input(key="declare_who").set_value("Li")
    app.button(key="declare_save").click().run()

    assert not app.exception
    assert amounts == ["200"]
    assert app.success


def test_the_year_of_a_line_is_a_field_and_its_note_in_the_language_of_the_page(open_page: Opened) -> None:
    app = open_page(PAGE, language="zh", data="matches", park="tiny")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("企业BL有200吨/年废铸造砂").run()
    (year,) = [field for field in app.text_input if (field.key or "").startswith("declare_year")]
    assert year.label == "年份"
    assert year.value
    year.set_value("2022").run()
    app.text_input(key="declare_who").set_value("Li")
    app.button(key="declare_save").click().run()

    assert app.success
    stored = cursor().execute("select year, note from stream where stream_id like 'tiny-ST%'").fetchall()
    assert stored == [(2022, "暂存，待确认：“企业BL有200吨/年废铸造砂”")]


def test_an_approximate_amount_and_an_assumed_side_are_stated(open_page: Opened) -> None:
    """The word was dropped, and nothing stated that the line was taken for a supply."""
    app = open_page(PAGE, language="zh", data="matches", park="tiny")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("企业BL，约200吨/年废铸造砂").run()
    assert "“约”：数量按估算值保存。" in _plain_captions(app)
    assert "未写明，按以下假定：供给。" in _plain_captions(app)
    app.text_input(key="declare_line").set_value("企业BL有200吨/年废铸造砂").run()
    assert not [each for each in _plain_captions(app) if "估算值" in each or "假定" in each]


def test_undoing_removes_the_entry_states_it_and_offers_the_line_again(open_page: Opened) -> None:
    """The page began before the entry, which was kept as the work of somebody else."""
    app = open_page(PAGE, language="zh", data="matches", park="tiny")
    line = "企业BL有200吨/年废铸造砂"
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value(line).run()
    app.text_input(key="declare_who").set_value("Li")
    app.button(key="declare_save").click().run()
    assert app.success
    app.button(key="undo_table").click().run()

    assert cursor().execute("select 1 from stream where stream_id like 'tiny-ST%'").fetchall() == []
    assert not app.success
    assert not app.warning
    assert "已撤销：" in app.info[0].value.replace("\\", "")
    assert "废铸造砂" in app.info[0].value
    assert app.text_input(key="declare_line").value == line
    app.button(key="declare_save").click().run()
    assert app.success
    assert not [each for each in app.info if "已撤销" in each.value]


def _place(app: AppTest, wanted: Element) -> list[int]:
    """Positions of an element within the blocks of the page."""
    stack: list[tuple[Any, list[int]]] = [(app._tree, [])]
    while stack:
        node, place = stack.pop()
        if node is wanted:
            return place
        stack += [(each, [*place, number]) for number, each in getattr(node, "children", {}).items()]
    raise LookupError


@pytest.mark.walk
def test_of_the_places_of_fields_and_matches_one_is_empty(open_page: Opened) -> None:
    """Else the browser shows the saved fields, with the hint to press Enter, until the matches are found."""
    app = open_page(PAGE, data="matches", park="tiny")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("Firm BL has 200 t/yr used foundry sand").run()
    depth = len(_place(app, app.text_input(key="declare_line")))
    fields = _place(app, app.button(key="declare_save"))[:depth]
    app.text_input(key="declare_who").set_value("Li")
    app.button(key="declare_save").click().run()
    beside = [*fields[:-1], fields[-1] + 1]
    for _run in range(2):
        assert _place(app, app.success[0])[:depth] == beside
        assert not [each for each in app.button if each.key == "declare_save"]
        app.run()


@pytest.mark.parametrize(
    ("found", "values", "asked", "who", "field"),
    [
        ({"others": ("3 t",)}, {}, "", "Li", "line"),
        ({}, {"site_id": None}, "company", "", "site"),
        ({}, {"resource_id": None}, "", "Li", "resource"),
        ({"amount": Amount(is_negative=True)}, {"quantity": None}, "", "Li", "quantity"),
        ({"amount": Amount(unknown_unit="skips")}, {"unit": ""}, "", "Li", "unit"),
        ({}, {}, "company", "", "company"),
        ({}, {}, "", "", "who"),
        ({}, {}, "", "Li", ""),
    ],
)
def test_the_cursor_goes_to_the_first_field_that_is_incomplete(
    found: dict[str, Any], values: dict[str, Any], asked: str, who: str, field: str
) -> None:
    complete = {"site_id": "S1", "resource_id": "fly_ash", "quantity": 1.0, "unit": "t"}
    known = stored_duplicates.Known(complete | values, "", None, asked)

    assert entry_dialog._lacks(Declaration(**found), known, (), who) == field


def test_what_cannot_be_stored_is_named_as_its_field_and_the_line_stays(open_page: Opened) -> None:
    app = open_page(PAGE, language="zh", data="matches", park="tiny")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("一家企业每年有200吨60℃的废铸造砂").run()
    assert "请先填写“企业”" in _plain_captions(app)
    app.text_input(key="declare_who").set_value("Li")
    app.button(key="declare_save").click().run()

    assert "企业" in [field.label for field in app.selectbox]
    assert any("“企业”为空" in each.value for each in app.error)
    assert app.text_input(key="declare_line").value == "一家企业每年有200吨60℃的废铸造砂"


def test_a_guest_is_offered_no_entry(open_page: Opened) -> None:
    app = open_page(PAGE, data="matches", park="tiny", role="guest")

    assert "declare" not in [button.key for button in app.button]


def test_what_a_line_leaves_open_is_named_and_not_stored(open_page: Opened) -> None:
    app = open_page(PAGE, data="matches", park="tiny")
    app.button(key="declare").click().run()
    for line, words in (
        ("Firm BL has 12 skips/month spent foundry sand", "Unknown unit “skips”"),
        ("Firm BL has 1.200 t/yr spent foundry sand", "may mean 1200 or 1.2"),
        ("Firm BL has -5 t/yr spent foundry sand", "cannot be below zero"),
        ("Firm BL needs 5 t/d of fly ash, 3 t/d", "Several amounts in one line"),
    ):
        app.text_input(key="declare_line").set_value(line).run()
        app.text_input(key="declare_who").set_value("Li")
        app.button(key="declare_save").click().run()

        assert not app.exception
        assert not app.success
        assert "Answer the questions above first" in _plain_captions(app)
        assert words in app.warning[0].value.replace("\\", "")


def test_a_unit_that_is_entered_settles_the_question(open_page: Opened) -> None:
    app = open_page(PAGE, data="matches", park="tiny")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("Firm BL, 12 skips/month spent foundry sand").run()
    (unit,) = [field for field in app.text_input if (field.key or "").startswith("declare_unit")]
    assert unit.value == ""
    unit.set_value("m³").run()
    app.text_input(key="declare_who").set_value("Li").run()

    assert not app.warning


def test_an_entry_without_amount_is_named_before_it_is_saved(open_page: Opened) -> None:
    app = open_page(PAGE, language="zh", data="matches", park="tiny")
    app.button(key="declare").click().run()
    for line, words in (
        ("企业BL有废铸造砂", ["未写数量"]),
        ("企业BL有几百吨废铸造砂", ["“几百”不是确切数字"]),
        ("企业BL有五百来吨废铸造砂", []),
    ):
        app.text_input(key="declare_line").set_value(line).run()

        assert len(app.warning) == len(words)
        assert all(each.value.startswith(word) for each, word in zip(app.warning, words, strict=True))


def _save(app: AppTest, line: str) -> None:
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value(line).run()
    app.text_input(key="declare_who").set_value("Li")
    app.button(key="declare_save").click().run()


def test_what_a_company_has_declared_already_is_added_kept_once_or_replaced(open_page: Opened) -> None:
    """Without a choice, nothing stored is lost and no amount is counted twice."""
    query = "select stream_id, quantity, temperature from stream where site_id = 'BL' and direction = 'supply' order by quantity"
    app = open_page(PAGE, data="matches", park="tiny")
    _save(app, "Firm BL, 90 t/yr spent foundry sand")
    ((first, *_amount),) = cursor().execute(query).fetchall()
    cursor().execute("update stream set note = 'as weighed', source = 'visit' where stream_id = ?", [first])
    _save(app, "Firm BL, 120 t/yr spent foundry sand")
    assert app.success
    _save(app, "Firm BL, 90 t/yr spent foundry sand, 60 °C")
    assert "Already stored" in app.success[0].value
    assert [row[1:] for row in cursor().execute(query).fetchall()] == [(90.0, 60.0), (120.0, None)]
    kept = cursor().execute("select note, source from stream where stream_id = ?", [first]).fetchone()
    assert kept == ("as weighed", "visit")

    app.text_input(key="declare_line").set_value("Firm BL, 150 t/yr spent foundry sand").run()
    assert "Firm BL has declared this already" in app.warning[0].value
    assert "90" in app.warning[0].value
    (choice,) = [each for each in app.radio if (each.key or "").startswith("declare_same")]
    choice.set_value(first).run()
    app.button(key="declare_save").click().run()
    assert app.success
    assert [row[1] for row in cursor().execute(query).fetchall()] == [120.0, 150.0]


def test_a_new_company_called_nearly_like_a_stored_one_is_settled_before_it_is_saved(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A line is read with the nearest company; a name that is nearly so is typed into the field, which tests cannot.
    monkeypatch.setattr(same_names, "meant", lambda *_: "Firm BL")
    app = open_page(PAGE, data="matches", park="tiny")
    _save(app, "Works, 90 t/yr spent foundry sand")
    assert not app.success
    assert "Firm BL" in app.warning[0].value

    (choice,) = [each for each in app.radio if (each.key or "").startswith("declare_company")]
    choice.set_value("BL").run()
    app.button(key="declare_save").click().run()
    assert app.success
    assert cursor().execute("select count(*) from company where name_en = 'Works'").fetchone() == (0,)

    _save(app, "Works, 70 t/yr spent foundry sand")
    (choice,) = [each for each in app.radio if (each.key or "").startswith("declare_company")]
    choice.set_value("").run()
    app.button(key="declare_save").click().run()
    assert any("Works was added as a new company" in each.value for each in app.info)


@pytest.mark.walk
def test_words_that_name_a_resource_otherwise_are_stated_and_kept_on_request(open_page: Opened) -> None:
    app = open_page(PAGE, language="zh", data="samples", park="chengdu")
    app.button(key="declare").click().run()
    app.text_input(key="declare_line").set_value("芙蓉涂装有电子级硫酸500吨/年").run()
    (kept,) = [each for each in app.checkbox if (each.key or "").startswith("declare_name_")]
    assert "“电子级硫酸”识别为“硫酸”" in kept.label.replace("\\", "")
    kept.check()
    app.text_input(key="declare_who").set_value("Li").run()
    app.button(key="declare_save").click().run()

    assert not app.exception
    names = cursor().execute("select name_zh from stream where resource_id = 'sulphuric_acid'").fetchall()
    assert ("电子级硫酸",) in names
