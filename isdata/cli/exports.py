"""Import of files exported by other programs: options that assign their rows to sites."""

import argparse
from pathlib import Path

from isdata.cli.output import ENGLISH, print_line
from isdata.data import contracts
from isdata.data.ingest import Limits, Source, foreign
from isdata.errors import NotFoundError, PlaceError


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options needed for exports of other programs."""
    group = parser.add_argument_group(f"exports of {', '.join(foreign.PROGRAMS)}")
    group.add_argument(
        "--site",
        metavar="[PLACE=]SITE",
        action="append",
        default=[],
        help="site of the export's rows; with several places, one for each, as PLACE=SITE",
    )
    group.add_argument("--network", metavar="N", default=None, help="network that measures are reported to")
    group.add_argument(
        "--currency",
        metavar="CODE",
        choices=contracts.choices("currency"),
        default=None,
        help="currency of the amounts of money, by ISO 4217",
    )
    group.add_argument(
        "--price-year", metavar="YEAR", type=int, default=None, help="price year of the amounts of money"
    )
    group.add_argument(
        "--lifetime", metavar="YEARS", type=float, default=10.0, help="of measures (default 10)"
    )
    group.add_argument(
        "--leave-out-unreadable",
        action="store_true",
        help="leave out entries that cannot be read, and list them; otherwise nothing is imported",
    )


def is_one(sources: list[str]) -> bool:
    """Return True if there is one source and it is an export of another program."""
    path = Path(sources[0])
    if len(sources) > 1 or not path.is_file() or path.stat().st_size > Limits().file_bytes:
        return False
    return foreign.is_foreign(path.name, path.read_bytes(), is_isolated=True)


def converted(options: argparse.Namespace, limits: Limits) -> Source:
    """Export as rows to be checked, and print what is left out.

    Raises
    ------
    PlaceError, NotFoundError
        No site is given, or a site is given for a place that the export does not contain.
    """
    export = foreign.open_export(options.source[0], limits=limits, is_isolated=True)
    placement = foreign.Placement(
        sites=_sites(export, options.site),
        network_id=options.network,
        currency=options.currency or export.currency,
        price_year=options.price_year,
        lifetime=options.lifetime,
        leaves_out=options.leave_out_unreadable,
    )
    found = foreign.convert(export, placement)
    for row in foreign.left_out_table(found.left_out, ENGLISH).to_dict("records"):
        print_line(f"left out: {row['place']}: {row['reason']}")
    return found.source


def _sites(export: foreign.Export, given: list[str]) -> dict[str, str]:
    """Site of each place in the export; a place is identified by its ID or name."""
    known = {name: place for place, name in export.places.items()} | {place: place for place in export.places}
    if not given:
        raise PlaceError(name=export.name, places=", ".join(export.places.values()))
    sites = {}
    for each in given:
        place, separator, site_id = each.rpartition("=")
        if not separator:
            return dict.fromkeys(export.places, each)
        if place not in known:
            raise NotFoundError(thing="place", name=place, known=", ".join(export.places.values()))
        sites[known[place]] = site_id
    return sites
