"""Remarks on flows of an import without provider or receiver: they cross the border of the park."""

from isdata.data.ingest.rows import Rows
from isdata.data.ingest.source import Notice
from isdata.errors import N_

_REMARKS = {
    "provider_id": N_("Flows without a provider: {count}. They will count as coming from outside the park."),
    "receiver_id": N_("Flows without a receiver: {count}. They will count as leaving the park."),
}


def remarks(parts: list[Rows]) -> tuple[Notice, ...]:
    """One notice per sheet and end that is empty in some rows; a column that the sheet does not have changes nothing."""
    found = []
    for rows in parts:
        for column in _REMARKS if rows.part.table.name == "flow" else ():
            if column not in rows.columns:
                continue
            query = f"select count(*) from {rows.typed} where {column} is null"
            (count,) = rows.con.execute(query).fetchone() or (0,)
            if count:
                found.append(Notice(rows.part.sheet.file, _REMARKS[column], {"count": str(count)}))
    return tuple(found)
