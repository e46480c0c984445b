"""What may everybody see? Names where the company agreed, sums from three companies up."""

import pandas as pd

# Sums of fewer companies would tell each what the other has. [-]
FEWEST = 3


def disclosed(appraised: pd.DataFrame, *, sees_all: bool) -> pd.DataFrame:
    """Return the measures with names only where they may be shown.

    Parameters
    ----------
    appraised : DataFrame
        As `appraise` returns.
    sees_all : bool
        Whether a facilitator looks.

    Returns
    -------
    DataFrame
        `appraised` with is_named; the names of measure and company are empty where it is false.
    """
    is_named = pd.Series(True, index=appraised.index) if sees_all else appraised["visibility"] == "public"
    names = ("name_en", "name_zh", "company_en", "company_zh")
    return appraised.assign(is_named=is_named, **{name: appraised[name].where(is_named) for name in names})


def may_sum(appraised: pd.DataFrame, *, sees_all: bool) -> bool:
    """Return whether a sum over these measures may be shown: from three companies up, or if all agreed."""
    is_open = bool((appraised["visibility"] == "public").all())
    return sees_all or is_open or appraised["company_id"].nunique() >= FEWEST


def open_groups(appraised: pd.DataFrame, column: str, *, sees_all: bool) -> pd.Series:
    """Return the group of each measure by `column`, "few" in place of groups whose sum may not be shown."""
    groups = appraised[column].astype(str)
    hidden = [name for name, members in appraised.groupby(groups) if not may_sum(members, sees_all=sees_all)]
    return groups.where(~groups.isin(hidden), "few")
