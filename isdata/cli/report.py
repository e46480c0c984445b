"""Write a report for managers or investors as a Word document or a workbook."""

import argparse
import datetime as dt
from pathlib import Path

from isdata.cli.options import (
    SelectedMeasures,
    add_correlation,
    add_limits,
    add_terms,
    add_viewer,
    limits,
    part,
    plan_objective,
    positive,
    scope_of,
    selected_measures,
)
from isdata.cli.output import print_line, print_written, write_file
from isdata.data import i18n, ingest
from isdata.data.store import answers
from isdata.decisions.planning import Aim, Limits
from isdata.output import reports


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("report", help="a valuation report or a one-page summary (DOCX, XLSX)")
    parser.add_argument("file", metavar="FILE")
    add_terms(parser)
    about = parser.add_mutually_exclusive_group()
    about.add_argument("--synergy", metavar="S", help="of one synergy")
    about.add_argument("--measure", metavar="M", help="of one measure")
    about.add_argument(
        "--economic",
        action="store_true",
        help="profitable measures only; by default all in the scope",
    )
    add_limits(parser, budget=about)
    parser.add_argument(
        "--hurdle", metavar="YEARS", type=positive, default=3.0, help="required payback (default 3)"
    )
    add_correlation(parser)
    parser.add_argument("--kind", choices=list(reports.REPORTS), default="valuation")
    parser.add_argument(
        "--loan", metavar="SHARE", type=part, default=0.0, help="of the investment, as a share"
    )
    parser.add_argument("--interest", metavar="R", type=part, default=reports.Loan.interest)
    parser.add_argument("--term", metavar="YEARS", type=int, choices=range(1, 31), default=reports.Loan.term)
    parser.add_argument("--inflation", metavar="R", type=part, default=reports.Loan.inflation)
    parser.add_argument("--lang", "--language", choices=list(i18n.LANGUAGES), default="en", dest="language")
    add_viewer(parser)
    parser.add_argument("--out", metavar="X.docx", type=_writable, required=True)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the report and print its path."""
    reader = i18n.reader(options.language)
    with ingest.opened(options.file) as con, answers.of_state(object()):  # nothing changes in the meantime
        found = selected_measures(con, options)
        subject, project = reports.report_subject(
            con,
            park_id=options.park,
            choice=_choice(found, options),
            terms=found.terms,
            viewer=options.viewer,
            hurdle=options.hurdle,
            measure_correlation=options.error_correlation,
        )
    loan = reports.Loan(
        share=options.loan, interest=options.interest, term=options.term, inflation=options.inflation
    )
    financing = reports.disclosed_financing(project, loan if options.loan else None)
    made = reports.REPORTS[options.kind].make(
        subject, project, reader, day=dt.date.today(), financing=financing
    )
    write_file(options.out, reports.WRITERS[options.out.suffix.removeprefix(".")](made))
    print_line(f"{made.title}: {made.subtitle}")
    print_written(options.out, reader)
    return 0


def _choice(found: SelectedMeasures, options: argparse.Namespace) -> reports.Choice:
    """Subject of the report; a budget, in the options or the scenario, requests the optimal plan."""
    if options.synergy:
        return reports.Choice("synergy", name=options.synergy)
    if options.measure:
        return reports.Choice("measure", name=options.measure, scenario=options.scenario)
    kept = limits(found, options, Limits())
    kind = "all" if kept.budget is None and not kept.by_year else "plan"
    return reports.Choice(
        "economic" if options.economic else kind,
        limits=kept,
        aim=plan_objective(found, Aim()),
        scope=scope_of(found, options),
        scenario=options.scenario,
    )


def _writable(text: str) -> Path:
    path = Path(text)
    if path.suffix.removeprefix(".") not in reports.WRITERS:
        known = ", ".join(f".{name}" for name in reports.WRITERS)
        raise argparse.ArgumentTypeError(f"{text} must end in one of {known}")
    return path
