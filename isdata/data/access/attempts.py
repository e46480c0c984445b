"""Rate limit for sign-in attempts: waiting time doubles with each wrong key, separately for each client."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

FREE = 3  # wrong keys before the first wait, to allow for typing errors
LONGEST = 60.0  # s
FORGOTTEN_AFTER = 3600.0  # s without a wrong key
MOST_CLIENTS = 10_000


@dataclass
class _Record:
    wrong: int = 0
    last: float = -math.inf
    refused: int = 0

    def wait(self, now: float) -> float:
        """Seconds until the next attempt: none for the first ones, then 1, 2, 4, … up to a minute."""
        over = self.wrong - FREE
        return max(0.0, self.last + min(LONGEST, 2.0 ** min(over, 10)) - now) if over >= 0 else 0.0


class Attempts:
    """Wrong keys by client, in memory.

    Parameters
    ----------
    clock : callable
        Monotonic clock. [s]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: dict[str, _Record] = {}

    def wait(self, client: str) -> float:
        """Time until the next key of a client is checked; 0 for none. [s]"""
        record = self._records.get(client)
        left = record.wait(self._clock()) if record else 0.0
        if record and left:
            record.refused += 1
        return left

    def failed(self, client: str) -> tuple[int, int, float]:
        """Record a wrong key; return the number of wrong keys, of further ones during the wait, and the next wait [s]."""
        now = self._clock()
        record = self._records.pop(client, None) or _Record()
        self._records[client] = record  # ordered by time, most recent last
        refused, record.refused = record.refused, 0
        record.wrong, record.last = record.wrong + 1, now
        self._forget(now)
        return record.wrong, refused, record.wait(now)

    def succeeded(self, client: str) -> None:
        """Reset the count of wrong keys of a client that entered the right one."""
        self._records.pop(client, None)

    def _forget(self, now: float) -> None:
        while self._records:
            oldest = next(iter(self._records))
            is_old = now - self._records[oldest].last > FORGOTTEN_AFTER
            if not is_old and len(self._records) <= MOST_CLIENTS:
                return
            del self._records[oldest]
