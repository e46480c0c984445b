"""How a field writes the day that is chosen or typed: as cells and files take it."""

from typing import Final

FORMAT: Final = "YYYY-MM-DD"
