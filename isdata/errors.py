"""Problems a user can mend. Everything else is a bug and raises a built-in error.

IsdataError
├── StoreError             the database file cannot be used
│   ├── MissingFileError       there is no such file
│   ├── LockedFileError        another process has the file open
│   ├── NewerFileError         a newer release of isdata wrote the file
│   └── ForeignFileError       the file is not a DuckDB database of isdata
├── BusyError              someone else is storing the same rows
├── NotFoundError          a named thing is not in the database
├── UnitError              an amount is in a unit that cannot be converted
├── SourceError            a file to be imported cannot be read
└── ProblemsError          rows break rules; nothing was stored
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def N_(message: str) -> str:  # noqa: N802 - the customary name of gettext's marker
    """Mark a message for translation; it is translated where it is shown."""
    return message


class IsdataError(Exception):
    """A problem the user can mend, worded for the user.

    `message` is the English sentence with named placeholders and also the key of its
    translation; `details` fill it. `str(error)` is English, so logs and tests read well
    without a page.
    """

    message = ""

    def __init__(self, **details: object) -> None:
        super().__init__(self.message.format(**details))
        self.details = details


class StoreError(IsdataError):
    """The database file cannot be used."""


class MissingFileError(StoreError):
    """There is no such database file."""

    message = N_("There is no file {path}. Create it with: python -m isdata init {path}")


class LockedFileError(StoreError):
    """Another process has the database file open."""

    message = N_(
        "{path} is open in another program. Close the other isdata (or use its Data page); only one program "
        "can have the file open."
    )


class NewerFileError(StoreError):
    """A newer release of isdata wrote the file."""

    message = N_(
        "{path} was written by a newer isdata (it holds the change {migration}, which this version does not "
        "know). Update isdata, or open an older backup."
    )


class ForeignFileError(StoreError):
    """The file is not a DuckDB database of isdata."""

    message = N_("{path} is not an isdata database. Choose another file, or create one with: python -m isdata init")


class BusyError(IsdataError):
    """Someone else is storing the same rows."""

    message = N_("Someone else was storing the same rows. Nothing of yours was stored; please try again.")


class NotFoundError(IsdataError):
    """A named thing is not in the database."""

    message = N_("There is no {thing} “{name}”. Known are: {known}.")


class UnitError(IsdataError):
    """An amount is in a unit that cannot be converted."""

    message = N_("“{unit}” cannot be converted to {target}. Use one of: {allowed}.")


class SourceError(IsdataError):
    """A file to be imported cannot be read."""

    message = N_("{name} cannot be read: {reason}")


class ProblemsError(IsdataError):
    """Rows break rules; nothing was stored."""

    message = N_("{count} problems were found. Nothing was stored; mend them and try again.")

    def __init__(self, problems: "pd.DataFrame") -> None:
        super().__init__(count=len(problems))
        self.problems = problems
