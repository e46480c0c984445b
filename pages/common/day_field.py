"""Date format of fields, as in cells and files."""

from typing import Final

FORMAT: Final = "YYYY-MM-DD"
