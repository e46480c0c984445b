"""Problems a user can correct. Everything else is a bug and raises a built-in error.

IsdataError
├── StoreError             the database file cannot be used
│   ├── MissingFileError       there is no such file
│   ├── LockedFileError        another process has the file open
│   ├── NewerFileError         a newer release of isdata wrote the file
│   ├── ForeignFileError       the file is not a DuckDB database of isdata
│   ├── DamagedFileError       what the file holds is not what was written
│   ├── DamagedLogError        the log of the newest changes beside it is damaged
│   ├── LostFileError          the file is missing, and what a restore kept of it is there
│   ├── OrphanedLogError       the file is missing, and the log of its newest changes is there
│   ├── UnsoundBackupError     a table of a backup cannot be put back
│   ├── HarmfulBackupError     reading a backup took too much, or stopped its reader
│   └── ExistingFileError      a copy would overwrite a file
├── FileError              a file or folder cannot be read or written
│   ├── NoSuchFileError        there is none of this name, and none can be made there
│   ├── FolderGivenError       it is a folder where a file is needed
│   ├── FolderExpectedError    it is a file where a folder is needed
│   ├── FileNameError          no file can have this name
│   ├── FileInUseError         another program has it open
│   ├── AccessDeniedError      the permissions do not allow it
│   ├── ReadOnlyDiskError      the disk can only be read
│   └── DiskFullError          there is no room left
├── BusyError              someone else is storing the same rows
├── PortError              no port is free for the workshop
├── JournalError           the journal of a workshop cannot be written
├── UnprotectedAddressError others could reach the app, and no key protects it
├── NotFoundError          a named thing is not in the database
├── UnitError              an amount is in a unit that cannot be converted
├── SourceError            a file to be imported cannot be read
│   ├── SourceMissingError     there is no such file or folder
│   ├── SourceTooLargeError    it is larger than allowed, packed or unpacked
│   ├── SourceTooWideError     a sheet has more columns than any table could
│   ├── SourceQuoteError       a quotation mark of a CSV file is never closed
│   ├── SourceHarmfulError     reading it took too much, or stopped its reader
│   ├── SourceFormatError      it is neither a workbook nor CSV
│   ├── SourceLockedError      an old .xls file, or one with a password
│   ├── SourceDamagedError     it is broken, or made to do harm
│   ├── SourceEmptyError       it holds nothing
│   ├── SourceStructureError   it is no JSON document, or one nested without end
│   ├── SourceForeignError     it is an export of no program that is known
│   ├── PlaceError             nobody said where the rows of an export belong
│   └── MoneyBasisError        nobody said in which currency, or of which year, the money of an export is
├── ExportError            a value does not fit into the format asked for
├── HiddenError            a guest asks for what only the facilitator may see
├── ReasonError            a synergy is to end, and nobody says why
├── MovedError             a synergy is to be moved from where it is no longer
├── ChangedError           somebody else changed the same meanwhile
├── TwinError              a synergy of the same resource joins the same sites already
└── ProblemsError          rows break rules; nothing was stored
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def N_(message: str) -> str:  # noqa: N802 - the customary name of gettext's marker
    """Mark a message for translation; it is translated where it is shown."""
    return message


class IsdataError(Exception):
    """A problem the user can correct, worded for the user.

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

    message = N_("The file {path} does not exist. Create it with: python -m isdata init {path}")


class LockedFileError(StoreError):
    """Another process has the database file open."""

    message = N_(
        "{path} is open in another program. Close the other isdata, or use its Data page; only one "
        "program can open the file at a time."
    )


class NewerFileError(StoreError):
    """A newer release of isdata wrote the file."""

    message = N_(
        "{path} was written by a newer version of isdata (change {migration} is unknown here). Update "
        "isdata, or open an older backup."
    )


class ForeignFileError(StoreError):
    """The file is not a DuckDB database of isdata."""

    message = N_(
        "{path} is not an isdata database. Choose another file, or create one with: python -m isdata init"
    )


class DamagedFileError(StoreError):
    """What the database file holds is not what was written."""

    message = N_(
        "{path} is damaged (checksum mismatch). Restore the latest backup with: python -m isdata restore "
        "{path} BACKUP. The damaged file is kept."
    )


class DamagedLogError(StoreError):
    """The log of the newest changes beside the database file is damaged."""

    message = N_(
        "The change log of {path} is damaged. Recover all data up to its last valid entry with: python -m "
        "isdata recover {path}. The damaged files are kept."
    )


class LostFileError(StoreError):
    """The database file is missing, and what a restore kept of it is there."""

    message = N_(
        "{path} is missing, but its copy {former} from an earlier restore exists. No empty database was "
        "created. Recover it with: python -m isdata recover {path}"
    )


class OrphanedLogError(StoreError):
    """The database file is missing, and the log of its newest changes is there."""

    message = N_(
        "{path} is missing, but its change log {log} exists. No empty database was created. Put the file "
        "back beside its log, or move the log."
    )


class UnsoundBackupError(StoreError):
    """A table of a backup cannot be put back."""

    message = N_(
        "{path} was not restored: its table “{table}” is missing or contains invalid data. Choose another "
        "backup."
    )


class HarmfulBackupError(StoreError):
    """Reading a backup took more time or memory than allowed, or stopped its reader."""

    message = N_(
        "{path} was not restored: reading it exceeded the time or memory limit, or failed. It is damaged "
        "or malicious; choose another backup."
    )


class ExistingFileError(StoreError):
    """A copy would overwrite a file."""

    message = N_("The file {path} already exists. Choose another name for the copy, or move that file.")


class FileError(IsdataError):
    """A file or folder cannot be read or written."""

    message = N_("{path} could not be read or written: {reason}.")


class NoSuchFileError(FileError):
    """There is no file or folder of this name, and none can be made there."""

    message = N_("{path} does not exist and cannot be created. Check the path, or choose another folder.")


class FolderGivenError(FileError):
    """A folder was given where a file is needed."""

    message = N_("{path} is a folder. Enter the name of a file in it.")


class FolderExpectedError(FileError):
    """A file was given where a folder is needed."""

    message = N_(
        "{path} requires a folder, but a file of that name exists. Choose another folder, or move the file."
    )


class FileNameError(FileError):
    """No file can have this name."""

    message = N_("“{path}” is not a valid file name. Use a shorter name of letters, digits, “-” and “_”.")


class FileEndingError(FileError):
    """The ending of a file name stands for no format that can be written."""

    message = N_("The file type of {name} is not supported. Use one of: {allowed}.")


class FileInUseError(FileError):
    """Another program has the file open."""

    message = N_("{path} is open in another program. Close it there and try again.")


class AccessDeniedError(FileError):
    """The permissions of a file or folder do not allow it."""

    message = N_(
        "Access to {path} was denied. Close it in other programs, change its permissions, or choose another folder."
    )


class ReadOnlyDiskError(FileError):
    """A file lies on a disk that can only be read."""

    message = N_("{path} is on a read-only disk. Choose a folder on another disk.")


class DiskFullError(FileError):
    """There is no room left on the disk."""

    message = N_("The disk of {path} is full. Nothing was changed. Free some space and try again.")


class BusyError(IsdataError):
    """Someone else is storing the same rows."""

    message = N_("Someone else was saving the same rows. Your changes were not saved; please try again.")


class PortError(IsdataError):
    """No port is free for the phones of a workshop."""

    message = N_(
        "No port from {port} to {last} is free for the phones of the workshop. Close other programs, or choose another port."
    )


class JournalError(IsdataError):
    """The journal of a workshop cannot be written."""

    message = N_(
        "The journal of the workshop, {path}, cannot be written: {reason}. Nothing is told to be saved that is not. Free "
        "space on the disk, and check that isdata may write there."
    )


class UnprotectedAddressError(IsdataError):
    """Others could reach the app, and no key protects the facilitator's view."""

    message = N_(
        "isdata does not listen on {address} without a key, because anyone who can reach it could see and "
        "change all data. Set a key in the environment variable {variable}, or omit the address to serve "
        "this machine only."
    )


class NotFoundError(IsdataError):
    """A named thing is not in the database."""

    message = N_("There is no {thing} “{name}”. Available: {known}.")
    _NONE = N_(
        "There is no {thing} “{name}”, and none is stored yet. Import a workbook, or try a sample park: "
        "python -m isdata init sample.duckdb --sample all"
    )

    def __init__(self, **details: object) -> None:
        if not details.get("known"):
            self.message = self._NONE
        super().__init__(**details)


class NoFlowsError(IsdataError):
    """There is nothing to draw."""

    message = N_("No flows of this type can be shown. Choose another type, unit, year or company.")


class UnitError(IsdataError):
    """An amount is in a unit that cannot be converted."""

    message = N_("“{unit}” cannot be converted to {target}. Use one of: {allowed}.")


class SourceError(IsdataError):
    """A file to be imported cannot be read."""

    message = N_("{name} cannot be read: {reason}")


class SourceMissingError(SourceError):
    """There is no such file or folder to be imported."""

    message = N_("The file or folder {name} does not exist. Check the path.")


class SourceTooLargeError(SourceError):
    """A file to be imported is larger than allowed, packed or unpacked."""

    message = N_("{name} is too large: {size}; the limit is {limit}. Split it, or raise the limit.")


class SourceTooWideError(SourceError):
    """A sheet to be imported has more columns than any table could."""

    message = N_(
        "{name} has {columns} columns; at most {limit} are read. Remove those that isdata does not need."
    )


class SourceQuoteError(SourceError):
    """A quotation mark of a CSV file is never closed, so that what follows would be one cell."""

    message = N_(
        'A quotation mark (") in row {row} of {name} is never closed: all that follows would be one cell. Close it, or '
        "remove it."
    )


class SourceHarmfulError(SourceError):
    """Reading a file took more time or memory than allowed, or stopped its reader."""

    message = N_(
        "{name} was not read: it took more time or memory than allowed, or made the reader crash. Open it in Excel, remove "
        "what isdata does not need, and save it as a new .xlsx file."
    )


class SourceFormatError(SourceError):
    """A file to be imported is neither a workbook nor CSV, or its name claims another format."""

    message = N_(
        "{name} is neither an Excel workbook (.xlsx) nor a CSV file (.csv). Save it in one of these formats."
    )


class SourceLockedError(SourceError):
    """A file to be imported is an old .xls file, or has a password."""

    message = N_(
        "{name} is an old Excel file (.xls) or password-protected. Open it in Excel, remove the password, "
        "and save it as .xlsx."
    )


class SourceDamagedError(SourceError):
    """A file to be imported is broken, or made to do harm."""

    message = N_("{name} is damaged and cannot be read. Open it in Excel and save it as a new .xlsx file.")


class SourceEmptyError(SourceError):
    """A file to be imported holds nothing."""

    message = N_("{name} is empty. Choose another file, or fill in the template.")


class SourceStructureError(SourceError):
    """A file to be imported is no JSON document, or nested without end."""

    message = N_(
        "{name} is not a readable JSON document (truncated or nested too deeply). Export it again from "
        "the original program."
    )


class SourceForeignError(SourceError):
    """A file to be imported is an export of no program that is known."""

    message = N_(
        "{name} is not an export of MEASUR, an account of VERIFI or a JUSTIFI template. Choose another "
        "file, or copy the data into the isdata template."
    )


class PlaceError(SourceError):
    """Nobody said where the rows of an export of another program belong."""

    message = N_(
        "{name} does not state the site of its rows. Choose one for each of its places: {places} (on the "
        "command line with --site SITE, or --site PLACE=SITE)."
    )


class MoneyBasisError(SourceError):
    """Nobody said in which currency, or of which year, the money of an export is."""

    message = N_(
        "{name} contains amounts of money without their currency or price year. Choose them (on the command "
        "line with {options})."
    )


class ExportError(IsdataError):
    """A value does not fit into the format asked for."""

    message = N_(
        "“{row_key}”: the text in “{column}” has {length} characters, more than a workbook cell can hold. "
        "Export to a folder instead."
    )


class HiddenError(IsdataError):
    """A guest asks for what only the facilitator may see."""

    message = N_(
        "Costs of single measures, and totals that would reveal a company, are shown to the facilitator "
        "only. Choose more measures, or ask the facilitator."
    )


class ReasonError(IsdataError):
    """A synergy is to end, and nobody says why."""

    message = N_("Ending a synergy needs a reason. State why “{name}” is abandoned.")


class MovedError(IsdataError):
    """A synergy is to be moved from where it is no longer."""

    message = N_(
        "“{name}” was moved by someone else in the meantime. Nothing was saved; check its stage and try "
        "again."
    )


class ChangedError(IsdataError):
    """Values are to be changed that somebody else changed since they were looked at."""

    message = N_(
        "“{name}” was changed by someone else in the meantime. Nothing was saved; open it again and "
        "repeat your change."
    )


class TwinError(IsdataError):
    """What is to be put on the board stands there already."""

    message = N_("Already on the board as “{name}”. Nothing was saved.")


class NoPlaceError(IsdataError):
    """A map is asked for, and nothing has a place."""

    message = N_(
        "No map of “{name}” is possible: no site has coordinates and no plan is stored. Add them in "
        "“Sites” or “Plan features”."
    )


class JumpError(IsdataError):
    """A synergy is to pass over stages, or go back, and nobody says why."""

    message = N_("“{name}” would skip a stage or go back. Enter a reason, or move it stage by stage.")


class ProblemsError(IsdataError):
    """Rows break rules; nothing was stored."""

    message = N_("Problems found: {count}. Nothing was saved; correct them and try again.")

    def __init__(self, problems: "pd.DataFrame") -> None:
        super().__init__(count=len(problems))
        self.problems = problems

    def __str__(self) -> str:
        """Return the sentence with the first cells that are wrong, for who meets it outside a page."""
        lines = [_placed(problem) for problem in self.problems.head(_TOLD).to_dict("records")]
        more = ["…"] if len(self.problems) > _TOLD else []
        return "\n- ".join([super().__str__(), *lines, *more])


_TOLD = 5  # problems that an error names by itself


def _placed(problem: dict) -> str:
    """Return place, rule and value of a problem, without its words: those need a reader."""
    cell = " ".join(str(problem[part]) for part in ("file", "sheet", "cell") if problem.get(part))
    row = " ".join(str(problem[part]) for part in ("table", "row_key") if problem.get(part))
    place = " · ".join(filter(None, (cell, row, str(problem.get("column") or ""))))
    return f"{place}: {problem['rule']} “{problem.get('value') or ''}”"
