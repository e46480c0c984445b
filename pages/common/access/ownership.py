"""Sessions and files of each visitor, from the server's messages."""

from collections import OrderedDict
from dataclasses import dataclass, field

MOST_AWAY = 500  # number of visitors remembered after their last connection ended
MOST_FILES = 2_000  # number per visitor; the oldest are forgotten first


@dataclass
class _Belongings:
    connections: int = 0
    sessions: dict[str, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)


class Ownership:
    """Sessions and files by visitor; used by the server's event loop only."""

    def __init__(self) -> None:
        self._of: OrderedDict[str, _Belongings] = OrderedDict()

    def connect(self, visitor_id: str) -> None:
        """Count a new connection of a visitor."""
        self._of.setdefault(visitor_id, _Belongings()).connections += 1
        self._of.move_to_end(visitor_id)

    def disconnect(self, visitor_id: str) -> None:
        """Count an ended connection; if there are many visitors, the one absent longest is forgotten."""
        self._of[visitor_id].connections -= 1
        away = [one for one, belongings in self._of.items() if not belongings.connections]
        for one in away[: max(0, len(away) - MOST_AWAY)]:
            del self._of[one]

    def give(self, visitor_id: str, session: str | None, files: frozenset[str]) -> None:
        """Record the session and files sent to a visitor."""
        own = self._of[visitor_id]
        if session:
            own.sessions[session] = None
        for file in files:
            own.files.pop(file, None)
            own.files[file] = None
        for kept in (own.sessions, own.files):
            while len(kept) > MOST_FILES:
                del kept[next(iter(kept))]

    def has_session(self, visitor_id: str, session: str) -> bool:
        """Return True if a session belongs to this visitor."""
        return visitor_id in self._of and session in self._of[visitor_id].sessions

    def has_file(self, visitor_id: str, file: str) -> bool:
        """Return True if a file was sent to this visitor."""
        return visitor_id in self._of and file in self._of[visitor_id].files
