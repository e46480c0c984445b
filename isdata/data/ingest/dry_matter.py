"""Texts that name a resource counted as dry matter without stating that the amount is dry: 污泥 as weighed is mostly water."""

import re

import pandas as pd

from isdata.data.ingest.rows import Rows

_COUNTED = "dry matter"  # in the English name of a resource whose amounts are of dry matter
_STATED = re.compile(r"\bdr(?:y|ied)\b|干", re.IGNORECASE)
_UNIT = "dry t"
# The author named the resource itself: its id, its name, or a meaning that was confirmed with the name in sight.
_KNOWN = ("case", "confirmed", "name")


def unstated(parts: list[Rows], interpretations: pd.DataFrame) -> pd.DataFrame:
    """Interpreted cells that leave open whether an amount is wet or dry, as problems.

    Parameters
    ----------
    parts : list of Rows
        Rows of all sheets.
    interpretations : DataFrame
        As in `references.Naming`.
    """
    dry: dict[int, set[int]] = {}
    is_open = []
    for each in interpretations.to_dict("records"):
        rows = parts[each["part"]]
        may_be_wet = (
            "quantity" in rows.part.table
            and _COUNTED in each["details"].get("name_en", "")
            and each["rule"] not in _KNOWN
            and ("%" in each["value"] or not _STATED.search(each["value"]))  # 20% dry solids are wet
        )
        if may_be_wet and each["part"] not in dry:
            dry[each["part"]] = _rows_in_dry_tonnes(rows)
        is_open.append(may_be_wet and each["row"] not in dry[each["part"]])
    return interpretations[pd.Series(is_open, index=interpretations.index, dtype=bool)].assign(
        rule="dry_matter"
    )


def _rows_in_dry_tonnes(rows: Rows) -> set[int]:
    if "unit" not in rows.columns:
        return set()
    found = rows.con.execute(f"select row from {rows.typed} where unit = ?", [_UNIT]).fetchall()
    return {row for (row,) in found}
