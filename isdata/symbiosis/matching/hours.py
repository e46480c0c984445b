"""Operating hours of streams, and common hours of two streams, which limit resources that cannot be
stored."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.symbiosis.matching.streams import MONTHS

DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])  # of each month [d]
# Without stated hours of the day: one shift, two shifts, or day and night, the shortest that covers the hours
# of the busiest month. An assumption of this product. (hour it begins, hours a day)
SHIFTS = ((8.0, 8.0), (6.0, 16.0), (0.0, 24.0))
RUNS = [f"runs_{month}" for month in range(1, 13)]
_FEW = 40  # above this number of different shares of days, shares are rounded to hundredths
_LEAST = 1e-9


def pattern(prepared: pd.DataFrame) -> pd.DataFrame:
    """Operating time of each stream: a window of the day, and the share of days in each month.

    Parameters
    ----------
    prepared : DataFrame
        As from `matching.streams.prepared`.

    Returns
    -------
    DataFrame
        begins [h], day_length [h], is_assumed (the window was not stated), runs_1 to runs_12: share of the
        days of each month [-], running_hours [h/yr], is_cut: whether the stated hours exceed those of the
        window; with the index of `prepared`. A stream operates for its whole window on each of its days; if
        annual operating hours are missing, it operates every day.
    """
    shares = prepared[MONTHS].astype(float).round(6).to_numpy()
    even = DAYS / DAYS.sum()
    shares = np.where(np.isnan(shares), even, shares)
    length = prepared["day_length"].astype(float).to_numpy()
    is_stated = ~np.isnan(length)
    hours = prepared["hours"].astype(float).to_numpy()
    hours = np.where(np.isnan(hours), np.where(is_stated, length, 24.0) * DAYS.sum(), hours)
    busiest = (hours[:, None] * shares / DAYS).max(axis=1, initial=0.0)  # hours a day
    shift = np.searchsorted([hours for _, hours in SHIFTS[:-1]], busiest - _LEAST)
    begins, assumed = np.array(SHIFTS)[shift].T
    length = np.where(is_stated, length, assumed)
    begins = np.where(is_stated, prepared["daily_from"].astype(float).to_numpy() % 24, begins)
    wanted = hours[:, None] * shares / (DAYS * length[:, None])
    runs = np.minimum(1.0, wanted)
    table = pd.DataFrame(runs, columns=RUNS, index=prepared.index)
    return table.assign(
        begins=begins,
        day_length=length,
        is_assumed=~is_stated,
        running_hours=(runs * DAYS).sum(axis=1) * length,
        # Leap years and rounded windows do not count as a contradiction.
        is_cut=(wanted > 1.01).any(axis=1) & prepared["hours"].notna().to_numpy(),
    )


def shared_window(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Number of daily hours shared by the windows of two streams, row by row. [h]

    Parameters
    ----------
    one, other : DataFrame
        begins and day_length [h] as from `pattern`.

    Examples
    --------
    A night shift from 22 to 6 and one from 5 to 13:

    >>> night, day = (pd.DataFrame({"begins": [b], "day_length": [8.0]}) for b in (22.0, 5.0))
    >>> shared_window(night, day).tolist()
    [1.0]
    """
    begins, start = one["begins"].to_numpy(), other["begins"].to_numpy()
    ends, stop = begins + one["day_length"].to_numpy(), start + other["day_length"].to_numpy()
    shifted = [
        np.maximum(0.0, np.minimum(ends, stop + day) - np.maximum(begins, start + day))
        for day in (-24.0, 0.0, 24.0)
    ]
    return np.sum(shifted, axis=0)


def shared_days(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Number of common operating days per year, row by row: the idle days of both coincide. [d/yr]

    Parameters
    ----------
    one, other : DataFrame
        As from `pattern`.
    """
    return np.minimum(one[RUNS].to_numpy(), other[RUNS].to_numpy()) @ DAYS


@dataclass(frozen=True)
class States:
    """The year as states, each with its own set of operating streams.

    Attributes
    ----------
    days : ndarray of bool, kinds of day × streams
        Streams that operate on it.
    count : ndarray
        Number of such days. [d/yr]
    blocks : ndarray, blocks × 2
        First and last hour of the day. [h]
    windows : ndarray of bool, blocks × streams
        Streams whose window contains the block.
    """

    days: np.ndarray
    count: np.ndarray
    blocks: np.ndarray
    windows: np.ndarray

    def distinct(self) -> tuple[np.ndarray, np.ndarray]:
        """Streams running in each distinct state (states × streams), and its hours per year."""
        running = (self.days[:, None, :] & self.windows[None, :, :]).reshape(-1, self.days.shape[1])
        length = self.blocks[:, 1] - self.blocks[:, 0]
        rows, place = np.unique(running, axis=0, return_inverse=True)
        return rows, np.bincount(place.ravel(), np.outer(self.count, length).ravel(), len(rows))


def states(patterns: pd.DataFrame) -> States:
    """Year as states: kinds of day by operating streams, and blocks of the day by open windows.

    In each month, a stream that operates on fewer days does so on days on which the others operate too.

    Parameters
    ----------
    patterns : DataFrame
        As from `pattern`.

    Returns
    -------
    States
    """
    runs = patterns[RUNS].to_numpy(dtype=float)
    if len(np.unique(runs)) > _FEW:
        runs = np.rint(runs * 100) / 100
    kinds, counts = [np.zeros((0, len(patterns)), dtype=bool)], [np.zeros(0)]
    for month, length in enumerate(DAYS):
        levels = np.unique(np.concatenate([[0.0, 1.0], runs[:, month]]))
        kinds.append(runs[:, month] >= levels[1:, None])
        counts.append(length * np.diff(levels))
    days, place = np.unique(np.concatenate(kinds), axis=0, return_inverse=True)
    count = np.bincount(place.ravel(), np.concatenate(counts), len(days))
    begins, length = (patterns[name].to_numpy(dtype=float) for name in ("begins", "day_length"))
    edges = np.unique(np.concatenate([[0.0, 24.0], begins % 24, (begins + length) % 24]))
    middle = (edges[:-1] + edges[1:])[:, None] / 2
    blocks = np.column_stack([edges[:-1], edges[1:]])
    return States(days, count, blocks, (middle - begins) % 24 < length)
