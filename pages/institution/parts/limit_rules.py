"""Limits of the park and thresholds of the master plan as rules, with the present use."""

from isdata.data import contracts
from isdata.data.entry import rows as entry
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.editing import table_grid
from pages.common.language import _, reader
from pages.common.show import computed

# Widths [px]: in total as wide as a page of 1,280 px. The name is in the reader's language.
_WIDTHS = {"name": 340, "rule": 190, "minimum": 105, "maximum": 108, "unit": 160, "used": 125, "source": 135}
_COLUMNS = (*_WIDTHS, "temperature", "pressure", "year")


def show() -> None:
    """Let the facilitator edit the rules."""
    rows = ask(entry.rows, table="threshold", park_id=park_id())
    own = rows[rows["rule"].notna()].reset_index(drop=True)
    of_reader = {"name": f"name_{reader().language}"}
    table_grid.edit(
        contracts.tables()["threshold"],
        own,
        [of_reader.get(name, name) for name in _COLUMNS],
        park_id=park_id(),
        height="content",
        widths={of_reader.get(name, name): width for name, width in _WIDTHS.items()},
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
