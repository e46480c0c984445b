"""Type of company data before disclosure control."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Undisclosed(Generic[T]):
    """Complete company data, for computation only. It is not a table, so displaying it is a type error.

    Computations inside `isdata` use `in_full`. Pages, figures, reports and the command line never do; they call a
    function of `disclosure` with their viewer.
    """

    in_full: T
