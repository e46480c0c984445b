"""Write a report for managers or investors as a Word document or a workbook."""

import argparse
import datetime as dt
from pathlib import Path

from isdata import i18n, reports, store
from isdata.cli.appraise import positive, share
from isdata.cli.output import say
from isdata.measures import Terms
from isdata.planning import Limits


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("report", help="a valuation report or a one-page summary (DOCX, XLSX)")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--park", metavar="P", required=True)
    about = parser.add_mutually_exclusive_group()
    about.add_argument("--synergy", metavar="S", help="of one synergy")
    about.add_argument("--measure", metavar="M", help="of one measure")
    about.add_argument("--budget", metavar="MONEY", type=_money, help="of the best plan within a budget")
    parser.add_argument("--scope", choices=("achieved", "ahead", "all"), default="all")
    parser.add_argument("--kind", choices=list(reports.REPORTS), default="valuation")
    parser.add_argument("--discount-rate", metavar="R", type=share, default=0.08)
    parser.add_argument("--price-factor", metavar="F", type=positive, default=1.0)
    parser.add_argument(
        "--loan", metavar="SHARE", type=_part, default=0.0, help="of the investment, as a share"
    )
    parser.add_argument("--interest", metavar="R", type=_part, default=reports.Loan.interest)
    parser.add_argument("--term", metavar="YEARS", type=int, choices=range(1, 31), default=reports.Loan.term)
    parser.add_argument("--inflation", metavar="R", type=_part, default=reports.Loan.inflation)
    parser.add_argument("--lang", "--language", choices=list(i18n.LANGUAGES), default="en", dest="language")
    parser.add_argument("--guest", action="store_true", help="name only companies that agreed to be named")
    parser.add_argument("--out", metavar="X.docx", type=_writable, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the report and tell where it is."""
    reader = i18n.reader(options.language)
    terms = Terms(discount_rate=options.discount_rate, price_factor=options.price_factor)
    con = store.open(options.file)
    try:
        subject, project = reports.undertaking(
            con, park_id=options.park, choice=_choice(options), terms=terms, sees_all=not options.guest
        )
    finally:
        con.close()
    loan = reports.Loan(
        share=options.loan, interest=options.interest, term=options.term, inflation=options.inflation
    )
    financing = reports.financed(project, loan) if project is not None and options.loan else None
    made = reports.REPORTS[options.kind](subject, project, reader, day=dt.date.today(), financing=financing)
    options.out.write_bytes(reports.WRITERS[options.out.suffix.removeprefix(".")](made))
    say(f"{made.title}: {made.subtitle}. {options.out} is written.")
    return 0


def _choice(options: argparse.Namespace) -> reports.Choice:
    if options.synergy:
        return reports.Choice("synergy", name=options.synergy)
    if options.measure:
        return reports.Choice("measure", name=options.measure)
    kind = "economic" if options.budget is None else "plan"
    return reports.Choice(kind, limits=Limits(budget=options.budget), scope=options.scope)


def _part(text: str) -> float:
    part = float(text)
    if not 0 <= part <= 1:
        raise argparse.ArgumentTypeError(f"{text}: give a share from 0 to 1; 0.7 is 70 %")
    return part


def _money(text: str) -> float:
    amount = float(text)
    if not 0 < amount < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: give an amount of money above 0")
    return amount


def _writable(text: str) -> Path:
    path = Path(text)
    if path.suffix.removeprefix(".") not in reports.WRITERS:
        known = ", ".join(f".{name}" for name in reports.WRITERS)
        raise argparse.ArgumentTypeError(f"{text} must end in one of {known}")
    return path
