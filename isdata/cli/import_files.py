"""Import workbooks, CSV files and exports of other programs; all rows are stored, or none."""

import argparse
import getpass
from pathlib import Path

from isdata.cli import exports
from isdata.cli.output import ENGLISH, ProgressBar, print_interpretations, print_line, print_problems
from isdata.data import ingest
from isdata.data.ingest import column_maps, foreign, numbers, problem_messages


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "import", help="store workbooks, CSV files or exports of other programs, all or nothing"
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "source",
        metavar="SOURCE",
        nargs="+",
        help=f"workbook, CSV file named after its table, folder, or one export of {', '.join(foreign.PROGRAMS)}",
    )
    parser.add_argument("--dry-run", action="store_true", help="check everything and store nothing")
    _add_reading(parser)
    parser.add_argument("--who", default=None, help="name for the change log; your login name by default")
    parser.add_argument("--limit-mb", type=int, default=None, help="largest file that is read, in MB")
    exports.add_options(parser)
    parser.set_defaults(run=run)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options that control how cells and columns are read."""
    parser.add_argument(
        "--notation",
        choices=numbers.NOTATIONS,
        default="auto",
        help="decimal separator of numbers stored as text",
    )
    parser.add_argument(
        "--accept-proposals",
        action="store_true",
        help="accept the proposals for unknown ids, resources and units; list them first with --dry-run",
    )
    parser.add_argument(
        "--park", metavar="ID", default=None, help="park of companies and flows that come without ids"
    )
    parser.add_argument(
        "--columns",
        metavar="MAP.toml",
        type=Path,
        default=None,
        help="map of the columns of a table of another author, long or wide; by default SOURCE.columns.toml beside the file",
    )


def _column_map(options: argparse.Namespace) -> column_maps.ColumnMap | None:
    """Column map given as an option, or found beside a single file."""
    if options.columns:
        return column_maps.load(options.columns)
    beside = column_maps.path_beside(Path(options.source[0]))
    return column_maps.load(beside) if len(options.source) == 1 and beside.is_file() else None


def _mapped(path: Path, mapping: column_maps.ColumnMap, limits: ingest.Limits) -> ingest.Source:
    """Rows of a table in a foreign layout; prints how its columns are read and which are left out."""
    source, left_out = column_maps.read(path, mapping, limits)
    sheet = source.sheets[0]
    for letter, column in sheet.headings.items():
        examples = [text for text in sheet.cells[letter].to_pylist()[:20] if text][:2]
        print_line(f"{mapping.table}.{column} ({letter}): {', '.join(examples)}")
    if left_out:
        print_line(f"left out: {', '.join(left_out)}")
    return source


def _source(options: argparse.Namespace) -> tuple[ingest.Source, str]:
    """Source to be stored, and the notation of its numbers."""
    limits = (
        ingest.Limits() if options.limit_mb is None else ingest.Limits(file_bytes=options.limit_mb * 2**20)
    )
    if mapping := _column_map(options):
        return _mapped(Path(options.source[0]), mapping, limits), options.notation
    if exports.is_one(options.source):
        return exports.converted(options, limits), "point"
    source = ingest.read(options.source, limits=limits, is_isolated=True, progress=ProgressBar())
    return source, options.notation


def run(options: argparse.Namespace) -> int:
    """Check the files, then store them unless this is a dry run."""
    source, notation = _source(options)
    with ingest.opened(options.file) as con:
        found = ingest.check(
            con,
            source,
            notation=notation,
            accept_proposals=options.accept_proposals,
            park_id=options.park,
            progress=ProgressBar(),
        )
        for notice in found.notices:
            print_line(problem_messages.notice(notice, ENGLISH))
        print_interpretations(found.interpretations)
        if not found.problems.empty:
            print_problems(found.problems)
            if found.proposals:
                print_line(f"{found.proposals} have a proposal; take them all with --accept-proposals.")
            return 1
        if options.dry_run:
            print_line(f"{found.count} rows can be stored.")
            return 0
        who, reason = options.who or getpass.getuser(), ", ".join(source.contents)
        version = ingest.store(con, found, who=who, reason=reason, progress=ProgressBar())
    print_line(f"{found.count} rows are stored; the data version is {version}.")
    return 0
