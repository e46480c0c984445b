"""Number of undisclosed companies left out of a total, and its wording."""

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
        Companies that did not agree to be shown by name.
    left_out : int
        Of these, companies visible to the facilitator only; for the others, classes and ranges are shown.
    named : int
        Of these, companies that agreed to be named in a synergy: maps show their names without their own amounts.
    """

    companies: int = 0
    left_out: int = 0
    named: int = 0

    @property
    def hides_records(self) -> bool:
        """Return True if recorded park totals are withheld.

        The totals minus the disclosed amounts would then be those of one or two companies.
        """
        return 0 < self.companies < FEWEST

    def in_ranges(self, reader: Reader) -> str:
        """Note that undisclosed companies are shown as ranges, and how many are not shown at all."""
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
    """Number of companies that a viewer does not see by name, of some parks, or of a region including its subregions.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    viewer : Viewer
        Viewer of the total.
    parks : sequence of str, optional
        Park ids; by default all parks.
    region_id : str, optional
        By default all regions.
    """
    asked = None if parks is None else list(parks)
    row = ask(con, "undisclosed_companies", viewer, parks=asked, region_id=region_id).iloc[0]
    return Withheld(*(int(row[name]) for name in ("companies", "left_out", "named")))


def clause(count: int, reader: Reader) -> str:
    """Clause stating how many companies a total leaves out; empty if it is complete.

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
    """Sentence stating that the totals beside it leave out undisclosed companies; empty if they are complete."""
    if not count:
        return ""
    return reader.plural(
        "Totals are without {count} undisclosed company.",
        "Totals are without {count} undisclosed companies.",
        count,
    )
