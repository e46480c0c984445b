"""Decision whether a sum may be disclosed, given all other disclosed sums. Every published sum is checked here.

Guests see sums of three or more companies. The difference of published sums and individual amounts is again a sum,
so counting the companies in each sum is not sufficient. Published sums are kept as directions in the space of the
undisclosed amounts; a further sum may be disclosed if no linear combination of all of them contains only one or two
companies.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

# In a sum of two companies, each could derive the other's amount. [-]
FEWEST = 3
# A combination contains no other company if its remaining part is smaller than this. [-]
_TINY = 1e-6


def identifies(companies: Iterable[Hashable]) -> bool:
    """Return True if a sum of these companies reveals one of them; False for no companies."""
    return 0 < len(set(companies)) < FEWEST


class DisclosedSums:
    """Sums disclosed to guests.

    Parameters
    ----------
    owner : Series
        Owner of each item, such as the company of a measure; missing if the item is disclosed individually. Sums are
        given as factors by item (the index). Sums with other items are refused.
    """

    def __init__(self, owner: pd.Series) -> None:
        self._all = set(owner.index)
        kept = owner.dropna()
        self._place = {name: place for place, name in enumerate(kept.index)}
        self._owner, owners = pd.factorize(kept)
        self._owners = len(owners)
        self._published = np.zeros((len(kept), 0))

    def permits(self, parts: Mapping[Any, float]) -> bool:
        """Return True if this sum may be disclosed in addition to the published ones, or is already published."""
        return self._including(parts) is not None

    def publish(self, parts: Mapping[Any, float]) -> bool:
        """Publish this sum where it may be disclosed; return whether it is."""
        published = self._including(parts)
        if published is None:
            return False
        self._published = published
        return True

    def _including(self, parts: Mapping[Any, float]) -> np.ndarray | None:
        """Published directions including the sum's; None if the sum may not be disclosed."""
        if not self._all.issuperset(parts):
            return None
        new = np.zeros(len(self._place))
        for name, factor in parts.items():
            if name in self._place:
                new[self._place[name]] = factor
        size = np.linalg.norm(new)
        for _twice in range(2):  # one orthogonalisation leaves rounding errors
            new = new - self._published @ (self._published.T @ new)
        if np.linalg.norm(new) <= _TINY * size:
            return self._published
        published = np.column_stack([self._published, new / np.linalg.norm(new)])
        return None if self._identifies(published) else published

    def _identifies(self, published: np.ndarray) -> bool:
        """Return True if a linear combination of the (orthonormal) directions contains too few companies.

        The projection of a combination onto some companies has its full length only if it contains no other company.
        """
        squares = [part.T @ part for part in (published[self._owner == each] for each in range(self._owners))]
        most = np.array([np.linalg.eigvalsh(square)[-1] for square in squares])
        order = np.argsort(-most)
        for at, one in enumerate(order):
            for other in order[at + 1 :] if self._owners > 1 else order:
                if most[one] + most[other] < 1 - _TINY:
                    break  # the rest cannot reach it either: the joint part is at most the sum of single parts
                if np.linalg.eigvalsh(squares[one] + squares[other])[-1] >= 1 - _TINY:
                    return True
        return False


def rounding_step(largest: float) -> float:
    """Rounding step that hides amounts of this size: 1, 2 or 5 times a power of ten."""
    if not np.isfinite(largest) or largest <= 0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(power * times for times in (1, 2, 5, 10) if power * times >= largest * (1 - _TINY)))


def rounded(value: float, largest: float) -> float:
    """Round a figure so that its changes do not reveal amounts up to `largest`.

    NaN if the figure would be rounded to zero, because it is not zero.
    """
    size = rounding_step(largest)
    if size == 0 or value == 0 or not np.isfinite(value):
        return value
    return round(value / size) * size or np.nan
