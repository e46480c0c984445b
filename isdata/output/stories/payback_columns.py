"""Payback of each measure in two columns, in the size of a slide."""

import json
import re
from dataclasses import replace
from typing import Any

import duckdb

from isdata import scenarios
from isdata.data.disclosure import GUEST
from isdata.data.i18n import Reader
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.output.figures import payback

_NAMES = 640  # width of a name, without a page column beside it [px]
_COLUMN = 250  # width of bars with their labels in one of two columns, beside their names [px]
# Properties of a whole picture only.
_WHOLE = ("$schema", "config", "autosize", "padding", "background", "usermeta", "params")


def specification(
    con: duckdb.DuckDBPyConnection, park_id: str, scope: str, reader: Reader, *, height: float
) -> dict[str, Any] | None:
    """Bars in Vega-Lite as presented by the page; None if they do not fit into two columns.

    Parameters
    ----------
    con : DuckDBPyConnection
    park_id, scope : str
        Scope of the measures, as for `measures.in_scope`.
    reader : Reader
    height : float
        Height of the bars. [px]
    """
    stored = scenarios.disclosed_measures(con, park_id=park_id, scenario_id=None, viewer=GUEST)
    terms = Terms(hurdle_rate=measures.hurdle_rate(measures.networks(con, park_id=park_id)))
    found = stored.in_scope(scope).outlook(terms)
    if not 0 < int(found.table["payback"].notna().sum()) <= 2 * payback.COLUMN:
        return None
    parts = payback.ranked(
        found.table,
        replace(reader, is_large=True),
        stored.currency,
        marks={},
        columns=2,
        excluded=found.excluded_by if found.is_package else (),
    )
    return _beside([part.to_dict(validate=False) for part in parts], height)


def _beside(parts: list[dict[str, Any]], height: float) -> dict[str, Any]:
    """Specification of bar charts side by side, with the scale names in expressions that Vega gives concatenated charts."""
    whole: dict[str, Any] = {"$schema": parts[0]["$schema"], "config": parts[0].get("config", {})}
    data, drawn = {}, []
    for number, part in enumerate(parts):
        data |= part.pop("datasets", {})
        own = {name: value for name, value in part.items() if name not in _WHOLE}
        words = json.dumps(own | {"width": _COLUMN, "height": height})
        for scale in ("bandwidth('y'", "scale('x'"):
            words = words.replace(scale, scale.replace("('", f"('concat_{number}_"))
        words = words.replace(", width - ", f", {_COLUMN} - ")
        drawn.append(json.loads(re.sub(r'"labelLimit": [\d.]+', f'"labelLimit": {_NAMES}', words)))
    own_colours = {"resolve": {"scale": {"color": "independent"}}}
    return whole | own_colours | {"datasets": data, "hconcat": drawn}
