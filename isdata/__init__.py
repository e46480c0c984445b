"""Material, water and energy flows of industrial parks: store, query, assess and plan them.

`import isdata` alone is fast: packages are imported on first use. Each public package is available under
its short name, in whichever subfolder it is:

>>> import isdata
>>> round(isdata.units.convert(1, "tce", "GJ"), 4)
29.3076
"""

import importlib
from typing import Any

__version__ = "1.1.0"  # also in pyproject.toml

# Public name of each package, and the subfolder that contains it.
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
    "gaps": "symbiosis",
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
# Functions and classes that are available as `isdata.NAME`.
FUNCTIONS = {
    "draw": "output.drawing",
    "FACILITATOR": "data.disclosure",
    "GUEST": "data.disclosure",
    "Viewer": "data.disclosure",
}


def __getattr__(name: str) -> Any:
    """Import a public package, a subfolder or a public name on first use."""
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
