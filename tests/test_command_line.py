"""The commands do what they say, and report by their exit code how it went."""

from pathlib import Path

import pytest

import isdata
from isdata import cli
from isdata.data import store
from tests.data.ingest.files import ASH, FLOW, changed, dump, workbook
from tests.data.store.faults import names, rename


@pytest.fixture
def park(built: dict[str, Path], tmp_path: Path) -> Path:
    """A file holding the tiny park."""
    path = tmp_path / "park.duckdb"
    path.write_bytes(built["tiny"].read_bytes())
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A workbook with one mistake."""
    path = tmp_path / "bad.xlsx"
    path.write_bytes(workbook(flow=[FLOW, ASH, changed(ASH, flow_id="F10", quantity="22.347")]))
    return path


def run(*arguments: object) -> int:
    return cli.run([str(each) for each in arguments])


def flows(path: Path) -> list[str]:
    with store.open(path) as con:
        return [row[0] for row in dump(con, "flow")]


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("--version")

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"isdata {isdata.__version__}\n"


def test_a_new_file_in_a_new_folder_holds_the_reference_lists(tmp_path: Path) -> None:
    assert run("init", tmp_path / "new" / "new.duckdb") == 0

    with store.open(tmp_path / "new" / "new.duckdb") as con:
        assert con.execute("select count(*) > 100 from resource").fetchall() == [(True,)]
        assert store.check(con).empty


def test_an_import_with_problems_lists_them_and_stores_nothing(
    park: Path, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", park, bad) == 1

    assert flows(park) == [f"F{n}" for n in range(1, 8)]
    assert capsys.readouterr().out.splitlines() == [
        "bad.xlsx · flow · G3: “22.347” in “Quantity” is ambiguous: 22347 or 22.347? Choose the number format "
        "of the file, or write 22347 or 22.3470.",
        "1 problem.",
    ]


def test_a_chosen_notation_settles_what_was_asked_and_a_dry_run_stores_nothing(
    park: Path, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ("import", park, bad, "--notation", "comma")

    assert run(*chosen, "--dry-run") == 0
    assert "F9" not in flows(park)
    assert capsys.readouterr().out == "2 rows can be stored.\n"
    assert run(*chosen, "--who", "Ms Li") == 0
    assert "F9" in flows(park)
    assert capsys.readouterr().out == "2 rows are stored; the data version is 2.\n"
    with store.open(park) as con:
        assert con.execute("select quantity from flow where flow_id = 'F10'").fetchall() == [(22347.0,)]
        assert con.execute("select distinct changed_by from change_log where version = 2").fetchall() == [
            ("Ms Li",)
        ]


def test_check_lists_what_is_stored_wrongly(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", park) == 0
    with store.open(park) as con:
        con.execute("update flow set resource_id = 'nothing' where flow_id = 'F1'")

    assert run("check", park) == 1
    assert "Flows · F1: “nothing” in “Resource” does not exist" in capsys.readouterr().out


def test_an_export_imports_again(park: Path, tmp_path: Path) -> None:
    assert run("export", park, tmp_path / "all", "--park", "tiny") == 0
    assert run("import", park, tmp_path / "all") == 0

    with store.open(park) as con:
        assert store.data_version(con) == 1  # nothing changed


def test_an_unknown_sample_leaves_no_file_behind(tmp_path: Path) -> None:
    assert run("init", tmp_path / "new.duckdb", "--sample", "atlantis") == 2
    assert list(tmp_path.iterdir()) == []


def test_a_backup_in_a_new_folder_can_be_put_back(park: Path, tmp_path: Path) -> None:
    assert run("backup", park, tmp_path / "new" / "copy.duckdb") == 0
    rename(park, "Renamed")

    assert run("restore", park, tmp_path / "new" / "copy.duckdb") == 0
    assert "Renamed" not in names(park)


def test_the_template_is_written_into_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "empty.xlsx"
    assert run("template", path, "--language", "zh", "--table", "flow") == 0

    assert path.read_bytes()[:2] == b"PK"
    assert path.stat().st_size > 5000


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "missing.duckdb", "x.xlsx"),
        ("check", "missing.duckdb"),
        ("export", "missing.duckdb", "out"),
        ("init", "new.duckdb", "--sample", "atlantis"),
        ("restore", "new.duckdb", "missing.duckdb"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_sentence(
    arguments: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(*arguments) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith(("There is no ", "The file "))


def test_a_missing_source_is_wrong_usage(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", park, "nowhere.xlsx") == 2
    assert capsys.readouterr().err == "The file or folder nowhere.xlsx does not exist. Check the path.\n"


@pytest.mark.parametrize("arguments", [(), ("fly",), ("init",), ("import", "a.duckdb")])
def test_unknown_commands_end_with_two(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)

    assert left.value.code == 2


@pytest.mark.parametrize(
    ("out", "place"),
    [
        (("export", "{park}", "{folder}/file"), "file requires a folder"),
        (("export", "{park}", "{folder}/file/in/it"), "requires a folder"),
        (("export", "{park}", "{folder}/a\0b"), "is not a valid file name"),
        (("template", "{folder}", "--table", "flow"), "is a folder"),
        (("backup", "{park}", "{folder}/file/copy.duckdb"), "requires a folder"),
        (("match", "{park}", "--out", "{folder}/file/a.csv"), "requires a folder"),
        (("init", "{folder}/file/new.duckdb"), "requires a folder"),
    ],
)
def test_what_cannot_be_written_ends_with_two_and_a_sentence(
    park: Path, tmp_path: Path, out: tuple[str, ...], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"mine")

    assert run(*(each.format(park=park, folder=tmp_path) for each in out)) == 2

    assert place in capsys.readouterr().err
    assert (tmp_path / "file").read_bytes() == b"mine"
