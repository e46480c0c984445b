"""Import and export: workbooks and CSV files become checked rows (all or none are stored), and rows become files.

Modules are imported on first use, so that a child process that only reads a file starts without the modules for
checking and storing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isdata.data.ingest.checking import Import, check
    from isdata.data.ingest.exporting import export, export_workbook
    from isdata.data.ingest.guard import Limits
    from isdata.data.ingest.marking import problem_workbook
    from isdata.data.ingest.problem_messages import causes, interpreted, message_table, notice
    from isdata.data.ingest.quick_start_workbook import quick_start
    from isdata.data.ingest.reading import Upload, read
    from isdata.data.ingest.samples import init, opened, sample, sample_names, update_reference_lists
    from isdata.data.ingest.source import Notice, Source
    from isdata.data.ingest.storing import differences, store
    from isdata.data.ingest.template_workbook import template

__all__ = [
    "Import",
    "Limits",
    "Notice",
    "Source",
    "Upload",
    "causes",
    "check",
    "differences",
    "export",
    "export_workbook",
    "init",
    "interpreted",
    "message_table",
    "notice",
    "opened",
    "problem_workbook",
    "quick_start",
    "read",
    "sample",
    "sample_names",
    "store",
    "template",
    "update_reference_lists",
]

_MODULES = {
    "checking": ("Import", "check"),
    "exporting": ("export", "export_workbook"),
    "guard": ("Limits",),
    "marking": ("problem_workbook",),
    "reading": ("Upload", "read"),
    "samples": ("init", "opened", "sample", "sample_names", "update_reference_lists"),
    "source": ("Notice", "Source"),
    "storing": ("differences", "store"),
    "quick_start_workbook": ("quick_start",),
    "template_workbook": ("template",),
    "problem_messages": ("causes", "interpreted", "message_table", "notice"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public function or class on first use."""
    if name not in _MODULE_OF:
        raise AttributeError(f"isdata.data.ingest has no {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
