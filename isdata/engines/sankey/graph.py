"""Nodes and links of a table, validated for drawing."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Graph:
    """A table of links as numbers.

    Links between the same two nodes run side by side, so the layout treats them as one arc until they are
    drawn. Nodes and arcs are sorted by name, so that the result does not depend on the order of rows.

    Attributes
    ----------
    names : list, length n
        Nodes; a node's number is its index in this list.
    arc : array, shape (m,)
        Arc of each link, in the order of the table's rows.
    source, target : array, shape (a,)
        Ends of each arc.
    value, count : array, shape (a,)
        Sum of the values of the arc's links, and number of these links.
    link_value : array, shape (m,)
    """

    names: list[Hashable]
    arc: Ints
    source: Ints
    target: Ints
    value: Floats
    count: Ints
    link_value: Floats

    @property
    def number(self) -> dict[Hashable, int]:
        """Number of each node by its name."""
        return {name: i for i, name in enumerate(self.names)}

    @property
    def throughput(self) -> Floats:
        """The larger of inputs and outputs of each node, shape (n,)."""
        n = len(self.names)
        entering = np.bincount(self.target, self.value, minlength=n)
        leaving = np.bincount(self.source, self.value, minlength=n)
        return np.maximum(entering, leaving)


def read(links: pd.DataFrame) -> Graph:
    """Links as numbers.

    Parameters
    ----------
    links : DataFrame
        source, target, value; one row per link.

    Raises
    ------
    ValueError
        If a column is missing, an end is missing, or a value is missing, infinite or negative.
    """
    missing = [name for name in ("source", "target", "value") if name not in links.columns]
    if missing:
        raise ValueError(f"links need the columns source, target and value; missing: {', '.join(missing)}")
    value = _values(links)
    for end in ("source", "target"):
        _refuse(links, links[end].isna().to_numpy(), f"have no {end}")
    names = sorted({*links["source"], *links["target"]}, key=lambda name: (str(name), str(type(name))))
    number = {name: i for i, name in enumerate(names)}
    ends = np.array(
        [[number[a], number[b]] for a, b in zip(links["source"], links["target"], strict=True)],
        dtype=np.int64,
    ).reshape(-1, 2)
    pairs, arc = np.unique(ends, axis=0, return_inverse=True)
    arc = arc.ravel().astype(np.int64)
    return Graph(
        names=names,
        arc=arc,
        source=np.ascontiguousarray(pairs[:, 0]),
        target=np.ascontiguousarray(pairs[:, 1]),
        value=np.bincount(arc, value, minlength=len(pairs)).astype(np.float64),
        count=np.bincount(arc, minlength=len(pairs)).astype(np.int64),
        link_value=value,
    )


def _values(links: pd.DataFrame) -> Floats:
    try:
        value = links["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise ValueError(f"the values of links must be numbers: {error}") from error
    _refuse(links, np.isnan(value), "have no value")
    _refuse(links, np.isinf(value), "have an infinite value")
    _refuse(links, value < 0, "have a negative value; swap source and target instead")
    return value


def _refuse(links: pd.DataFrame, bad: NDArray[np.bool_], why: str) -> None:
    if bad.any():
        rows = ", ".join(str(label) for label in links.index[bad][:5])
        raise ValueError(f"{int(bad.sum())} links {why}; rows: {rows}")
