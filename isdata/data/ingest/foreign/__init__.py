"""Import of exports from other programs of the field: measures of MEASUR and JUSTIFI, meters of VERIFI.

Modules are imported on first use: the process that reads an export needs no modules for checking and storing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isdata.data.ingest.foreign.draft import LeftOut, Placement
    from isdata.data.ingest.foreign.exports import (
        Converted,
        Export,
        convert,
        is_foreign,
        left_out_table,
        open_export,
    )
    from isdata.data.ingest.foreign.formats import PROGRAMS

__all__ = [
    "PROGRAMS",
    "Converted",
    "Export",
    "LeftOut",
    "Placement",
    "convert",
    "is_foreign",
    "left_out_table",
    "open_export",
]

_MODULES = {
    "draft": ("LeftOut", "Placement"),
    "exports": ("Converted", "Export", "convert", "is_foreign", "left_out_table", "open_export"),
    "formats": ("PROGRAMS",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public function or class on first use."""
    if name not in _MODULE_OF:
        raise AttributeError(f"isdata.data.ingest.foreign has no {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
