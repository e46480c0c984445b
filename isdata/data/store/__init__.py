"""Database access: open, query, check, write, back up and recover one DuckDB file."""

from isdata.data.store.asking import ask, data_version, sql
from isdata.data.store.checking import check, check_deep, check_names
from isdata.data.store.connection import migrate, open
from isdata.data.store.copies import backup, backup_rows, new_file, replace
from isdata.data.store.meanwhile import since
from isdata.data.store.rebuilding import Backup, read_backup
from isdata.data.store.recovery import Recovery, recover
from isdata.data.store.restoring import Restored, former_path, restore
from isdata.data.store.transactions import transaction
from isdata.data.store.undoing import changes_upon, revert, undo
from isdata.data.store.writing import remove, supposing, write

__all__ = [
    "Backup",
    "Recovery",
    "Restored",
    "ask",
    "backup",
    "backup_rows",
    "changes_upon",
    "check",
    "check_deep",
    "check_names",
    "data_version",
    "former_path",
    "migrate",
    "new_file",
    "open",
    "read_backup",
    "recover",
    "remove",
    "replace",
    "restore",
    "revert",
    "since",
    "sql",
    "supposing",
    "transaction",
    "undo",
    "write",
]
