"""Streams that mix, with what they hold, written shortly."""

import numpy as np
import pandas as pd

UNKNOWN = (np.nan, np.nan)


def flows(**given):
    return pd.DataFrame(
        [(flow, *pair) for flow, pair in given.items()], columns=["flow_id", "value", "deviation"]
    )


def contents(substance="salt", **given):
    return flows(**given).assign(substance=substance)


def mixer(*substances):
    """Two streams a and b become c; nothing of the substances is lost."""
    return pd.DataFrame(
        [
            ("mixer", substance, flow, sign)
            for substance in (None, *substances)
            for flow, sign in (("a", 1), ("b", 1), ("c", -1))
        ],
        columns=["balance_id", "substance", "flow_id", "coefficient"],
    )
