"""A file cannot be imported or exported."""

from isdata.errors.base import N_, IsdataError


class SourceError(IsdataError):
    """A file to be imported cannot be read."""

    message = N_("{name} cannot be read: {reason}")


class SourceMissingError(SourceError):
    """The file or folder to be imported does not exist."""

    message = N_("The file or folder {name} does not exist. Check the path.")


class SourceTooLargeError(SourceError):
    """A file to be imported is larger than allowed, packed or unpacked."""

    message = N_("{name} is too large: {size}; the limit is {limit}. Split it, or raise the limit.")


class SourceTooWideError(SourceError):
    """A sheet to be imported has more columns than any table."""

    message = N_(
        "{name} has {columns} columns; at most {limit} are read. Remove those that isdata does not need."
    )


class SourceQuoteError(SourceError):
    """A quotation mark in a CSV file is never closed, so that the rest of the file would be one cell."""

    message = N_(
        'A quotation mark (") in row {row} of {name} is never closed: all that follows would be one cell. Close it, or '
        "remove it."
    )


class SourceHarmfulError(SourceError):
    """Reading a file took more time or memory than allowed, or crashed the reading process."""

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
    """A file to be imported is damaged or malicious."""

    message = N_("{name} is damaged and cannot be read. Open it in Excel and save it as a new .xlsx file.")


class SourceEmptyError(SourceError):
    """A file to be imported is empty."""

    message = N_("{name} is empty. Choose another file, or fill in the template.")


class SourceStructureError(SourceError):
    """A file to be imported is not a JSON document, or is nested too deeply."""

    message = N_(
        "{name} is not a readable JSON document (truncated or nested too deeply). Export it again from "
        "the original program."
    )


class SourceForeignError(SourceError):
    """A file to be imported is not an export of a supported program."""

    message = N_(
        "{name} is not an export of one of these programs: {programs}. Choose another file, or copy the data into the "
        "isdata template."
    )


class PlaceError(SourceError):
    """The site for the rows of another program's export is missing."""

    message = N_(
        "{name} does not state the site of its rows. Choose one for each of its places: {places} (on the "
        "command line with --site SITE, or --site PLACE=SITE)."
    )


class MoneyBasisError(SourceError):
    """The currency or price year of the money in an export is missing."""

    message = N_(
        "{name} contains amounts of money without their currency or price year. Choose them (on the command "
        "line with {options})."
    )


class ExportError(IsdataError):
    """A value cannot be represented in the requested format."""

    message = N_(
        "“{row_key}”: the text in “{column}” has {length} characters, more than a workbook cell can hold. "
        "Export to a folder instead."
    )


class WrongSheetError(IsdataError):
    """A returned sheet of the joint report belongs to another park or year."""

    message = N_(
        "The workbook is for {park}, {year}. Choose that park and year, or send out the sheet again."
    )
