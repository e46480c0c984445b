"""A file or folder cannot be read or written."""

from isdata.errors.base import N_, IsdataError


class FileError(IsdataError):
    """A file or folder cannot be read or written."""

    message = N_("{path} could not be read or written: {reason}.")


class TextFileError(FileError):
    """A plain text file cannot be read."""

    message = N_("The file {path} cannot be read. Check the path, and save it as plain text in UTF-8.")


class NoSuchFileError(FileError):
    """The file or folder does not exist, and none can be created there."""

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
    """The file name is not valid."""

    message = N_("“{path}” is not a valid file name. Use a shorter name of letters, digits, “-” and “_”.")


class FileEndingError(FileError):
    """The file name extension is not one of a format that can be written."""

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
    """The file is on a read-only disk."""

    message = N_("{path} is on a read-only disk. Choose a folder on another disk.")


class DiskFullError(FileError):
    """The disk is full."""

    message = N_("The disk of {path} is full. Nothing was changed. Free some space and try again.")


class ColumnMapError(FileError):
    """A column map cannot be read."""

    message = N_(
        "The column map {path} cannot be read: {reason}. It is a TOML file with table, [columns] and, where wanted, "
        "[constants] and [wide]; see docs/tutorial.md."
    )


class ColumnMapTargetError(FileError):
    """A column map names a table or column that does not exist."""

    message = N_("The column map {path} names “{name}”, which does not exist. Known: {known}.")


class ColumnMapHeadingError(FileError):
    """A column map names a heading that the file does not have."""

    message = N_("{path} has no heading “{heading}” in row 1. Correct the column map; the file has: {known}.")
