"""Limits of the park and thresholds of the master plan as rules, with the use of today."""

from isdata.data import contracts
from isdata.data.entry import rows as entry
from pages.common import table_grid
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.common.show import computed

_COLUMNS = (
    "rule",
    "name_en",
    "name_zh",
    "minimum",
    "maximum",
    "unit",
    "used",
    "temperature",
    "pressure",
    "year",
    "source",
)


def show() -> None:
    """Let the facilitator edit the rules."""
    rows = ask(entry.rows, table="threshold", park_id=park_id())
    own = rows[rows["rule"].notna()].reset_index(drop=True)
    table_grid.edit(
        contracts.tables()["threshold"],
        own,
        _COLUMNS,
        park_id=park_id(),
        height="content",
        alt=_(
            "Rules that a newcomer is tested against: what is limited, by how much, since when, and by which document"
        ),
    )
    computed(
        _(
            "Capacities count the whole park: steam in t/yr or t/h, power from outside in MWh/yr or MW, water in m³/yr or m³/d, "
            "land in ha, emissions in t/yr, truck trips in 1/d. The present use follows from the flows where it is not entered; "
            "a use per hour has to be entered. Of several steam networks, a demand counts for the one of the lowest pressure and "
            "temperature that suffices. The other rules concern the newcomer alone."
        )
    )
