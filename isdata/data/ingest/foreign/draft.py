"""Draft of an import from another program: rows of isdata's tables, and contents without a place in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isdata.data.ingest.foreign.document import NoPlaceError, UnreadableError
from isdata.errors import N_


@dataclass(frozen=True)
class LeftOut:
    """One thing of an export that is not stored, where it stands, and why; `reason` is to be translated."""

    place: str
    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """One thing that has to be corrected in the file, by its name and place; `reason` is to be translated."""

    name: str
    place: str
    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Placement:
    """Placement of an export's rows, and values missing from the export.

    Attributes
    ----------
    sites : mapping of str to str
        Site by place of the export; what stands at other places is left out.
    network_id : str, optional
        Network that measures are reported to.
    currency : str, optional
        Of the money; that of the export where it states one.
    price_year : int, optional
        Year whose money it is.
    lifetime : float
        Of measures, which such exports do not state. [yr]
    leaves_out : bool
        Whether entries that cannot be read are left out; otherwise they keep all from being stored.
    """

    sites: Mapping[str, str]
    network_id: str | None = None
    currency: str | None = None
    price_year: int | None = None
    lifetime: float = 10.0
    leaves_out: bool = False


@dataclass
class Draft:
    """Rows by table, what is left out, remarks on how figures were found, and what has to be corrected first."""

    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def add(self, table: str, **row: object) -> None:
        """Add a row of a table."""
        self.rows.setdefault(table, []).append(row)

    def leave_out(self, place: str, reason: str, **details: object) -> None:
        """Record contents that are not stored."""
        self.left_out.append(LeftOut(place, reason, details))

    def reject(self, name: str, error: UnreadableError) -> None:
        """List an entry as left out where it has no place here, else as to be corrected before anything is stored."""
        if isinstance(error, NoPlaceError):
            self.leave_out(error.place, error.reason, **error.details)
        else:
            self.refused.append(Refused(name, error.place, error.reason, error.details))

    def remark(self, message: str, **details: str) -> None:
        """Say once how figures were found."""
        self.remarks.setdefault(message, details)


LIFE_REMARK = N_("Lifetime of {years} years assumed for every measure: these exports do not state it.")
NO_SITE = N_("No site is chosen for “{name}”.")
