"""Draft of an import from another program: rows of isdata's tables, and contents that are left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isdata.data.ingest.foreign.document import NoPlaceError, UnreadableError
from isdata.errors import N_


@dataclass(frozen=True)
class LeftOut:
    """An entry of an export that is not stored, with its place and reason; `reason` is to be translated."""

    place: str
    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """An entry that has to be corrected in the file, with name and place; `reason` is to be translated."""

    name: str
    place: str
    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Placement:
    """Sites for the rows of an export, and values missing from the export.

    Attributes
    ----------
    sites : mapping of str to str
        Site by place of the export; entries of other places are left out.
    network_id : str, optional
        Energy network to which measures are reported.
    currency : str, optional
        Currency of the money; that of the export if it states one.
    price_year : int, optional
        Price year of the money.
    lifetime : float
        Lifetime of measures, which such exports do not state. [yr]
    leaves_out : bool
        Whether unreadable entries are left out; otherwise they prevent storing.
    """

    sites: Mapping[str, str]
    network_id: str | None = None
    currency: str | None = None
    price_year: int | None = None
    lifetime: float = 10.0
    leaves_out: bool = False


@dataclass
class Draft:
    """Rows by table, entries left out, remarks on derived figures, and entries that have to be corrected first."""

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
        """List an unreadable entry: as left out if isdata has no equivalent, else as to be corrected."""
        if isinstance(error, NoPlaceError):
            self.leave_out(error.place, error.reason, **error.details)
        else:
            self.refused.append(Refused(name, error.place, error.reason, error.details))

    def remark(self, message: str, **details: str) -> None:
        """Add a remark on how figures were derived, once for equal remarks."""
        self.remarks.setdefault(message, details)


LIFE_REMARK = N_("Lifetime of {years} years assumed for every measure: these exports do not state it.")
NO_SITE = N_("No site is chosen for “{name}”.")
