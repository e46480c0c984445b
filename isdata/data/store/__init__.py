"""Database access: open, query, check, write, back up and recover one DuckDB file."""

from isdata.data.store.asking import ask, sql
from isdata.data.store.checking import check, check_deep, check_names
from isdata.data.store.concurrent_edits import compared_since
from isdata.data.store.connection import migrate, open
from isdata.data.store.copies import backup, backup_rows, new_file, replace
from isdata.data.store.rebuilding import Backup, read_backup
from isdata.data.store.recovery import Recovery, recover
from isdata.data.store.restoring import Restored, replaced_path, restore
from isdata.data.store.transactions import after_changes, transaction
from isdata.data.store.undoing import dependent_changes, revert, undo
from isdata.data.store.versions import DataState, data_state, data_version, latest_state
from isdata.data.store.writing import differences, remove, what_if, write

__all__ = [
    "Backup",
    "DataState",
    "Recovery",
    "Restored",
    "after_changes",
    "ask",
    "backup",
    "backup_rows",
    "check",
    "check_deep",
    "check_names",
    "compared_since",
    "data_state",
    "data_version",
    "dependent_changes",
    "differences",
    "latest_state",
    "migrate",
    "new_file",
    "open",
    "read_backup",
    "recover",
    "remove",
    "replace",
    "replaced_path",
    "restore",
    "revert",
    "sql",
    "transaction",
    "undo",
    "what_if",
    "write",
]
