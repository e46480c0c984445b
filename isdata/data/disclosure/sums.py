"""May a sum be stated, given what else is stated? Whatever is published as a sum is decided here.

Guests read sums from three companies up. A sum less other sums, and less what is stated one by one, is a sum, too: so it is
not enough to count who is in each. Published sums are kept as directions in the space of what companies are undisclosed; a
further one may be disclosed as long as no combination of them all is of one or two companies alone.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

# Sums of fewer companies would disclose to each what the other has. [-]
FEWEST = 3
# A combination is of nobody else where less than this of it is left. [-]
_NOTHING = 1e-6


def identifies(companies: Iterable[Hashable]) -> bool:
    """Whether what these companies have together identifies one of them; of nobody, it does not."""
    return 0 < len(set(companies)) < FEWEST


class DisclosedSums:
    """Sums that are disclosed to guests.

    Parameters
    ----------
    owner : Series
        Whose each thing is, such as the company of a measure; missing where the thing is stated by itself anyway. Sums are
        published in terms of its index: with which factor each thing counts. Things that are not in it are refused.
    """

    def __init__(self, owner: pd.Series) -> None:
        self._all = set(owner.index)
        kept = owner.dropna()
        self._place = {name: place for place, name in enumerate(kept.index)}
        self._owner, owners = pd.factorize(kept)
        self._owners = len(owners)
        self._published = np.zeros((len(kept), 0))

    def permits(self, parts: Mapping[Any, float]) -> bool:
        """Whether this sum may be disclosed beside all that is stated: also whether it is stated already."""
        return self._with(parts) is not None

    def publish(self, parts: Mapping[Any, float]) -> bool:
        """Publish this sum where it may be disclosed; return whether it is."""
        published = self._with(parts)
        if published is None:
            return False
        self._published = published
        return True

    def _with(self, parts: Mapping[Any, float]) -> np.ndarray | None:
        """Return the directions that are stated, with that of the sum; None where it may not be disclosed."""
        if not self._all.issuperset(parts):
            return None
        new = np.zeros(len(self._place))
        for name, factor in parts.items():
            if name in self._place:
                new[self._place[name]] = factor
        size = np.linalg.norm(new)
        for _twice in range(2):  # once leaves rounding behind
            new = new - self._published @ (self._published.T @ new)
        if np.linalg.norm(new) <= _NOTHING * size:
            return self._published
        published = np.column_stack([self._published, new / np.linalg.norm(new)])
        return None if self._identifies(published) else published

    def _identifies(self, published: np.ndarray) -> bool:
        """Whether some combination of the directions, which are orthonormal, is of too few companies alone.

        The part of a combination that lies with some companies is as long as the whole only if nothing lies elsewhere.
        """
        squares = [part.T @ part for part in (published[self._owner == each] for each in range(self._owners))]
        most = np.array([np.linalg.eigvalsh(square)[-1] for square in squares])
        order = np.argsort(-most)
        for at, one in enumerate(order):
            for other in order[at + 1 :] if self._owners > 1 else order:
                if most[one] + most[other] < 1 - _NOTHING:
                    break  # so are all others: together they hold no more than each alone, added up
                if np.linalg.eigvalsh(squares[one] + squares[other])[-1] >= 1 - _NOTHING:
                    return True
        return False


def rounding_step(largest: float) -> float:
    """Distance between published figures from which nothing of this size can be derived: 1, 2 or 5 times a power of ten."""
    if not np.isfinite(largest) or largest <= 0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(power * times for times in (1, 2, 5, 10) if power * times >= largest * (1 - _NOTHING)))


def rounded(value: float, largest: float) -> float:
    """A figure rounded so far that what is as large as `largest` or smaller cannot be distinguished from how it moves.

    Missing where nothing would be left of it: it is not nothing.
    """
    size = rounding_step(largest)
    if size == 0 or value == 0 or not np.isfinite(value):
        return value
    return round(value / size) * size or np.nan
