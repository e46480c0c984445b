"""All standards of a park side by side in one year, with its own targets."""

import duckdb
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.institution.computed_indicators import computed
from isdata.institution.conformity import conformity, standards
from isdata.institution.gap_closing import OWN
from isdata.institution.scorecard import scorecard

OWN_EN, OWN_ZH = "Own targets and success contract", "自定目标与成效约定"


def overview(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Values, unknowns and gaps of every standard in one year.

    Returns
    -------
    DataFrame, index standard_id
        name_en, name_zh, edition, indicators, values, unknown (indicators with and without a value), met, missed (limits
        with known values), no_limit (limits still to be entered), due (targets of a later year that are not met yet). The
        last row holds the park's own targets (`OWN`) with their newest values.
    """
    derived = computed(con, park_id=park_id, year=year, viewer=viewer)
    rows = []
    for name, about in standards().iterrows():
        found = conformity(
            con, park_id=park_id, standard_id=str(name), year=year, viewer=viewer, known=derived
        )
        status = found["status"]
        counts = {key.replace(" ", "_"): int((status == key).sum()) for key in ("met", "missed", "no limit")}
        counts["due"] = 0
        names = {key: about[key] for key in ("name_en", "name_zh", "edition")}
        rows.append({"standard_id": name, **names, **_known(found["value"]), **counts})
    own = scorecard(con, park_id=park_id, viewer=viewer)
    if len(own):
        counts = {
            "met": int((own["gap"] == 0).sum()),
            "missed": int(own["is_missed"].sum()),
            "due": int(((own["gap"] > 0) & ~own["is_missed"]).sum()),
            "no_limit": int(own["target"].isna().sum()),
        }
        names = {"name_en": OWN_EN, "name_zh": OWN_ZH, "edition": None}
        rows.append({"standard_id": OWN, **names, **_known(own["value"]), **counts})
    return pd.DataFrame(rows).set_index("standard_id")


def _known(values: pd.Series) -> dict[str, int]:
    known = int(values.notna().sum())
    return {"indicators": len(values), "values": known, "unknown": len(values) - known}
