"""The app or a workshop cannot be served."""

from isdata.errors.base import N_, IsdataError


class UnprotectedAddressError(IsdataError):
    """The app would be reachable from other machines without a key that protects the facilitator's view."""

    message = N_(
        "isdata does not listen on {address} without a key, because anyone who can reach it could see and "
        "change all data. Set a key in the environment variable {variable}, or omit the address to serve "
        "this machine only."
    )


class PortError(IsdataError):
    """No free port for the phones of a workshop."""

    message = N_(
        "No port from {port} to {last} is free for the phones of the workshop. Close other programs, or choose another port."
    )


class PhotoError(IsdataError):
    """A photo sent by a phone cannot be read."""

    message = N_("This photo cannot be read. Send a JPEG, PNG or WebP picture of at most 12 MB.")


class UsedSinceError(IsdataError):
    """Records of a workshop were changed or used in the meantime and cannot be withdrawn."""

    message = N_(
        "“{name}” was changed or used since the workshop stored it, so it stays in the park file. Change it on the board, "
        "or undo the changes on the History page."
    )


class JournalError(IsdataError):
    """The journal of a workshop cannot be written."""

    message = N_(
        "The journal of the workshop, {path}, cannot be written: {reason}. Nothing is shown as saved that is not. Free "
        "space on the disk, and check that isdata may write there."
    )


class ShortKeyError(IsdataError):
    """The facilitator's key is too short."""

    message = N_(
        "The key in the environment variable {variable} is too short. Use at least {least} characters, such as "
        "four words."
    )


class UnguardedError(IsdataError):
    """The pages are served without access control."""

    message = N_(
        "The pages were started without access control. Stop this server and start isdata with “isdata serve” or "
        "“streamlit run server.py”."
    )
