"""Files of others are read in a process of their own: the same comes back, and nothing they do reaches the server."""

import sys
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import cast

import duckdb
import pytest

from isdata import cli
from isdata.data import ingest
from isdata.data.i18n import Reader
from isdata.data.ingest import foreign
from isdata.data.ingest.guard import Limits
from isdata.errors import IsdataError, SourceForeignError, SourceTooLargeError
from tests.conftest import ROOT
from tests.data.ingest.files import ASH, FLOW, SOUND, changed, repacked, workbook
from tests.databases import Built

CSV = ",".join(FLOW).encode() + b"\n" + ",".join(map(str, ASH)).encode() + b"\n"


def messages(source: ingest.Source) -> list[str]:
    """What is wrong with files that cannot be read, in words."""
    return [Reader().error(cast("IsdataError", problem.details["error"])) for problem in source.problems]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("flow.csv", CSV.replace(b"tiny", "微型园".encode("gb18030"))),
        ("else.csv", b"number,what\n1,2\n"),
        ("book.xlsx", workbook(flow=[[*FLOW, "what"], [*ASH, 0.1]], nothing=[["a"]], site=[])),
    ],
    ids=["gb18030", "unknown", "several"],
)
def test_what_another_process_reads_is_what_this_one_reads(name: str, content: bytes) -> None:
    here = ingest.read([(name, content)])
    there = ingest.read([(name, content)], is_isolated=True)

    assert (there.problems, there.notices, there.contents) == (here.problems, here.notices, here.contents)
    assert len(there.sheets) == len(here.sheets)
    for one, other in zip(here.sheets, there.sheets, strict=True):
        assert (one.name, one.table, one.header_row, one.headings) == (
            *(other.name, other.table, other.header_row, other.headings),
        )
        assert one.findings == other.findings
        assert one.cells.equals(other.cells)
        assert one.rows.equals(other.rows)
        assert (one.numbers is None) == (other.numbers is None)
        if one.numbers is not None and other.numbers is not None:
            assert one.numbers.columns.equals(other.numbers.columns)


@pytest.mark.walk
def test_a_file_that_takes_too_much_memory_leaves_the_others(tiny: duckdb.DuckDBPyConnection) -> None:
    if not sys.platform.startswith("linux"):
        return  # other systems have no such limit
    greedy = ",".join(FLOW).encode() + b"\n" + b"F9,tiny,,,,,,\n" * 900_000
    files = [("flow.csv", greedy), ("site.csv", b"site_id,latitude\nS1,100\n"), ("a.xlsx", b"")]

    source = ingest.read(files, limits=Limits(memory=150 * 2**20), is_isolated=True)

    assert messages(source) == [
        "flow.csv was not read: it took more time or memory than allowed, or made the reader crash. Open it in Excel, "
        "remove what isdata does not need, and save it as a new .xlsx file.",
        "a.xlsx is empty. Choose another file, or fill in the template.",
    ]
    assert [sheet.table for sheet in source.sheets] == ["site"]
    assert list(ingest.check(tiny, source).problems["rule"]) == ["file", "high", "file"]


def test_a_file_that_takes_too_long_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isdata.data.ingest.isolated._SECONDS", 0.0)

    assert "took more time" in messages(ingest.read([("flow.csv", CSV)], is_isolated=True))[0]


def test_who_waits_reads_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "flow.csv").write_bytes(CSV)
    (tmp_path / "book.xlsx").write_bytes(
        workbook(flow=[FLOW, *[changed(ASH, flow_id=str(n)) for n in range(9000)]])
    )
    shown: list[tuple[float, str]] = []

    source = ingest.read(tmp_path, is_isolated=True, progress=lambda *each: shown.append(each))

    assert [sheet.table for sheet in source.sheets] == ["flow", "flow"]
    assert all(0 <= share <= 1 for share, _ in shown)
    assert {message for _, message in shown} <= {"", "Reading the files"}


def test_an_import_from_the_shell_survives_a_workbook_that_kills_its_reader(
    built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = workbook(flow=[FLOW, ASH])
    with zipfile.ZipFile(BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    far = repacked(book, **{"xl/worksheets/sheet1.xml": sheet.replace(b'r="A2"', b'r="ZZZZZ99999999999"')})
    path = tmp_path / "far.xlsx"
    path.write_bytes(far)
    park = built.copied("empty", tmp_path)

    assert cli.run(["import", str(park), str(path)]) == 1

    assert "far.xlsx is damaged" in capsys.readouterr().out


def test_the_marked_copy_is_made_in_another_process_as_in_this_one(tiny: duckdb.DuckDBPyConnection) -> None:
    source = ingest.read([("a.xlsx", workbook(flow=[FLOW, changed(ASH, unit="qqq")]))])
    problems = ingest.check(tiny, source).problems

    copies = [
        ingest.problem_workbook(source, problems, Reader("zh"), is_isolated=is_isolated)
        for is_isolated in (False, True)
    ]

    sheets = []
    for copy in copies:
        with zipfile.ZipFile(BytesIO(copy)) as parts:
            sheets.append({name: parts.read(name) for name in parts.namelist() if "sheets/" in name})
    assert sheets[0] == sheets[1]


def test_a_workbook_that_is_no_export_is_shown_from_another_process() -> None:
    assert not foreign.is_foreign("a.xlsx", SOUND, is_isolated=True)
    with pytest.raises(SourceForeignError):
        foreign.open_export(("a.xlsx", SOUND), is_isolated=True)


def test_a_document_of_more_values_than_any_export_is_refused_before_it_is_read() -> None:
    content = b"[" + b"[]," * 1_500_000 + b"[]]"

    with pytest.raises(SourceTooLargeError, match=r"3,000,002; the limit is 2,000,000"):
        foreign.open_export(("export.json", content))


def test_what_may_be_uploaded_may_be_read() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert config["server"]["maxUploadSize"] * 2**20 == Limits().file_bytes
