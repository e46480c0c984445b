"""Array types of streams and pairs for the compiled search."""

from typing import NamedTuple

import numpy as np

EARTH = 6371.0  # mean radius [km]
UNKNOWN = 0.5  # value of a part of the score without data

# A stream for the compiled search. Words are encoded as numbers; missing data are NaN, or -1 for words.
STREAM: np.dtype = np.dtype(
    [
        ("row", "i8"),
        ("owner", "i8"),
        ("resource", "i8"),
        ("state", "i8"),
        ("unit", "i8"),
        ("forms", "i8"),
        ("needs_licence", "?"),
        ("is_cold", "?"),
        ("is_heat", "?"),
        ("is_pressed", "?"),
        ("passes_on", "?"),
        ("is_unstorable", "?"),
        ("latitude", "f8"),  # [°]
        ("longitude", "f8"),
        ("x", "f8"),  # point on the sphere [km]
        ("y", "f8"),
        ("z", "f8"),
        ("temperature", "f8"),
        ("pressure", "f8"),
        ("hours", "f8"),
        ("daily_from", "f8"),
        ("day_length", "f8"),
        ("steadiness", "f8"),
        ("available_from", "f8"),  # days
        ("available_until", "f8"),
        ("amount", "f8"),
        ("least", "f8"),
        ("cost", "f8"),
        ("reach", "f8"),
        ("rate", "f8"),
        ("trust", "f8"),
        ("share", "f4", (12,)),
    ],
    align=True,
)


class ScoringTerms(NamedTuple):
    """Part of `ranking.Terms` read by compiled code: approach [K], whether money counts, number of matches kept."""

    approach: float
    counts_money: bool
    top: int


# Data of a pair; the product is that of the parts of the score.
PAIR_NUMBERS = (
    "distance", "lacking_temperature", "lacking_pressure", "reach", "quantity", "gain", "quantity_fit", "time_fit",
    "month_fit", "day_fit", "rhythm_fit", "economics", "trust", "product",
)  # fmt: skip
PAIR = np.dtype([(name, "f8") for name in PAIR_NUMBERS])

# A pair that is kept: the rows of its two streams, and the data that cannot be computed from them.
CHOSEN = np.dtype(
    [
        ("supply", "i4"),
        ("demand", "i4"),
        ("similarity", "f8"),
        ("bits", "i4"),  # of the two constraints that need a list
        ("product", "f8"),  # of the parts of the score
        ("place", "i4"),  # rank among the best of its demand
        ("length", "f8"),  # road distance between the two, as in `score_pair` [km]
    ],
    align=True,
)
