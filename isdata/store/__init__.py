"""The database: one DuckDB file that is opened, asked, checked, written, backed up and put back."""

from isdata.store.asking import ask, data_version, sql
from isdata.store.checking import check, check_names
from isdata.store.connection import migrate, open
from isdata.store.copies import backup, replace, restore
from isdata.store.transactions import transaction
from isdata.store.undoing import changes_upon, revert, undo
from isdata.store.writing import remove, write

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
