"""What may everybody see? Names where the company agreed, sums from three companies up."""

import pandas as pd

# Sums of fewer companies would tell each what the other has. [-]
FEWEST = 3
# What names a company or its site, in words or by an id.
_NAMING = (
    "name_en", "name_zh", "company_en", "company_zh", "owner", "arc_code", "dropped_reason", "stream_id",
    "stream_change", "benefit_en", "benefit_zh", "note", "source",
)  # fmt: skip
_AMOUNTS = ("energy_saving", "co2_saving", "co2")


def disclosed(appraised: pd.DataFrame, *, sees_all: bool) -> pd.DataFrame:
    """Return the measures with names and amounts only where they may be shown.

    Parameters
    ----------
    appraised : DataFrame
        As `appraise` returns.
    sees_all : bool
        Whether a facilitator looks.

    Returns
    -------
    DataFrame
        `appraised` with is_named; where it is false, names, free text, streams and amounts are empty.
        Payback, life, category and status stay: they tell neither who nor how much.
    """
    is_named = pd.Series(True, index=appraised.index) if sees_all else appraised["visibility"] == "public"
    kept = {name: appraised[name].where(is_named) for name in (*_NAMING, *_AMOUNTS) if name in appraised}
    return appraised.assign(is_named=is_named, **kept)


def may_sum(appraised: pd.DataFrame, *, sees_all: bool) -> bool:
    """Return whether a sum over these measures may be shown: from three companies up, or if all agreed."""
    return sees_all or _all_agreed(appraised) or appraised["company_id"].nunique() >= FEWEST


def may_part(part: pd.DataFrame, whole: pd.DataFrame, *, sees_all: bool) -> bool:
    """Return whether a sum over a part may be shown where the whole has one: their difference is a sum, too.

    It must be of nobody who keeps to itself, or of three such companies or more.

    Parameters
    ----------
    part : DataFrame
        company_id, visibility, and, in a scenario, is_changed: measures that are not as they are in the whole.
    whole : DataFrame
        company_id, visibility; both are told apart by their index.
    sees_all : bool
        Whether a facilitator looks.
    """
    is_other = ~part.index.isin(whole.index)
    if "is_changed" in part:
        is_other |= part["is_changed"].fillna(False).astype(bool).to_numpy()
    differing = pd.concat([part.loc[is_other], whole.loc[~whole.index.isin(part.index)]])
    return sees_all or not _gives_away(set(differing.loc[differing["visibility"] != "public", "company_id"]))


def open_amounts(appraised: pd.DataFrame, column: str, *, sees_all: bool) -> set[str]:
    """Return the groups of measures by `column` whose energy and CO2 may be told.

    Measures of companies that agreed tell theirs one by one, so what is left of a group's sum, and of all groups that
    are not told together, must be of nobody or of three companies that keep to themselves or more.
    """
    groups = appraised[column].astype(str)
    hidden = appraised["company_id"].where(appraised["visibility"] != "public")
    kept = {name: set(firms.dropna()) for name, firms in hidden.groupby(groups)}
    if sees_all:
        return set(kept)
    shut = {name for name, firms in kept.items() if _gives_away(firms)}
    others = [name for name, firms in kept.items() if firms and name not in shut]
    for name in sorted(others, key=lambda name: len(kept[name])):
        if not _gives_away(set().union(*(kept[one] for one in shut))):
            break
        shut.add(name)
    return set(kept) - shut


def _gives_away(firms: set[str]) -> bool:
    """Return whether what these companies have together gives one of them away."""
    return 0 < len(firms) < FEWEST


def open_groups(appraised: pd.DataFrame, column: str, *, sees_all: bool) -> pd.Series:
    """Return the group of each measure by `column`, "few" in place of groups whose sum may not be shown.

    What is left of the whole when all open groups are taken off it is a sum, too: where it is of too few companies,
    the group of fewest companies joins it. Groups of companies that all agreed hide nothing and stay.
    """
    groups = appraised[column].astype(str)
    members = dict(list(appraised.groupby(groups)))
    few = {name for name, rows in members.items() if not may_sum(rows, sees_all=sees_all)}
    others = [name for name, rows in members.items() if name not in few and not _all_agreed(rows)]
    for name in sorted(others, key=lambda name: members[name]["company_id"].nunique()):
        if not few or may_sum(appraised[groups.isin(few)], sees_all=sees_all):
            break
        few.add(name)
    return groups.where(~groups.isin(few), "few")


def _all_agreed(appraised: pd.DataFrame) -> bool:
    return bool((appraised["visibility"] == "public").all())
