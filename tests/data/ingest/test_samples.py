"""The lists that come with the product reach databases of a former version, and leave alone what users changed."""

import shutil
from pathlib import Path

import duckdb
import pytest

from isdata.data import history, ingest, store
from isdata.data.disclosure import FACILITATOR
from isdata.data.ingest import samples

REFERENCE = samples.REFERENCE
LISTS_THAT_NAME_RESOURCES = (
    ("treatment", "treatment_id"),
    ("use", "use_id"),
    ("sector_profile", "profile_id"),
)


def of_version(folder: Path, *, name: str) -> Path:
    """Return the reference lists as another version had them: fly ash called otherwise, and without black mass."""
    folder.mkdir()
    for path in REFERENCE.glob("*.csv"):
        lines = (
            path.read_text("utf-8").replace("fly_ash,Fly ash,", f"fly_ash,{name},").splitlines(keepends=True)
        )
        kept = [line for line in lines if "black_mass" not in line]
        (folder / path.name).write_text("".join(kept), "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("former")
    path = folder / "park.duckdb"
    with pytest.MonkeyPatch.context() as patch, store.open(path, create=True) as con:
        patch.setattr(samples, "REFERENCE", of_version(folder / "lists", name="Ash"))
        samples.init(con)
    return path


@pytest.fixture
def former(made: Path, tmp_path: Path) -> Path:
    """A database that was made by a former version."""
    return Path(shutil.copy(made, tmp_path))


def name_of(con: duckdb.DuckDBPyConnection, resource: str) -> list[tuple[str]]:
    return con.execute("select name_en from resource where resource_id = $id", {"id": resource}).fetchall()


def change(con: duckdb.DuckDBPyConnection, resource: str, name: str) -> None:
    row = con.execute("select * from resource where resource_id = $id", {"id": resource}).df()
    store.write(con, {"resource": row.assign(name_en=name)}, who="Li", reason="our word")


def test_what_is_new_or_corrected_reaches_a_former_database_once(former: Path) -> None:
    with ingest.opened(former) as con:
        assert name_of(con, "fly_ash") == [("Fly ash",)]
        assert name_of(con, "black_mass") == [("Battery black mass",)]
        shown = history.changes(con, viewer=FACILITATOR).iloc[0]
        assert (shown["changed_by"], shown["added"] > 0, shown["changed"] > 0) == ("isdata", True, True)
        assert "rows changed by users are kept" in shown["reason"]
        version = store.data_version(con)
    with ingest.opened(former) as con:
        assert store.data_version(con) == version
        assert not ingest.update_reference_lists(con)


@pytest.mark.walk
def test_rows_that_break_a_rule_of_this_version_do_not_stand_in_the_way(former: Path) -> None:
    with store.open(former) as con:
        con.execute(
            "insert into park (park_id, name_en, region_id, currency) values ('old', 'Old', 'CN', 'CNY')"
        )
        con.execute(
            "insert into flow (flow_id, park_id, resource_id, year, unit) values ('F', 'old', 'fly_ash', 2020, 't')"
        )
        assert "flow_without_ends" in set(store.check(con)["rule"])

    with ingest.opened(former) as con:
        assert name_of(con, "fly_ash") == [("Fly ash",)]


def test_what_a_user_changed_or_took_out_stays_so(former: Path) -> None:
    with store.open(former) as con:
        change(con, "fly_ash", "Our ash")
        change(con, "spent_emulsion", "Our emulsion")
        store.remove(con, "sector_profile", ["24-supply-furnace_slag"], who="Li", reason="not ours")
        store.remove(con, "task_dependency", ["feasibility-6 · feasibility-5"], who="Li", reason="not ours")
    with ingest.opened(former) as con:
        assert name_of(con, "fly_ash") == [("Our ash",)]
        assert name_of(con, "spent_emulsion") == [("Our emulsion",)]
        profiles = {key for (key,) in con.table("sector_profile").project("profile_id").fetchall()}
        assert "24-supply-furnace_slag" not in profiles
        assert "24-supply-waste_heat" in profiles
        assert name_of(con, "black_mass")
        waits = con.sql(
            "select task_id from task_dependency where predecessor_id = 'feasibility-5'"
        ).fetchall()
        assert waits == []


@pytest.mark.walk
def test_steps_and_uses_of_what_a_user_took_out_are_left_out_and_a_sample_park_overwrites_nothing_changed(
    former: Path,
) -> None:
    with ingest.opened(former) as con:
        for table, key in LISTS_THAT_NAME_RESOURCES:
            keys = con.table(table).project(key).fetchall()
            store.remove(con, table, [each for (each,) in keys], who="Li", reason="we have our own")
        store.remove(con, "resource", ["black_mass"], who="Li", reason="none here")
        con.execute("delete from change_log where table_name in ('treatment', 'use')")
        con.execute("update reference_edition set digest = 'former'")
        assert ingest.update_reference_lists(con)
        for table, column in (("treatment", "output_id"), ("use", "resource_id")):
            named = [resource for (resource,) in con.table(table).project(column).fetchall()]
            assert len(named) > 40
            assert "black_mass" not in named
        change(con, "fly_ash", "Our ash")
        ingest.sample(con, ["kalundborg"])
        assert name_of(con, "fly_ash") == [("Our ash",)]


def test_a_database_without_the_lists_gets_none(tmp_path: Path) -> None:
    with ingest.opened(tmp_path / "own.duckdb", create=True) as con:
        assert con.execute("select count(*) from resource").fetchall() == [(0,)]
