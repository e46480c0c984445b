"""The database: one DuckDB file that is opened, asked, checked, written, backed up and put back."""

from isdata.data.store.asking import ask, data_version, sql
from isdata.data.store.checking import check, check_names
from isdata.data.store.connection import migrate, open
from isdata.data.store.copies import backup, replace, restore
from isdata.data.store.transactions import transaction
from isdata.data.store.undoing import changes_upon, revert, undo
from isdata.data.store.writing import remove, write

__all__ = [
    "ask",
    "backup",
    "changes_upon",
    "check",
    "check_names",
    "data_version",
    "migrate",
    "open",
    "remove",
    "replace",
    "restore",
    "revert",
    "sql",
    "transaction",
    "undo",
    "write",
]
