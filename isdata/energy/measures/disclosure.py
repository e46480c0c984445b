"""What may everybody see of single measures, and of groups of them? Names where the company agreed."""

import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.energy.measures.ledger import Openness, Sum, by_group

# Groups whose sum may not be disclosed alone, together.
FEW = "few"
# What names a company or its site, in words or by an id.
_NAMING = (
    "name_en", "name_zh", "company_en", "company_zh", "owner", "arc_code", "dropped_reason", "stream_id",
    "stream_change", "benefit_en", "benefit_zh", "note", "source",
)  # fmt: skip
_AMOUNTS = ("energy_saving", "co2_saving", "co2")


def disclosed(appraised: pd.DataFrame, *, viewer: Viewer) -> pd.DataFrame:
    """Return the measures with names and amounts only where they may be shown.

    Parameters
    ----------
    appraised : DataFrame
        As `appraise` returns.
    viewer : Viewer
        Who reads it.

    Returns
    -------
    DataFrame
        `appraised` with is_named; where it is false, names, free text, streams and amounts are empty.
        Payback, life, category and status stay: they disclose neither who nor how much.
    """
    is_named = (
        pd.Series(True, index=appraised.index) if viewer.sees_all else appraised["visibility"] == "public"
    )
    kept = {name: appraised[name].where(is_named) for name in (*_NAMING, *_AMOUNTS) if name in appraised}
    return appraised.assign(is_named=is_named, **kept)


def open_amounts(of: Sum, groups: pd.Series, openness: Openness | None) -> set[str]:
    """Return the groups of measures whose energy and CO2 may be disclosed.

    Parameters
    ----------
    of : Sum
        Of all of them.
    groups : Series, index measure_id
        As `open_groups` returns.
    openness : Openness or None
        What guests may see; None for the facilitator.
    """
    if openness is None:
        return set(groups)
    return openness.publish_each(by_group(of, groups), with_money=False)


def open_groups(of: Sum, groups: pd.Series, openness: Openness | None) -> pd.Series:
    """Return the group of each measure, "few" in place of groups whose money may not be disclosed.

    All of them together must be stated: what is left of that for "few" is then disclosed as well.
    """
    groups = groups.astype(str)
    if openness is None:
        return groups
    return groups.where(groups.isin(openness.publish_each(by_group(of, groups), with_money=True)), FEW)
