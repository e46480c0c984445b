"""Options of the command `flows`, and the selection of flows that they define."""

import argparse
from pathlib import Path

import duckdb

from isdata.cli.options import add_viewer
from isdata.data import i18n
from isdata.data.contracts.results import Links
from isdata.errors import N_, NotFoundError, UnitError
from isdata.output.figures import sankey_size
from isdata.park import flows, parks

ALL = "all"
PICTURES, TABLES = (".svg", ".png"), (".csv", ".xlsx")
ENDINGS = (*PICTURES, *TABLES, ".json")
LISTS = ("loops", "ends")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the same options as the controls of the flows page."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    _add_flows(parser)
    _add_comparison(parser)
    _add_output(parser)


def _add_flows(parser: argparse.ArgumentParser) -> None:
    """Add the options for selection, unit and grouping of flows."""
    parser.add_argument("--kind", choices=[*filter(None, flows.COUNTED_IN), ALL], default="material")
    parser.add_argument(
        "--unit", metavar="U", default="", help="t, m³, MWh, GJ, tce, co2 or money, as the kind allows"
    )
    parser.add_argument("--year", metavar="Y", type=int, help="by default the newest")
    parser.add_argument("--look", choices=flows.LOOKS, default="chain")
    parser.add_argument("--company", metavar="C", default="", help="for --look company")
    parser.add_argument(
        "--companies", metavar="C,…", type=_listed, default=(), help="only flows of these companies"
    )
    parser.add_argument(
        "--classes", metavar="K,…", type=_listed, default=(), help="only resources of these classes"
    )
    parser.add_argument("--without-sold", action="store_true", help="without products sold outside the park")
    parser.add_argument("--group", action="store_true", help="group companies")
    parser.add_argument(
        "--fold", metavar="S", type=_share, default=0.01, help="fold what is below this share"
    )
    parser.add_argument(
        "--most", metavar="N", type=_most,
        help="at most N bars of one kind and side; by default as many as fit",
    )  # fmt: skip
    parser.add_argument(
        "--reconciled", action="store_true", help="use reconciled amounts where stored and still valid"
    )


def _add_comparison(parser: argparse.ArgumentParser) -> None:
    """Add the options for another year or other flows to compare with."""
    parser.add_argument("--before", metavar="Y", type=int, help="a year to compare with")
    parser.add_argument(
        "--without", metavar="C,…", type=_listed, default=(), help="what if these companies were gone?"
    )
    parser.add_argument(
        "--scale", metavar="P~R~X~F", type=_scaled, action="append", default=[],
        help="multiply the flow of resource X from P to R by F; may be repeated; an empty P or R means outside the park",
    )  # fmt: skip
    parser.add_argument("--apart", action="store_true", help="both sides of a comparison side by side")


def _add_output(parser: argparse.ArgumentParser) -> None:
    """Add the options for reader, size and file."""
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    add_viewer(parser)
    parser.add_argument("--hall", action="store_true", help="large type and few bars, for presentations")
    parser.add_argument("--size", metavar="WxH", type=_size, help="of the picture, in picture units")
    parser.add_argument(
        "--table",
        choices=LISTS,
        help="loops, or outputs without a receiver, instead of the flows (CSV or XLSX)",
    )
    parser.add_argument("--out", metavar="X.svg", type=_writable, required=True)


def format_(options: argparse.Namespace) -> sankey_size.Format:
    """Format (size) of the picture."""
    if options.size is None and not options.hall:
        return sankey_size.SCREEN
    width, height = options.size or (1760, 900)
    return sankey_size.for_room(width, height, is_hall=options.hall)


def choice(con: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> flows.FlowSelection:
    """Selection of flows defined by the options.

    Raises
    ------
    NotFoundError
        The park, year, company or class does not exist.
    UnitError
        Flows of this kind cannot be expressed in the unit.
    """
    _known(N_("park"), [options.park], parks.parks(con)["park_id"].tolist())
    years = flows.years(con, park_id=options.park)["year"].tolist()
    year = options.year or max(years, default=0)
    _known(N_("year of flows"), [year, *filter(None, [options.before])], years)
    kind = "" if options.kind == ALL else options.kind
    if options.unit and options.unit not in flows.COUNTED_IN[kind]:
        raise UnitError(unit=options.kind, target=options.unit, allowed=", ".join(flows.COUNTED_IN[kind]))
    _check_named(flows.links(con, park_id=options.park, years=years, viewer=options.viewer), options)
    whole = format_(options)
    return flows.FlowSelection(
        year=year,
        before=options.before,
        look=options.look,
        kind=kind,
        unit=options.unit,
        classes=options.classes,
        companies=options.companies,
        company_id=options.company if options.look == "company" else "",
        by_group=options.group and options.look != "company",
        share=options.fold,
        most=options.most or whole.most,
        limit=None if options.most else whole.limit,
        stretch=0 if options.most else flows.FlowSelection.stretch,
        without_sold=options.without_sold,
        is_reconciled=options.reconciled,
        without=options.without,
        scaled=tuple(options.scale),
        is_presented=options.hall and not options.most,
    )


def _check_named(found: Links, options: argparse.Namespace) -> None:
    """Check that companies and classes of the options occur among the flows."""
    asked = [*options.without, *options.companies]
    asked += [end for one in options.scale for end in (one.provider_id, one.receiver_id) if end]
    if options.look == "company":
        asked.append(options.company or "–")
    _known(N_("company with flows"), asked, flows.companies(found)["company_id"].tolist())
    _known(N_("resource class"), options.classes, sorted(set(found["resource_class"])))


def _known(thing: str, asked: list, known: list) -> None:
    for name in asked:
        if name not in known:
            raise NotFoundError(thing=thing, name=name, known=", ".join(map(str, known)))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _scaled(text: str) -> flows.Scaled:
    found = flows.scaled_from(text)
    if not found:
        raise argparse.ArgumentTypeError(
            f"{text} must be PROVIDER~RECEIVER~RESOURCE~FACTOR, the factor from 0 to 100"
        )
    return found[0]


def _size(text: str) -> tuple[float, float]:
    width, _cross, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 300 and int(height) >= 200):
        raise argparse.ArgumentTypeError(f"{text} is not a size: give one such as 1200x600, 300x200 at least")
    return float(width), float(height)


def _writable(text: str) -> Path:
    path = Path(text)
    if path.suffix not in ENDINGS:
        raise argparse.ArgumentTypeError(f"{text} must end in one of {', '.join(ENDINGS)}")
    return path


def _most(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of bars: give a whole number from 1")
    return int(text)


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a share: give a number from 0 to below 1")
    return share
