"""Companies of the park that a technology would connect: its supplier and its receiver."""

from collections.abc import Iterable

import pandas as pd

from isdata.data.i18n import Reader
from isdata.institution.technologies import Technologies
from isdata.symbiosis.matching import presentation

# Side of the park's company in a match of each end of a technology.
SIDES = {"input": "supply", "output": "demand"}


def partners(found: Technologies, reader: Reader) -> dict[tuple[int, str], str]:
    """Name of the company by offer and end: of the most profitable exchange, else of the best match."""
    best = found.matches.drop_duplicates(["offer", "end"])
    names = {
        (row["offer"], row["end"]): presentation.company(row, SIDES[row["end"]], reader)
        for row in best.to_dict("records")
    }
    for row in found.offers.dropna(subset="gain").to_dict("records"):
        for end, side in (("input", "supplier"), ("output", "receiver")):
            names[row["offer"], end] = reader.name(row[f"{side}_en"], row[f"{side}_zh"])
    return names


def are_joined(offers: pd.DataFrame) -> pd.Series:
    """Flag for each row of `Technologies.offers`: True if supplier and receiver are in the park."""
    return (offers["inputs"] > 0) & ((offers["outputs"] > 0) | offers["receiver_en"].notna())


def are_used(offers: pd.DataFrame, taken: Iterable[str]) -> pd.Series:
    """Flag for each row of `Technologies.offers`: True if it fits the park and its input is one of the resources `taken`.

    Examples
    --------
    >>> offers = pd.DataFrame({"score": [0.5, 0.5, 0.0], "input_id": ["fly_ash", "steam", "fly_ash"]})
    >>> are_used(offers, {"fly_ash"}).tolist()
    [True, False, False]
    """
    return (offers["score"] > 0) & offers["input_id"].isin(list(taken))


def best_of_pairs(offers: pd.DataFrame, names: dict[tuple[int, str], str]) -> pd.DataFrame:
    """Best technology for each pair of supplier and receiver.

    Parameters
    ----------
    offers : DataFrame
        Rows of `Technologies.offers`, the best first.
    names : dict
        As from `partners`.

    Returns
    -------
    DataFrame
        The first row of each pair, and others: the number of further technologies that connect the same companies.
    """
    steps = offers.drop_duplicates("treatment_id").reset_index(drop=True)
    pairs = pd.Series(
        [tuple(names.get((offer, end)) for end in SIDES) for offer in steps["offer"]],
        index=steps.index,
        dtype=object,
    )
    others = pairs.map(pairs.value_counts()).astype(int) - 1
    return steps.assign(others=others)[~pairs.duplicated()]
