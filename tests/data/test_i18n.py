"""Every sentence has its Chinese, with the same placeholders; numbers read as the reader writes them."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from isdata.data import contracts, i18n, methods
from isdata.errors import NotFoundError
from tests.conftest import ROOT

# Files that join with English signs: headers of the web, ids, and names of files in errors.
NOT_OF_WORDS = {
    "pages/common/presenting/look.py", "pages/common/access/guard.py", "pages/data/history.py",
    "isdata/output/drawing.py", "isdata/output/reports/subject_reading.py", "isdata/output/reports/joint_report.py",
}  # fmt: skip
KEYWORDS = {"_": None, "N_": None, "text": None, "ngettext": (1, 2), "plural": (1, 2)}
CATALOGUES = sorted((ROOT / "isdata" / "data" / "locales" / "zh").glob("*.po"))


@cache
def sentences() -> set[str | tuple[str, ...]]:
    """Return every sentence that code marks for translation."""
    found = [
        message
        for folder in ("isdata", "pages")
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, keywords=KEYWORDS)
    ]
    templates = extract_from_dir(
        ROOT / "isdata",
        method_map=[("**/workshop/pages/**.html", "jinja2.ext:babel_extract")],
        keywords=KEYWORDS,
    )
    found += [message for _, _, message, _, _ in templates]
    found += [message for _, message, _, _ in extract_from_file("python", ROOT / "app.py", keywords=KEYWORDS)]
    found += pd.read_csv(ROOT / "pages/common/pages.csv")[["title", "help"]].to_numpy().ravel().tolist()
    return {message for message in found if message and message != ("",)}


@cache
def translated() -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    """Return every translation of the catalogues."""
    return {key: value for catalogue in CATALOGUES for key, value in entries(catalogue)}


def entries(catalogue: Path) -> Iterator[tuple]:
    """Yield the sentences of one catalogue with their translations."""
    with catalogue.open("rb") as file:
        yield from ((message.id, message.string) for message in read_po(file, locale="zh") if message.id)


def placeholders(sentence: str) -> set[str]:
    """Return the names of a sentence's placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def first(sentence: str | tuple[str, ...]) -> str:
    """Return the sentence itself, or the first form of a counted one."""
    return sentence if isinstance(sentence, str) else sentence[0]


def test_every_sentence_has_its_chinese() -> None:
    known = translated()

    assert sorted(first(s) for s in sentences() if not known.get(s) or not first(known[s])) == []


def test_no_translation_is_left_over() -> None:
    used = sentences()

    assert sorted(first(s) for s in translated() if s not in used) == []


def test_translations_keep_the_placeholders() -> None:
    wrong = [
        first(key)
        for key, value in translated().items()
        if placeholders(first(value)) - {"count"} != placeholders(first(key)) - {"count"}
    ]

    assert wrong == []


def test_a_sentence_is_translated_once_in_a_catalogue_and_the_same_way_in_all() -> None:
    """Of two translations in one file, the first counted and the second was never seen."""
    ids = {path: re.findall(r"^msgid (.+(?:\n\".*)*)", path.read_text("utf-8"), re.M) for path in CATALOGUES}
    assert [(path.name, one) for path, all_of in ids.items() for one in all_of if all_of.count(one) > 1] == []
    seen: dict[object, object] = {}
    different = []
    for catalogue in CATALOGUES:
        for key, value in entries(catalogue):
            if seen.setdefault(key, value) != value:
                different.append(first(key))

    assert different == []


def test_no_sentence_uses_names_of_statisticians() -> None:
    """P10, P90 and Pareto are not known to the managers of a park: "low", "80% range" are."""
    abbreviated = re.compile(r"\bP\d|\bP\{|^Pareto")
    words = [
        text
        for pair in translated().items()
        for side in pair
        for text in ([side] if isinstance(side, str) else side)
    ]
    words += [
        word
        for table in contracts.tables().values()
        for column in table.columns
        for word in (column.label.en, column.label.zh)
    ]
    assert not [text for text in words if abbreviated.search(text)]


def test_formulas_hold_symbols_and_no_words_of_one_language() -> None:
    words = [re.findall(r"\\text\{([^}]*)\}", method.formula) for method in methods.METHODS]

    assert {each for found in words for each in found} <= {"tce", "GJ", "MWh"}


def test_chinese_sentences_have_a_space_beside_latin_words_and_none_beside_numbers() -> None:
    tight = re.compile("[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]")
    # The number of a designation such as EN 17463 belongs to its Latin word.
    after = "(?<![A-Za-z0-9.-])(?<![A-Za-z.] )[0-9]+%? [\u4e00-\u9fff]"
    loose = re.compile(f"[\u4e00-\u9fff] [0-9]+%?(?![A-Za-z0-9])|{after}")
    found = [first(each) for each in translated().values()]

    assert [each for each in found if tight.search(each) or loose.search(each)] == []
    # What is inserted decides on a space beside a Chinese word only, not on one between two insertions: 每年 300吨.
    assert [each for each in found if "} {" in each] == []


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("Novo Nordisk", "已保存：Novo Nordisk 已签署。"),
        ("翠柏铸造", "已保存：翠柏铸造已签署。"),
        ("（未公开）", "已保存：（未公开）已签署。"),
        ("2030", "已保存：2030已签署。"),
    ],
)
def test_what_is_inserted_decides_on_the_space_beside_it(company: str, expected: str) -> None:
    assert i18n.reader("zh").text("Saved: signature of {company}.", company=company) == expected


def test_chinese_is_chinese() -> None:
    """A translation that is only Latin letters was forgotten; names of formats and formulas may stay."""
    latin = [first(k) for k, v in translated().items() if not re.search(r"[\u4e00-\u9fff]", first(v))]

    assert [sentence for sentence in latin if len(sentence) > 12] == []


@pytest.mark.parametrize("table", contracts.tables().values(), ids=lambda table: table.name)
def test_a_table_has_its_words_in_both_languages(table: contracts.Table) -> None:
    words = [table.label, table.grain, *(c.label for c in table.columns), *(c.meaning for c in table.columns)]

    assert all(word.en and word.zh for word in words)


def test_an_unknown_thing_is_named_in_the_readers_language() -> None:
    error = NotFoundError(thing="park", name="x", known="a, b")

    assert i18n.reader("zh").error(error) == "没有园区“x”。可选：a, b。"


def test_rows_are_named_in_the_readers_language_or_else_in_the_other() -> None:
    rows = pd.DataFrame({"name_en": ["mill", "kiln", None], "name_zh": ["磨坊", None, float("nan")]})

    assert i18n.reader("zh").names(rows, nameless="未记录") == ["磨坊", "kiln", "未记录"]
    assert i18n.reader("en").names(rows) == ["mill", "kiln", ""]


def test_a_text_in_both_languages_shows_the_readers_half() -> None:
    zh = i18n.reader("zh")

    assert i18n.reader("en").half("meter record, CD01 / 计量记录，CD01") == "meter record, CD01"
    assert zh.half("meter record, CD01 / 计量记录，CD01") == "计量记录，CD01"
    assert zh.half("coal / coke / 煤 / 焦炭") == "煤 / 焦炭"
    assert zh.half("Novo Nordisk / Novozymes") == "Novo Nordisk / Novozymes"
    assert zh.half("发改委 / NDRC / 国家") == "发改委 / NDRC / 国家"
    assert zh.half(None) == ""


def test_chinese_sentences_have_chinese_signs_beside_chinese_words() -> None:
    """Brackets and commas of units and formulas stand beside others."""
    beside = re.compile(
        "[\u4e00-\u9fff][;,!?](?![a-z])|[;,!?][\u4e00-\u9fff]|[\u4e00-\u9fff] \\(|\\) ?[\u4e00-\u9fff]{2}"
    )
    written = [text for path in CATALOGUES for text in _translated(path)]

    assert [text for text in written if beside.search(text)] == []


def _translated(path: Path) -> Iterator[str]:
    """Chinese sentences of a catalogue."""
    with path.open("rb") as file:
        for message in read_po(file):
            yield from [message.string] if isinstance(message.string, str) else message.string or ()


def test_words_for_a_reader_are_joined_by_the_signs_of_the_language() -> None:
    """“不含梧桐热电; 增加2个协同项目” had the semicolon of English between two Chinese clauses: `Reader.clauses` and `Reader.listed` join."""
    joined = re.compile(r'"[;,] "\.join')
    files = [path for folder in ("pages", "isdata/output") for path in sorted((ROOT / folder).rglob("*.py"))]

    found = {path.relative_to(ROOT).as_posix() for path in files if joined.search(path.read_text("utf-8"))}
    assert found - NOT_OF_WORDS == set()


def test_a_name_and_its_words_are_joined_by_the_colon_of_the_language() -> None:
    """An English colon and a space stood between Chinese words in reports and messages: "{a}: {b}" is a sentence."""
    folders = ("pages", "isdata/output", "isdata/energy", "isdata/scenarios")
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        for part in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(part, ast.JoinedStr)
        and ": " in [each.value for each in part.values[1:-1] if isinstance(each, ast.Constant)]
    }

    # Addresses for the console, and the reason of an import as its program names it.
    assert found == {"pages/common/start.py", "pages/data/parts/foreign.py"}
