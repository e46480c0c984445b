"""Test prospective companies against the limits of a park, and list their possible exchanges with its companies."""

import argparse
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd

from isdata.cli.output import print_interpretations, print_line, print_written, write_file
from isdata.data import i18n, ingest, store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_, Reader
from isdata.errors import NotFoundError, ProblemsError
from isdata.institution import presentation
from isdata.institution.newcomers import exchanges, findings, inventory, limits
from isdata.institution.newcomers.inventory import Inventory
from isdata.park import flows, parks
from isdata.symbiosis.matching import presentation as match_words


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("newcomer", help="newcomers against the limits of a park")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    _add_newcomers(parser)
    parser.add_argument(
        "--year", type=int, help="of the present use of the park; by default the newest with flows"
    )
    parser.add_argument("--language", choices=list(i18n.LANGUAGES), default="en")
    parser.add_argument(
        "--out", metavar="X.csv", type=Path, help="every limit with result, reason and remedy"
    )
    parser.add_argument(
        "--fits", metavar="Y.csv", type=Path, help="feasible exchanges with companies of the park"
    )
    parser.set_defaults(run=run)


def _add_newcomers(parser: argparse.ArgumentParser) -> None:
    """Add the options that select the newcomers and exchanges to test."""
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--newcomer", metavar="ID", help="a stored newcomer; by default all of the park")
    who.add_argument(
        "--from",
        dest="source",
        metavar="X.xlsx",
        action="append",
        help="file with the tables newcomer and newcomer_flow; it is checked and not stored; may be given again",
    )
    who.add_argument("--sector", metavar="ISIC", help="a typical plant of this division of ISIC Rev. 4")
    parser.add_argument(
        "--employees", metavar="N", type=int, default=200, help="of the typical plant (default 200)"
    )
    parser.add_argument(
        "--synergy",
        metavar="FLOW=STREAM",
        type=_pair,
        action="append",
        default=[],
        help="an exchange to be counted in, by its ids in the list of --fits; may be given again",
    )


def run(options: argparse.Namespace) -> int:
    """Print the result of each newcomer, and write the requested files."""
    read = i18n.reader(options.language)
    with ingest.opened(options.file) as con:
        parks.park(con, options.park)
        years = flows.years(con, park_id=options.park)["year"]
        year = options.year or (int(years.iloc[0]) if len(years) else dt.date.today().year - 1)
        treatments = _treatments(con, read)
        results, fits = [], []
        for name, own in _newcomers(con, options):
            exchanged = None
            if options.fits or options.synergy:
                exchanged = exchanges.exchanges(con, park_id=options.park, inventory=own, viewer=FACILITATOR)
                fits.append(_fits(name, exchanged, treatments, read))
            if options.synergy and exchanged is not None:
                own = replace(own, covered=exchanges.chosen(exchanged, options.synergy))
                _check_counted(options.synergy, fits[-1])
            tested = limits.tested(con, park_id=options.park, inventory=own, year=year, viewer=FACILITATOR)
            results.append(_results(name, tested, read))
            for line in _summary(name, tested, read):
                print_line(line)
    if not results:
        print_line(read.text(N_("No newcomer is stored. Give --from or --sector.")))
    for path, tables in ((options.out, results), (options.fits, fits)):
        if path and tables:
            write_file(path, pd.concat(tables, ignore_index=True))
            print_written(path, read)
    return 0


def _newcomers(
    con: duckdb.DuckDBPyConnection, options: argparse.Namespace
) -> Iterator[tuple[str, Inventory]]:
    """Newcomers by id: from a file, a typical plant, or stored ones.

    Raises
    ------
    NotFoundError
        The newcomer does not exist, or no typical plant of the sector is known.
    """
    if options.sector:
        known = list(store.ask(con, "sectors_with_profile")["sector"])
        if options.sector not in known:
            raise NotFoundError(thing=N_("plant type"), name=options.sector, known=", ".join(known))
        plant = inventory.typical(
            con, park_id=options.park, sector=options.sector, employees=options.employees
        )
        yield f"ISIC {options.sector}", plant
    elif options.source:
        yield from _of_files(con, options.source, options.park)
    else:
        known = inventory.newcomers(con, park_id=options.park)["newcomer_id"]
        for name in [options.newcomer] if options.newcomer else known:
            yield str(name), inventory.stored(con, park_id=options.park, newcomer_id=str(name))


def _of_files(
    con: duckdb.DuckDBPyConnection, source: list[str], park_id: str
) -> Iterator[tuple[str, Inventory]]:
    """Newcomers of a park read from files, checked like an import.

    Raises
    ------
    ProblemsError
        Cells break the rules of the contracts.
    NotFoundError
        The files contain no newcomer of this park.
    """
    found = ingest.check(con, ingest.read(source, is_isolated=True))
    if not found.problems.empty:
        raise ProblemsError(found.problems)
    print_interpretations(found.interpretations)
    rows = {name: found.rows[name].to_pandas() if name in found.rows else None for name in _TABLES}
    companies = rows["newcomer"]
    own = None if companies is None else companies[companies["park_id"] == park_id]
    if own is None or own.empty:
        raise NotFoundError(thing=N_("newcomer"), name=park_id, known="–")
    lines = rows["newcomer_flow"]
    for about in own.to_dict("records"):
        name = about["newcomer_id"]
        of_it = None if lines is None else lines[lines["newcomer_id"] == name]
        yield name, inventory.unsaved_inventory(con, about, of_it, park_id=park_id)


_TABLES = ("newcomer", "newcomer_flow")


def _check_counted(asked: list[str], fits: pd.DataFrame) -> None:
    """Check that all requested exchanges are feasible.

    Raises
    ------
    NotFoundError
        An exchange is not feasible.
    """
    known = list(fits["newcomer_flow_id"] + "=" + fits["stream_id"])
    for pair in asked:
        words = pair.replace("|", "=")
        if words not in known:
            raise NotFoundError(thing=N_("exchange"), name=words, known=", ".join(known[:20]) or "–")


def _summary(name: str, tested: limits.Tested, read: Reader) -> Iterator[str]:
    """Result, and each exceeded limit with reason and remedy."""
    counts = tested.results["status"].value_counts()
    about = read.name(tested.inventory.about["name_en"], tested.inventory.about["name_zh"])
    line = N_("{a}: {b}")
    parts = [
        read.text(line, a=read.text(words), b=counts.get(status, 0))
        for status, words in findings.STATUSES.items()
    ]
    result = f"{read.text(findings.STATUSES[tested.status])} ({read.listed(parts)})"
    whole = f"{name} {about}".strip()
    yield read.text(line, a=whole, b=result)
    for row in tested.results[tested.results["status"] == "fail"].to_dict("records"):
        words = [presentation.reason(row, read), presentation.remedy(row, read)]
        limit = read.name(row["name_en"], row["name_zh"])
        yield "  " + read.text(line, a=limit, b=read.sentences(words))


def _results(name: str, tested: limits.Tested, read: Reader) -> pd.DataFrame:
    """Table of all limits: result in words, and numbers."""
    rows = tested.results.reset_index().to_dict("records")
    return pd.DataFrame(
        {
            "newcomer_id": name,
            "threshold_id": [row["threshold_id"] for row in rows],
            "limit": read.names(tested.results),
            "status": [row["status"] for row in rows],
            "allowed": [presentation.limit(row, read) for row in rows],
            "reason": [presentation.reason(row, read) for row in rows],
            "remedy": [presentation.remedy(row, read) for row in rows],
            **{
                key: [row[key] for row in rows]
                for key in ("value", "used", "lacking", "unit", "year", "source")
            },
        }
    )


def _treatments(con: duckdb.DuckDBPyConnection, read: Reader) -> dict[str, str]:
    """Names of treatments by id."""
    listed = store.ask(con, "match_treatments")
    return dict(zip(listed["treatment_id"], read.names(listed), strict=True))


_SIDES = {True: N_("provides"), False: N_("receives")}


def _fits(name: str, exchanged: pd.DataFrame, treatments: Mapping[str, str], read: Reader) -> pd.DataFrame:
    """Feasible exchanges, best first, with the ids for the option --synergy."""
    rows = exchanged[exchanged["blocked"] == 0].to_dict("records")
    return pd.DataFrame(
        {
            "newcomer_id": [name for _row in rows],
            "newcomer_flow_id": [row["line_id"] for row in rows],
            "stream_id": [row["stream_id"] for row in rows],
            "newcomer": [read.text(_SIDES[bool(row["provides"])]) for row in rows],
            "exchange": [match_words.pair(row, read) for row in rows],
            "treatment": [match_words.steps(row, treatments, read) for row in rows],
            "amount": [match_words.amount(row, read) for row in rows],
            "distance": [match_words.distance(row, read) for row in rows],
            "score": [row["score"] for row in rows],
        },
        dtype=object,
    )


def _pair(text: str) -> str:
    """Exchange in the format that `exchanges.chosen` expects."""
    flow, has_stream, stream = text.partition("=")
    if not flow or not has_stream or not stream:
        raise argparse.ArgumentTypeError(f"{text}: give the ids of a flow and a stream, such as NF01=ST05")
    return f"{flow}|{stream}"
