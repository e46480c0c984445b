"""The database file cannot be used."""

from isdata.errors.base import N_, IsdataError


class StoreError(IsdataError):
    """The database file cannot be used."""


class MissingFileError(StoreError):
    """The database file does not exist."""

    message = N_("The file {path} does not exist. Create it with: python -m isdata init {path}")


class LockedFileError(StoreError):
    """Another process has the database file open."""

    message = N_(
        "{path} is open in another program. Close the other isdata, or use its Data page; only one "
        "program can open the file at a time."
    )


class NotPublicError(StoreError):
    """The file contains data that are not public."""

    message = N_("{path} is not a public copy. Make one with: python -m isdata public {path} COPY")


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
    """The content of the database file is corrupted: it differs from what was written."""

    message = N_(
        "{path} is damaged (checksum mismatch). Restore the latest backup with: python -m isdata restore "
        "{path} BACKUP. The damaged file is kept."
    )


class DamagedLogError(StoreError):
    """The write-ahead log of the newest changes, beside the database file, is damaged."""

    message = N_(
        "The change log of {path} is damaged. Recover all data up to its last valid entry with: python -m "
        "isdata recover {path}. The damaged files are kept."
    )


class LostFileError(StoreError):
    """The database file is missing, but the copy kept by an earlier restore exists."""

    message = N_(
        "{path} is missing, but its copy {former} from an earlier restore exists. No empty database was "
        "created. Recover it with: python -m isdata recover {path}"
    )


class OrphanedLogError(StoreError):
    """The database file is missing, but its write-ahead log of the newest changes exists."""

    message = N_(
        "{path} is missing, but its change log {log} exists. No empty database was created. Put the file "
        "back beside its log, or move the log."
    )


class InvalidBackupError(StoreError):
    """A table of a backup cannot be restored."""

    message = N_(
        "{path} was not restored: its table “{table}” is missing or contains invalid data. Choose another "
        "backup."
    )


class HarmfulBackupError(StoreError):
    """Reading a backup took more time or memory than allowed, or crashed the reading process."""

    message = N_(
        "{path} was not restored: reading it exceeded the time or memory limit, or failed. It is damaged "
        "or malicious; choose another backup."
    )


class ExistingFileError(StoreError):
    """A copy would overwrite an existing file."""

    message = N_("The file {path} already exists. Choose another name for the copy, or move that file.")


class BusyError(IsdataError):
    """Another session is storing the same rows."""

    message = N_("Someone else was saving the same rows. Your changes were not saved; please try again.")
