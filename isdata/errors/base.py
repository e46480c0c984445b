"""Root of all errors that a user can correct."""


def N_(message: str) -> str:  # noqa: N802 - the customary name of gettext's marker
    """Mark a message for translation; it is translated where it is shown."""
    return message


class IsdataError(Exception):
    """An error that the user can correct, worded for the user.

    `message` is the English sentence with named placeholders and also the key of its
    translation; `details` fill the placeholders. `str(error)` is English, for logs and tests.
    """

    message = ""

    def __init__(self, **details: object) -> None:
        super().__init__(self.message.format(**details))
        self.details = details
