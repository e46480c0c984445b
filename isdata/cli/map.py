"""Draw a park's map as on the map page, as a picture file."""

import argparse
from collections.abc import Callable
from pathlib import Path

import vl_convert

from isdata.cli.options import add_viewer
from isdata.cli.output import print_written, write_file
from isdata.data import i18n, ingest
from isdata.output.reports import maps

KINDS = ("material", "energy", "water")


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("map", help="a park's map with its synergies as a picture (SVG, PNG)")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    parser.add_argument("--kind", choices=KINDS, default="material", help="quantity shown by the circles")
    parser.add_argument("--year", metavar="Y", type=int, help="as it was at the end of a year")
    parser.add_argument("--synergy", metavar="S", default="", help="one that stands out")
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    add_viewer(parser)
    parser.add_argument("--out", metavar="X.svg", type=_writable, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the picture."""
    reader = i18n.reader(options.language)
    with ingest.opened(options.file) as con:
        drawn = maps.park_map(
            con,
            park_id=options.park,
            reader=reader,
            viewer=options.viewer,
            kind=options.kind,
            year=options.year,
            picked=options.synergy or None,
        )
    write_file(options.out, WRITERS[options.out.suffix](drawn.to_json()))
    print_written(options.out, reader)
    return 0


WRITERS: dict[str, Callable[[str], bytes]] = {
    ".svg": lambda chart: vl_convert.vegalite_to_svg(chart).encode("utf-8"),
    ".png": lambda chart: vl_convert.vegalite_to_png(chart, scale=2),
}


def _writable(text: str) -> Path:
    path = Path(text)
    if path.suffix not in WRITERS:
        raise argparse.ArgumentTypeError(f"{text}: the name must end in .svg or .png")
    return path
