"""Sessions in a practice copy, the only ones in which a guest may upload files, within limits."""

import threading

MOST_BYTES = 5 * 1024**2  # per file [bytes]
MOST_FILES = 100  # per session
MOST_SESSIONS = 2_000  # the oldest are forgotten first
_lock = threading.Lock()
_uploads: dict[str, int] = {}


def begin(session: str) -> None:
    """Record that a session works in a practice copy, until it ends."""
    with _lock:
        _uploads.setdefault(session, 0)
        while len(_uploads) > MOST_SESSIONS:
            del _uploads[next(iter(_uploads))]


def is_practising(session: str) -> bool:
    """Return True if a session works in a practice copy."""
    with _lock:
        return session in _uploads


def may_upload(session: str, size: int) -> bool:
    """Return True if a session may upload another file of this size [bytes], and count the file."""
    with _lock:
        count = _uploads.get(session)
        if count is None or count >= MOST_FILES or not 0 < size <= MOST_BYTES:
            return False
        _uploads[session] = count + 1
        return True
