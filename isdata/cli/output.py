"""What commands tell: lines on the screen, problems one a line."""

import sys
from pathlib import Path

import pandas as pd

from isdata.data.i18n import Reader
from isdata.data.ingest.wording import word

ENGLISH = Reader()


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def say_problems(problems: pd.DataFrame) -> None:
    """Write each problem with its place: file, sheet, cell; then how many there are."""
    for problem, key in zip(word(problems, ENGLISH).to_dict("records"), problems["row_key"], strict=True):
        row = "" if pd.isna(problem["row"]) or problem["cell"] else f"row {problem['row']}"
        in_file = [problem["file"], problem["sheet"], problem["cell"] or row]
        place = in_file if problem["file"] else [problem["table"], str(key)]
        say(f"{' · '.join(filter(None, place))}: {problem['message']}")
    say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}.")


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV whose Chinese opens rightly in Excel too."""
    table.to_csv(path, encoding="utf-8-sig", float_format="%.12g")


class ProgressBar:
    """A line on the screen that fills; silent where the output is not a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def __call__(self, share: float, message: str) -> None:
        """Show how far it is."""
        if self._is_shown:
            filled = round(share * 30)
            end = "\n" if share >= 1 else ""
            sys.stderr.write(f"\r{message:<28}[{'#' * filled:<30}] {share:4.0%}{end}")
            sys.stderr.flush()
