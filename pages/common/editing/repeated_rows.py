"""Duplicate rows of an edited table: reported once before saving."""

import pandas as pd

from isdata.data import store
from isdata.data.contracts import Table
from isdata.data.entry import rows as entry
from isdata.data.entry import same_flows as same_flow_rows
from isdata.data.entry import same_names
from isdata.data.entry import same_streams as same_stream_rows
from pages.common import show
from pages.common.data import ask, cursor
from pages.common.editing import same_flows, same_streams
from pages.common.language import _, reader


def words(table: Table, former: pd.DataFrame, edited: pd.DataFrame, park_id: str) -> str:
    """Sentences on duplicate entries; empty if there are none.

    Parameters
    ----------
    table : Table
        Contract of the table.
    former, edited : DataFrame
        Rows at the start of the edit, and their current state.
    park_id : str
        The park.
    """
    of_table = {"company": _companies, "stream": _streams, "flow": _flows}
    return of_table[table.name](former, edited, park_id) if table.name in of_table else ""


def _companies(former: pd.DataFrame, edited: pd.DataFrame, _park: str) -> str:
    shared = same_names.shared(former, edited)
    if not shared:
        return ""
    return _(
        "Two companies of the park have the same name: {names}. Remove one, or choose “Save” again if both exist.",
        names=show.escaped(reader().listed(shared)),
    )


def _streams(_former: pd.DataFrame, edited: pd.DataFrame, _park: str) -> str:
    new = edited[edited[entry.KEY].isna()].assign(stream_id=None)
    found = same_streams.stored(new)
    twice = same_stream_rows.repeated_within(cursor(), new)
    repeated = [
        same_streams.sentence(found) if len(found) else "",
        _("Duplicates in these rows: {streams}.", streams=same_streams.listed(twice)) if len(twice) else "",
    ]
    return _once(reader().sentences(repeated))


def _flows(former: pd.DataFrame, edited: pd.DataFrame, park_id: str) -> str:
    year = ask(entry.defaults, table="flow", park_id=park_id).get("year")
    units = ask(store.ask, name="resource_names").set_index("resource_id")["unit"]
    flows = edited.assign(
        flow_id=edited[entry.KEY],
        year=edited["year"].fillna(year),
        unit=edited["unit"].fillna(edited["resource_id"].map(units)),
    )
    gone = set(former[entry.KEY]) - set(edited[entry.KEY].dropna())
    return _once(same_flows.sentence(same_flow_rows.repeated(cursor(), flows, gone=gone)))


def _once(repeated: str) -> str:
    """Sentences with the possible actions; empty if there are none."""
    remedy = _("Keep one row, or choose “Save” again if both exist.")
    return show.escaped(reader().sentences([repeated, remedy])) if repeated else ""
