"""Number of undisclosed companies left out of a total, and its words."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from isdata.data.disclosure.sums import FEWEST
from isdata.data.disclosure.viewer import Viewer, ask
from isdata.data.i18n import N_, Reader


@dataclass(frozen=True)
class Withheld:
    """Number of companies of a park, region or database that a viewer does not see by name.

    Attributes
    ----------
    companies : int
        That did not agree to be shown by name.
    left_out : int
        Those of them that only the facilitator may see at all; of the others, classes and ranges are shown.
    named : int
        Those of them that agreed to be named in a synergy: maps show them by name, without amounts of their own.
    """

    companies: int = 0
    left_out: int = 0
    named: int = 0

    @property
    def hides_records(self) -> bool:
        """Whether values that were recorded for the whole park are withheld: less what is disclosed, they are of one or two companies."""
        return 0 < self.companies < FEWEST

    def in_ranges(self, reader: Reader) -> str:
        """Return that undisclosed companies are shown as ranges, and how many are not shown at all."""
        if not self.companies:
            return ""
        companies = reader.plural(
            "{count} undisclosed company", "{count} undisclosed companies", self.companies
        )
        if not self.left_out:
            return reader.text(
                N_("{companies}: amounts as ranges, not counted under named resources."), companies=companies
            )
        left_out = reader.number(self.left_out)
        return reader.text(
            N_(
                "{companies}: amounts as ranges, not counted under named resources; {left_out} of them are not shown."
            ),
            companies=companies,
            left_out=left_out,
        )


def withheld(
    con: duckdb.DuckDBPyConnection,
    *,
    viewer: Viewer,
    parks: Sequence[str] | None = None,
    region_id: str | None = None,
) -> Withheld:
    """Number of companies of some parks, or of a region and the regions within it, that a viewer does not see by name.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    viewer : Viewer
        Who reads it.
    parks : sequence of str, optional
        Their ids; by default all parks.
    region_id : str, optional
        By default all regions.
    """
    asked = None if parks is None else list(parks)
    row = ask(con, "undisclosed_companies", viewer, parks=asked, region_id=region_id).iloc[0]
    return Withheld(*(int(row[name]) for name in ("companies", "left_out", "named")))


def clause(count: int, reader: Reader) -> str:
    """Clause that names what a total leaves out; empty where it is complete.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> clause(10, reader("en")), clause(0, reader("en"))
    ('without 10 undisclosed companies', '')
    """
    if not count:
        return ""
    return reader.plural(
        "without {count} undisclosed company", "without {count} undisclosed companies", count
    )


def sentence(count: int, reader: Reader) -> str:
    """Return that the totals beside it leave out undisclosed companies; nothing where they leave out nobody."""
    if not count:
        return ""
    return reader.plural(
        "Totals are without {count} undisclosed company.",
        "Totals are without {count} undisclosed companies.",
        count,
    )
