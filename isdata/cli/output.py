"""Output of commands: lines on the screen, one line per problem, and files."""

import sys
from pathlib import Path

import pandas as pd

from isdata.data import files
from isdata.data.i18n import N_, Reader
from isdata.data.ingest.problem_messages import interpreted, message_table
from isdata.data.spreadsheet_csv import to_csv

ENGLISH = Reader()


def print_line(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def print_written(path: Path, reader: Reader = ENGLISH) -> None:
    """Print that a file was written."""
    print_line(reader.text(N_("{file} is written."), file=path))


def print_problems(problems: pd.DataFrame, reader: Reader = ENGLISH) -> None:
    """Print each problem with file, sheet and cell, then the number of problems."""
    for problem, key in zip(
        message_table(problems, reader).to_dict("records"), problems["row_key"], strict=True
    ):
        is_row = pd.notna(problem["row"]) and not problem["cell"]
        row = reader.text(N_("row {number}"), number=problem["row"]) if is_row else ""
        in_file = [problem["file"], problem["sheet"], problem["cell"] or row]
        place = in_file if problem["file"] else [problem["table"], str(key)]
        print_line(f"{' · '.join(filter(None, place))}: {problem['message']}")
    print_line(reader.plural("{count} problem.", "{count} problems.", len(problems)))


def print_interpretations(interpretations: pd.DataFrame) -> None:
    """Print the interpreted entries, once for all equal cells."""
    for entry in interpreted(interpretations, ENGLISH).to_dict("records"):
        cells = f"{entry['cells']} cells from " if entry["cells"] > 1 else ""
        taken = (
            f"“{entry['value']}” read as “{entry['meaning']}”" if entry["meaning"] else f"“{entry['value']}”"
        )
        print_line(f"review: {cells}{entry['place']}: {entry['column']}: {taken}: {entry['why']}")


def write_file(path: Path, content: bytes | pd.DataFrame) -> None:
    """Write a file; a table is written as CSV without its index. Missing folders are created.

    Raises
    ------
    FileError
        The file cannot be written; an existing file is unchanged.
    """
    files.write(path, to_csv(content) if isinstance(content, pd.DataFrame) else content)


class ProgressBar:
    """Progress bar on the screen; silent where the output is not a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def __call__(self, share: float, message: str) -> None:
        """Show the progress."""
        if self._is_shown:
            filled = round(share * 30)
            end = "\n" if share >= 1 else ""
            sys.stderr.write(f"\r{message:<28}[{'#' * filled:<30}] {share:4.0%}{end}")
            sys.stderr.flush()
