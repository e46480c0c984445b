"""Material, water and energy flows of industrial parks: store, question, judge and plan them.

`import isdata` alone is light. Its rooms are imported when they are first asked for, so that the
functions behind every command and page are at hand:

>>> import isdata
>>> round(isdata.units.convert(1, "tce", "GJ"), 4)
29.3076
"""

import importlib
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    """Return a room of the package, imported now."""
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
        raise AttributeError(f"isdata has no room {name!r}") from error
