"""Attempts of a key: each client waits longer after each wrong one, and no client makes another one wait."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

FREE = 3  # wrong keys before the first wait: anybody mistypes
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
        Returns seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: dict[str, _Record] = {}

    def wait(self, client: str) -> float:
        """Return the seconds a client has to wait before its next key is looked at; 0 for none."""
        record = self._records.get(client)
        left = record.wait(self._clock()) if record else 0.0
        if record and left:
            record.refused += 1
        return left

    def failed(self, client: str) -> tuple[int, int, float]:
        """Note a wrong key; return how many there were, how many more came while waiting, and the next wait [s]."""
        now = self._clock()
        record = self._records.pop(client, None) or _Record()
        self._records[client] = record  # the most recent stands last
        refused, record.refused = record.refused, 0
        record.wrong, record.last = record.wrong + 1, now
        self._forget(now)
        return record.wrong, refused, record.wait(now)

    def succeeded(self, client: str) -> None:
        """Forget the wrong keys of a client that gave the right one."""
        self._records.pop(client, None)

    def _forget(self, now: float) -> None:
        while self._records:
            oldest = next(iter(self._records))
            is_old = now - self._records[oldest].last > FORGOTTEN_AFTER
            if not is_old and len(self._records) <= MOST_CLIENTS:
                return
            del self._records[oldest]
