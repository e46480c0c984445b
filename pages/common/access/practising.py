"""Sessions that work in a practice copy: a guest may upload files in these, within limits, and in no others."""

import threading

MOST_BYTES = 5 * 1024**2  # a file
MOST_FILES = 100  # a session
MOST_SESSIONS = 2_000  # the oldest are forgotten first
_lock = threading.Lock()
_uploads: dict[str, int] = {}


def begin(session: str) -> None:
    """Note that a session works in a practice copy; it stays in it until it ends."""
    with _lock:
        _uploads.setdefault(session, 0)
        while len(_uploads) > MOST_SESSIONS:
            del _uploads[next(iter(_uploads))]


def is_noted(session: str) -> bool:
    """Whether a session works in a practice copy."""
    with _lock:
        return session in _uploads


def may_upload(session: str, size: int) -> bool:
    """Whether a session may upload one more file of this size [bytes]; if so, it is counted."""
    with _lock:
        count = _uploads.get(session)
        if count is None or count >= MOST_FILES or not 0 < size <= MOST_BYTES:
            return False
        _uploads[session] = count + 1
        return True
