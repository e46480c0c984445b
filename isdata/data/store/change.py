"""One change: rows are staged in temporary tables, merged, and logged with one version."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager

import duckdb
import pandas as pd

from isdata.data import units
from isdata.data.contracts import SQL_TYPES, Table, rules, tables
from isdata.data.contracts.rules import quoted
from isdata.data.store import concurrent_edits, versions
from isdata.data.store.checking import combined
from isdata.data.store.transactions import transaction
from isdata.errors import ConcurrentChange, ConcurrentChangesError


class _Discarded(Exception):  # noqa: N818 - not an error: ends a transaction without storing anything
    """The change is to be rolled back."""


@contextmanager
def change_under_way(
    con: duckdb.DuckDBPyConnection, who: str, reason: str, *, dry_run: bool = False
) -> "Generator[Change]":
    """Commit the changes of the block, or roll them back if it raises or is a dry run."""
    change = None
    try:
        with transaction(con):
            change = Change(con, who, reason)
            yield change
            if change.concurrent and not dry_run:
                raise ConcurrentChangesError(change.concurrent)
            if dry_run or not change.has_changed:
                raise _Discarded
    except _Discarded:
        if change:
            change.version -= 1
    else:
        if change and (seen := concurrent_edits.edit_start()):
            seen.own.add(change.version)


class Change:
    """Steps of one change; `version` is the new data version.

    SQL is composed only of names from the contracts, never of values.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, who: str, reason: str) -> None:
        self.con, self.who, self.reason = con, who, reason
        self.has_changed = False
        self.concurrent: list[ConcurrentChange] = []  # rows that others changed as well
        # Incremented first: concurrent changes conflict here, before either has merged a row.
        self.version = versions.next_version(con)

    def stage(self, table: Table, frame: pd.DataFrame) -> None:
        """Stage a frame for its table; columns missing in the frame keep the stored values."""
        unknown = [name for name in frame.columns if name not in table]
        if unknown or not set(table.keys) <= set(frame.columns):
            raise ValueError(f"{table.name}: unknown columns {unknown}; keys needed: {table.keys}")
        columns = ", ".join(
            f"cast({'incoming' if column.name in frame.columns else 'stored'}.{quoted(column.name)} "
            f"as {SQL_TYPES[column.type]}) as {quoted(column.name)}"
            for column in table.columns
        )
        frame = _with_written_units(table, frame)
        self.con.register("incoming", frame.reset_index(drop=True).reset_index(names="position"))
        self.con.execute(
            f"create or replace temp table {_staged(table)} as select position, {columns} "
            f"from incoming left join {quoted(table.name)} as stored on {_same_key(table, 'incoming')}"
        )
        self.con.unregister("incoming")

    def staged_keys(self, table: Table) -> set[str]:
        """Keys of the staged rows, in the format of the change log."""
        key = rules.row_key(table, "staged")
        found = self.con.execute(f"select {key} from {_staged(table)} as staged").fetchall()
        return {name for (name,) in found if name}

    def broken(self, staged: Iterable[str]) -> pd.DataFrame:
        """Staged cells that break a rule of the contracts; columns as in `store.check`."""
        known = {name: quoted(name) for name in tables()}
        known |= {
            name: f"(from {quoted(name)} union all by name from {_staged(tables()[name])})" for name in staged
        }
        questions = [rules.query(tables()[name], _staged(tables()[name]), known) for name in staged]
        return combined([self.con.execute(question).df() for question in questions])

    def count_differing(self, table: Table) -> tuple[int, int]:
        """Number of staged rows that are not stored yet, and of those that differ from the stored ones."""
        self._find_differing(table)
        question = (
            "select count(*) filter (before is null), count(*) filter (before is not null) from changed"
        )
        new, changed = self.con.execute(question).fetchall()[0]
        return int(new), int(changed)

    def _find_differing(self, table: Table, except_keys: Iterable[str] = ()) -> None:
        """Keep the staged rows that differ from the stored ones as the table `changed`, except those with `except_keys`."""
        key = rules.row_key(table, "staged")
        keys = ", ".join(quoted(name) for name in table.keys)
        after = ", ".join(
            f"{quoted(column.name)} := staged.{quoted(column.name)}" for column in table.columns
        )
        self.con.execute(
            f"create or replace temp table changed as select staged.*, {key} as row_key, before, "
            f"to_json(struct_pack({after})) as after from {_staged(table)} as staged "
            # Converted to JSON before the join: an unmatched row would otherwise be a struct of nulls instead of null.
            f"left join (select {keys}, to_json(whole) as before from {quoted(table.name)} as whole) as stored "
            f"on {_same_key(table, 'staged')} "
            f"where {key} not in (select unnest($left_out::varchar[])) and before is distinct from after",
            {"left_out": [each for each in except_keys if each]},
        )

    def merge(self, table: Table, *, except_keys: Iterable[str] = ()) -> None:
        """Store and log the staged rows that differ from the stored ones, except those with `except_keys`."""
        self._find_differing(table, except_keys)
        self.concurrent += concurrent_edits.merge_concurrent(self.con, table, is_removal=False)
        names = [quoted(column.name) for column in table.columns]
        self.con.execute(
            f"merge into {quoted(table.name)} as stored using changed on {_same_key(table, 'changed')} "
            f"when matched then update set {', '.join(f'{name} = changed.{name}' for name in names)} "
            f"when not matched then insert ({', '.join(names)}) "
            f"values ({', '.join(f'changed.{name}' for name in names)})"
        )
        self._log(table)

    def delete(self, table: Table, row_keys: list[str]) -> None:
        """Remove rows and log them."""
        key = rules.row_key(table, "stored")
        gone = f"{key} in (select unnest($leaving::varchar[]))"
        leaving = {"leaving": row_keys}
        self.con.execute(
            f"create or replace temp table changed as select {key} as row_key, to_json(stored) as before, "
            f"null as after from {quoted(table.name)} as stored where {gone}",
            leaving,
        )
        self.concurrent += concurrent_edits.merge_concurrent(self.con, table, is_removal=True)
        self.con.execute(
            f"delete from {quoted(table.name)} as stored where {key} in (select row_key from changed)"
        )
        self._log(table)

    def orphans(self, table: Table) -> pd.DataFrame:
        """Cells that refer to a removed row of the table."""
        questions = [
            f"select '{other.name}' as \"table\", {rules.row_key(other, 'stored')} as row_key, "
            f"'{column.name}' as \"column\", stored.{quoted(column.name)} as value, 'referenced' as rule "
            f"from {quoted(other.name)} as stored where stored.{quoted(column.name)} is not null "
            f"and stored.{quoted(column.name)} not in (select {quoted(column.reference[1])} from {quoted(table.name)})"
            for other in tables().values()
            for column in other.columns
            if column.reference and column.reference[0] == table.name
        ]
        return combined([self.con.execute(question).df() for question in questions])

    def placed(self, faults: pd.DataFrame, staged: Iterable[str]) -> pd.DataFrame:
        """Add the position of the staged row, if any, to faults."""
        places: Mapping[tuple[str, str], int] = {
            (name, key): position
            for name in staged
            if name in set(faults["table"])
            for key, position in self.con.execute(
                f"select {rules.row_key(tables()[name], 'staged')}, min(position) from {_staged(tables()[name])} "
                "as staged group by all"
            ).fetchall()
        }
        found = [places.get(place) for place in zip(faults["table"], faults["row_key"], strict=True)]
        return faults.assign(position=pd.array(found, dtype="Int64"))

    def _log(self, table: Table) -> None:
        """Write the rows of `changed` to the change log."""
        logged = self.con.execute(
            "insert into change_log select $version, now()::timestamp, $who, $reason, $table, row_key, before, after "
            "from changed",
            {"version": self.version, "who": self.who, "reason": self.reason, "table": table.name},
        ).fetchall()
        if logged[0][0]:
            versions.note_changed(self.con, [table.name], self.version)
            self.has_changed = True


def _with_written_units(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Convert known units to their standard spelling: 吨 is stored as t."""
    columns = [column.name for column in table.columns if column.type == "unit" and column.name in frame]
    spelled = {
        unit: units.canonical(unit)
        for column in columns
        for unit in frame[column].dropna().unique()
        if isinstance(unit, str) and units.is_known(unit)
    }
    changed = [column for column in columns if frame[column].map(spelled).ne(frame[column]).any()]
    return frame.assign(
        **{column: frame[column].map(lambda unit: spelled.get(unit, unit)) for column in changed}
    )


def _staged(table: Table) -> str:
    return quoted(f"staged_{table.name}")


def _same_key(table: Table, other: str) -> str:
    return " and ".join(f"stored.{quoted(key)} = {other}.{quoted(key)}" for key in table.keys)
