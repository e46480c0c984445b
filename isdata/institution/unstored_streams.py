"""Supplies and demands that are not stored, such as those of a newcomer or a technology, in the form used by matching."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.park import parks

_TAKEN = (
    "direction", "resource_id", "quantity", "unit", "hours", "temperature", "pressure", "current_route", "company_en",
    "company_zh", "latitude", "longitude",
)  # fmt: skip
_OF_RESOURCE = (
    "kind", "resource_class", "topic", "ewc_code", "gbt_code", "is_hazardous", "usual_unit", "heating_value", "density",
    "enthalpy",
)  # fmt: skip


def as_streams(
    con: duckdb.DuckDBPyConnection, lines: pd.DataFrame, *, park_id: str, prefix: str
) -> pd.DataFrame:
    """Lines as streams for `matching.matches(extra=…)`: stream_id is prefix and line_id.

    Parameters
    ----------
    lines : DataFrame
        line_id, direction, resource_id, quantity [unit/yr], unit, hours [h/yr], temperature [°C], pressure [bar],
        current_route, company_en, company_zh, latitude, longitude [°].
    """
    resources = store.ask(con, "match_resources").set_index("resource_id")
    about = parks.park(con, park_id)
    described = resources.reindex(lines["resource_id"]).reset_index(drop=True)
    lines = lines.reset_index(drop=True)
    ids = prefix + lines["line_id"].astype(str)
    return pd.DataFrame(
        {name: lines[name] for name in _TAKEN}
        | {name: described[name] for name in _OF_RESOURCE}
        | {"resource_en": described["name_en"], "resource_zh": described["name_zh"]}
        | {"stream_id": ids, "token": ids}
    ).assign(
        owner=0,
        site_id=prefix,
        park_id=park_id,
        park_en=about["name_en"],
        park_zh=about["name_zh"],
        period="year",
        basis="estimate",
        needs_permit=False,
        is_placed=True,
        is_hidden=False,
        is_kept=False,
        is_typical=False,
    )
