"""The type of company data before disclosure control."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Undisclosed(Generic[T]):
    """Data of companies in full, for computing; it is no table, so that showing it is a type error.

    Computations inside `isdata` read `in_full`. Pages, figures, reports and the command line never do; they call a
    function of `disclosure` with their viewer.
    """

    in_full: T
