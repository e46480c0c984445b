"""Material, water and energy flows of industrial parks: store, query, assess and plan them.

`import isdata` alone is light. Its packages are imported when they are first used, by their short
names wherever they lie:

>>> import isdata
>>> round(isdata.units.convert(1, "tce", "GJ"), 4)
29.3076
"""

import importlib
from typing import Any

__version__ = "1.1.0"  # also in pyproject.toml

# The public name of each package and the wing that it lies in.
PUBLIC = {
    "finance": "engines",
    "reconciliation": "engines",
    "sankey": "engines",
    "uncertainty": "engines",
    "access": "data",
    "contracts": "data",
    "disclosure": "data",
    "history": "data",
    "i18n": "data",
    "ingest": "data",
    "naming": "data",
    "store": "data",
    "units": "data",
    "flows": "park",
    "parkmap": "park",
    "parks": "park",
    "measures": "energy",
    "monitoring": "energy",
    "assessment": "symbiosis",
    "matching": "symbiosis",
    "synergies": "symbiosis",
    "planning": "decisions",
    "resilience": "decisions",
    "closeout": "programme",
    "missions": "programme",
    "schedule": "programme",
    "training": "programme",
    "visits": "programme",
    "workshop": "programme",
    "figures": "output",
    "reports": "output",
}
# What is used by its own name.
FUNCTIONS = {
    "draw": "output.drawing",
    "FACILITATOR": "data.disclosure",
    "GUEST": "data.disclosure",
    "Viewer": "data.disclosure",
}


def __getattr__(name: str) -> Any:
    """Import a public package, a wing or a name of one when it is first used."""
    if name.startswith("_"):
        raise AttributeError(name)
    if name in FUNCTIONS:
        return getattr(importlib.import_module(f"{__name__}.{FUNCTIONS[name]}"), name)
    full = f"{__name__}.{PUBLIC[name]}.{name}" if name in PUBLIC else f"{__name__}.{name}"
    try:
        return importlib.import_module(full)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise
        raise AttributeError(f"isdata has no package {name!r}") from error
