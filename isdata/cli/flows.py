"""Draw or write a park's flows: what the flows page shows, as a file."""

import argparse
from collections.abc import Callable
from pathlib import Path

import duckdb

from isdata import flows, i18n, parks, store
from isdata.cli.output import say
from isdata.errors import N_, NotFoundError
from isdata.figures import sankey, sankey_caption, sankey_export, sankey_room

ALL = "all"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "flows", help="a park's flows as a picture (SVG, PNG) or table (CSV, XLSX, JSON)"
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    parser.add_argument("--kind", choices=[*filter(None, flows.COUNTED_IN), ALL], default="material")
    parser.add_argument("--unit", metavar="U", default="", help="t, m³, MWh, GJ, tce, co2 or money")
    parser.add_argument("--year", metavar="Y", type=int, help="by default the newest")
    parser.add_argument("--before", metavar="Y", type=int, help="a year to compare with")
    parser.add_argument("--look", choices=flows.LOOKS, default="chain")
    parser.add_argument("--company", metavar="C", default="", help="for --look company")
    parser.add_argument(
        "--fold", metavar="S", type=_share, default=0.01, help="fold what is below this share"
    )
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    parser.add_argument(
        "--reconciled", action="store_true", help="reconciled amounts where some are stored and still hold"
    )
    parser.add_argument("--guest", action="store_true", help="name only companies that agreed to be named")
    parser.add_argument("--out", metavar="X.svg", type=_writable, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and tell what it holds."""
    con = store.open(options.file)
    try:
        choice = _choice(con, options)
        composed = flows.compose(con, park_id=options.park, choice=choice, sees_all=not options.guest)
        park = parks.summary(con, park_id=options.park).iloc[0].to_dict()
    finally:
        con.close()
    reader = i18n.reader(options.language)
    caption = sankey_caption.caption(composed, choice, park, reader)
    layout = sankey_room.lay_out(composed.view, reader, sankey_room.SCREEN)
    part = sankey_export.Part("", composed.view, layout)
    options.out.write_bytes(WRITERS[options.out.suffix](part, reader, caption))
    say(f"{len(composed.view.links)} links of {composed.sources} flows are in {options.out}.")
    for note in caption.notes:
        say(note)
    return 0


def _choice(con: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> flows.Choice:
    known = parks.parks(con)["park_id"]
    if options.park not in set(known):
        raise NotFoundError(thing=N_("park"), name=options.park, known=", ".join(known))
    years = flows.years(con, park_id=options.park)["year"].tolist()
    for year in (options.year or max(years, default="–"), *filter(None, [options.before])):
        if year not in years:
            raise NotFoundError(thing=N_("year of flows"), name=year, known=", ".join(map(str, years)))
    return flows.Choice(
        year=options.year or max(years),
        before=options.before,
        look=options.look,
        kind="" if options.kind == ALL else options.kind,
        unit=options.unit,
        company_id=options.company,
        share=options.fold,
        is_reconciled=options.reconciled,
    )


def _drawn(part: sankey_export.Part, reader: i18n.Reader, caption: sankey_export.Caption) -> sankey.Spec:
    return sankey_export.picture([part], reader, sankey_room.SCREEN, caption)


WRITERS: dict[str, Callable[[sankey_export.Part, i18n.Reader, sankey_export.Caption], bytes]] = {
    ".svg": lambda *seen: sankey_export.svg(_drawn(*seen)),
    ".png": lambda *seen: sankey_export.png(_drawn(*seen)),
    ".csv": lambda part, reader, caption: sankey_export.csv(sankey_export.table([part], reader), caption),
    ".xlsx": lambda part, reader, caption: sankey_export.xlsx(
        sankey_export.table([part], reader), reader, caption
    ),
    ".json": sankey_export.json_text,
}


def _writable(text: str) -> Path:
    path = Path(text)
    if path.suffix not in WRITERS:
        raise argparse.ArgumentTypeError(f"{text} must end in one of {', '.join(WRITERS)}")
    return path


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text} is no share: give a number from 0 to below 1")
    return share
