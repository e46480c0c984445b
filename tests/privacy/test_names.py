"""A company that chose “class and band only” is named nowhere for a guest: not on a page, in a tooltip, an export or a report.

A total that leaves out such companies says so: each page is read as facilitator and as guest, and where both read the same
words with other numbers, the guest's page must say what its numbers leave out, or that they are rounded.

The Chengdu sample, with nobody having agreed to be named in a synergy. Names are looked for in everything that goes to the
browser: the messages of every element, with the tables and specifications of charts and maps in them.
"""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from isdata import cli
from isdata.data import i18n, store
from isdata.data.disclosure import GUEST
from isdata.output.figures import parkmap as map_figure
from isdata.output.figures.parkmap import marks
from isdata.output.figures.parkmap import presentation as map_words
from isdata.park import parkmap
from isdata.symbiosis import synergies
from pages.common import navigation
from tests.conftest import ROOT
from tests.privacy.views import NAMES, OPENED
from tests.turns import walked

PARK = "chengdu"
SLOW = (
    {"view": "allocation"},
    {"plan_view": "why"},
    {"flow_look": "network"},
    {"flow_table": "ends"},
    {"area": "region"},
)  # left to `make walk`
WITHOUT_FIGURES = {"about"}  # presented pages whose answer is no figure
NUMBER = re.compile(r"\d[\d,.]*")
SAYS_SO = re.compile(
    r"\d家未公开企业|未公开的?企业共\d+家|取整|未显示"
)  # a count: the label of an undisclosed company says nothing of totals
# Free words of undisclosed companies may name them as well; here they all hold this.
WORDS = "Keptwords"
KEPT = "(select company_id from company where visibility <> 'public')"
SITES = f"(select site_id from site where company_id in {KEPT})"
SYNERGIES = f"(select synergy_id from synergy_participant where site_id in {SITES})"
SAID = [
    f"update {table} set " + ", ".join(f"{column} = '{WORDS}'" for column in columns.split()) + f" where {where}"
    for table, columns, where in (
        ("synergy", "name_en name_zh next_step_en next_step_zh owner ended_reason source", f"synergy_id in {SYNERGIES}"),
        ("synergy_stage", "note", f"synergy_id in {SYNERGIES}"),
        ("action", "name_en name_zh owner", f"synergy_id in {SYNERGIES}"),
        ("event", "name_en name_zh note", f"place in {KEPT} or place in {SITES}"),
        ("measure", "name_en name_zh owner benefit_en benefit_zh note", f"site_id in {SITES}"),
        ("stream", "name_en name_zh source", f"site_id in {SITES}"),
        ("flow", "note source", f"provider_id in {SITES} or receiver_id in {SITES}"),
        ("scenario", "name_en name_zh note source", "scenario_id = 'CD-SC01'"),
    )
]  # fmt: skip
# Names of what belongs to the park as a whole are free words as well, and here name a company.
ITS_NAME = f"(select max(company.{{column}}) from company join site using (company_id) where company_id in {KEPT} and park_id = '{PARK}')"
SAID += [
    f"update {table} set " + ", ".join(f"{column} = '走访 ' || {ITS_NAME.format(column=column)}" for column in ("name_en", "name_zh")) + f" where {where}"
    for table, where in (
        ("mission", f"park_id = '{PARK}'"),
        ("event", "event_id in ('CD-E15', 'CD-E21')"),
        ("indicator", "indicator_id in ('waste_landfilled', 'energy_intensity')"),
    )
]  # fmt: skip

# An undisclosed company leaves in this scenario.
SAID.append(
    f"update scenario_change set change_kind = 'company_leaves', company_id = (select min(company_id) from site where company_id in {KEPT} "
    f"and park_id = '{PARK}'), resource_id = null, factor = null where scenario_id = 'CD-SC01'"
)


@pytest.fixture(scope="module")
def file(samples_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample parks, with nobody having agreed to be named."""
    path = tmp_path_factory.mktemp("privacy") / "park.duckdb"
    shutil.copy(samples_file, path)
    with store.open(path) as con:
        con.execute("update synergy_participant set is_named = false")
        for statement in SAID:
            con.execute(statement)
    return path


@pytest.fixture(scope="module")
def names(file: Path) -> list[str]:
    """The names of the undisclosed companies and of their sites, in both languages, and what else identifies them."""
    with store.open(file) as con:
        rows = con.execute(
            """select distinct unnest([company.name_en, company.name_zh, site.name_en, site.name_zh, site.site_id])
            from company join site on site.company_id = company.company_id
            where company.visibility <> 'public' and site.park_id = 'chengdu'"""
        ).fetchall()
    found = [name for (name,) in rows if name]
    assert len(found) >= 20  # ten companies in two languages
    return [*found, WORDS]


def shown(names: list[str], content: bytes) -> list[str]:
    """Return the names that stand in what was sent, as they are or as JSON writes them."""
    return [
        name
        for name in names
        if name.encode() in content
        or json.dumps(name).strip('"').encode() in content
        or name.encode("utf-16-le") in content
    ]


@pytest.fixture
def guest(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ISDATA_DATABASE", str(file))
    return file


def sent(app: AppTest) -> bytes:
    """Return every message that the page sent, in one."""
    protos = (getattr(element, "proto", None) for element in app._tree)
    return b"\n".join(proto.SerializeToString() for proto in protos if proto is not None)


def read_as(role: str, script: str, **address: str) -> AppTest:
    """Return a page of the park as a reader of a role opens it, in Chinese."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update({"lang": "zh", "role": role, "park": PARK, **address})
    return app.switch_page(script).run()


def said(app: AppTest) -> list[str]:
    """Return what a page says outside its tables, charts and maps."""
    options = [str(option.content) for group in app.button_group for option in group.proto.options]
    words = [each.value for kind in (app.caption, app.markdown, app.info) for each in kind]
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


@pytest.mark.usefixtures("guest")
@pytest.mark.parametrize(
    ("entry", "address"), [walked(*each) if each[1] in SLOW else each for each in OPENED], ids=NAMES
)
def test_a_guests_page_names_nobody_and_says_what_its_totals_leave_out(
    names: list[str], entry: navigation.Entry, address: dict[str, str]
) -> None:
    app = read_as("guest", entry.script, **address)

    assert not app.exception
    assert shown(names, sent(app)) == []
    part = shapes(said(app))
    if any(SAYS_SO.search(text) for texts in part.values() for text in texts):
        return  # whatever differs for the facilitator
    whole = shapes(said(read_as("facilitator", entry.script, **address)))
    differing = sorted(text for words in whole.keys() & part.keys() for text in part[words] - whole[words])
    assert differing == []


@pytest.mark.usefixtures("guest")
@pytest.mark.parametrize(
    ("name", "address"),
    [
        *((entry.name, {}) for entry in navigation.ENTRIES if entry.is_presented),
        ("maturity", {"maturity_view": "timeline"}),
        ("meetings", {"meeting": "CD-E19"}),
        ("roles", {"reader_role": "administration"}),
        *((name, {"lang": "en"}) for name in ("missions", "closeout", "overview", "indicators")),
    ],
)
def test_a_presented_page_names_nobody_and_has_its_answer_as_the_title(
    names: list[str], name: str, address: dict[str, str]
) -> None:
    (script,) = [entry.script for entry in navigation.ENTRIES if entry.name == name]

    app = read_as("facilitator", script, projector="true", **address)

    assert not app.exception
    assert shown(names, sent(app)) == []
    # Tables stay at the desk: with one, a view does not fit the screen. That of the shared supply is hidden.
    assert not app.dataframe or name == "sharing"
    if not address.get("maturity_view"):
        (title,) = app.header  # the answer, not the topic
        assert name in WITHOUT_FIGURES or re.search(r"\d", title.value)


@pytest.mark.usefixtures("guest")
def test_the_search_finds_a_name_that_is_there(names: list[str]) -> None:
    """The facilitator does read them: what is searched holds tables, charts and maps."""
    app = read_as("facilitator", "pages/park/map.py")

    assert len(shown(names, sent(app))) >= 8


@pytest.mark.walk
def test_no_map_names_them_to_a_guest(file: Path, names: list[str]) -> None:
    """In English; the page of the map is read in Chinese above."""
    read = i18n.reader("en")
    with store.open(file) as con:
        scene = synergies.scene(con, parks=[PARK], viewer=GUEST)
        streams = parkmap.streams(con, parks=[PARK], viewer=GUEST)
    places = map_words.describe_places(scene.places, read)
    arcs = map_words.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, read)
    circles = [marks.of_places(places, "material", read, layer="site"), marks.of_streams(streams, read)]
    drawn = [map_figure.deck(map_figure.draw(scene.plan, each, arcs, read)).to_json() for each in circles]

    assert shown(names, "".join(drawn).encode()) == []


def unpacked(path: Path) -> bytes:
    """Return a file's content; of a document or workbook, all its parts."""
    content = path.read_bytes()
    if path.suffix not in (".docx", ".xlsx"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize(
    "asked",
    [
        ("flows", "--kind", "all", "--out", "x.csv"),
        walked(("flows", "--kind", "all", "--out", "x.json")),
        ("flows", "--kind", "material", "--out", "x.xlsx"),
        walked(("flows", "--look", "network", "--language", "zh", "--out", "x.svg")),
        walked(("report", "--kind", "summary", "--lang", "zh", "--out", "x.docx")),
        walked(("report", "--kind", "valuation", "--lang", "en", "--out", "x.docx")),
        walked(("report", "--kind", "valuation", "--lang", "zh", "--out", "x.xlsx")),
        ("report", "--kind", "summary", "--scenario", "CD-SC01", "--scope", "achieved", "--out", "x.docx"),
        ("report", "--synergy", "CD-SY04", "--kind", "summary", "--lang", "en", "--out", "x.docx"),
        walked(("report", "--synergy", "CD-SY08", "--kind", "valuation", "--lang", "zh", "--out", "x.docx")),
    ],
    ids=lambda asked: "-".join(word.strip("-") for word in asked[:-2]) + asked[-1],
)  # fmt: skip
def test_no_file_for_a_guest_names_them(
    guest: Path, names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    command, *options, name = asked
    out = tmp_path / name

    done = cli.run([command, str(guest), "--park", PARK, "--guest", *options, str(out)])

    said = "".join(capsys.readouterr())
    assert done in (0, 2)  # what a guest may not have at all is refused
    assert (done == 0) == out.exists()
    assert shown(names, said.encode() + (unpacked(out) if done == 0 else b"")) == []


@pytest.mark.usefixtures("guest")
@pytest.mark.parametrize("words", ["蜡梅", "Azalea", "茉莉"])
def test_a_search_finds_none_of_them_for_a_guest(names: list[str], words: str) -> None:
    app = read_as("guest", "pages/park/overview.py")

    app.text_input(key="find").set_value(words).run()

    assert not app.exception
    assert shown(names, sent(app)) == []
