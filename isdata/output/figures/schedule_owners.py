"""Owners of tasks and actions as text: the companies in a role, with that role."""

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures.parkmap import presentation
from isdata.programme.schedule import responsible

NAMED = 3  # maximum number of companies named


def named(rows: pd.DataFrame, partners: pd.DataFrame, reader: Reader, *, most: int = NAMED) -> pd.DataFrame:
    """Rows with `owner_words`, which charts and reports show instead of the owner.

    Parameters
    ----------
    rows : DataFrame
        synergy_id, owner.
    partners : DataFrame
        Partners of these synergies, from `synergies.partners` for the viewer.
    reader : Reader
    most : int
        Maximum number of companies named; if there are more, the first and the total number.
    """
    of_synergy: dict[object, list[dict]] = {}
    for partner in partners[partners["synergy_id"].isin(rows["synergy_id"])].to_dict("records"):
        of_synergy.setdefault(partner["synergy_id"], []).append(partner)
    words = []
    for row in rows[["synergy_id", "owner"]].to_dict("records"):
        owner = reader.half(row["owner"]) or "–"
        found = responsible.companies(row["owner"], of_synergy.get(row["synergy_id"], []))
        names = [presentation.partner_name(each, reader) for each in found]
        if len(names) > most:
            names = [names[0], reader.text(N_("{count} other companies"), count=len(names) - 1)]
        words.append(reader.noted(reader.listed(names), owner) if names else owner)
    return rows.assign(owner_words=words)


def words(rows: pd.DataFrame, reader: Reader) -> list[str]:
    """Owner of each row: from `named`, else as stored."""
    if "owner_words" in rows:
        return rows["owner_words"].tolist()
    return [reader.half(owner) or "–" for owner in rows["owner"]]
