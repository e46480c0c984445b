"""Secret of this installation: random bytes for signing the cookies of its visitors."""

import logging
import os
import secrets
from pathlib import Path

from platformdirs import user_state_path

_LENGTH = 32
_log = logging.getLogger("isdata.access")


def state_folder() -> Path:
    """User's folder for data that isdata keeps between starts; the variable ISDATA_STATE sets another one."""
    return Path(os.environ.get("ISDATA_STATE") or user_state_path("isdata", appauthor=False))


def secret(folder: Path | None = None) -> bytes:
    """32 random bytes, generated at the first start and stored in a file that only this user can read.

    If the file cannot be written, the secret lasts until the process ends: everyone must sign in again after
    a restart, and a warning is logged.
    """
    path = (folder or state_folder()) / "cookie-secret"
    try:
        kept = path.read_bytes()
        if len(kept) == _LENGTH:
            return kept
    except FileNotFoundError:
        pass
    except OSError as error:
        return _for_this_process(error)
    try:
        return _made(path)
    except OSError as error:
        return _for_this_process(error)


def _made(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_LENGTH))
    new.replace(path)
    return path.read_bytes()


def _for_this_process(error: OSError) -> bytes:
    _log.warning("Sign-ins end with this process, because its secret cannot be kept: %s", error)
    return secrets.token_bytes(_LENGTH)
