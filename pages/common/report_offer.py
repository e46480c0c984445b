"""Download buttons of reports, which are created only when clicked."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import duckdb
import streamlit as st

from isdata.data import disclosure
from isdata.data.disclosure import GUEST, Viewer
from isdata.data.i18n import Reader
from isdata.energy.measures import Terms
from isdata.errors import HiddenError, NotFoundError
from isdata.output import committee, reports
from isdata.output.reports import Choice, Loan
from pages.common import pick, role
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.file_button import file_button
from pages.common.language import _, reader

WRITERS = reports.WRITERS | {"pptx": committee.pptx}


def report_buttons(
    make: Callable[[], reports.Report],
    labels: Mapping[str, str],
    name: str,
    *,
    key: str,
    icon: str = ":material/download:",
    help: str | None = None,  # noqa: A002 - as Streamlit calls it
) -> None:
    """Buttons that download a report in the language of the page, one per file format.

    Parameters
    ----------
    make : callable
        Creates the report once a button is clicked.
    labels : mapping of str to str
        Label of each button by file extension.
    name : str
        Name of the file, without language and extension.
    key, icon : str
        Key and icon of the buttons; the extension is added to the key.
    help : str, optional
        Description of the file, if the labels name its program only.
    """
    for ending, label in labels.items():
        write = WRITERS[ending]
        file_button(
            label,
            lambda write=write: write(make()),
            f"{name}-{reader().language}.{ending}",
            key=f"{key}_{ending}",
            icon=icon,
            help=help,
        )


def offer(
    choice: Choice,
    terms: Terms,
    *,
    hurdle: float = 3.0,
    loan: Loan | None = None,
    correlation: float = 0.0,
) -> None:
    """Offer reports of a project for download, in the language of the page.

    Parameters
    ----------
    choice : Choice
        Subject of the reports, which this reader must be allowed to see.
    terms : Terms
        Prices and rates, including those of the scenario.
    hurdle : float
        Required payback. [yr]
    loan : Loan, optional
        Also value the project with this loan.
    correlation : float
        Correlation of the errors of any two measures in the simulation. [-]
    """
    park, read = park_id(), reader()
    asked: dict[str, Any] = {
        "park_id": park,
        "choice": choice,
        "terms": terms,
        "hurdle": hurdle,
        "measure_correlation": correlation,
    }
    with st.popover(_("Reports"), icon=":material/description:", width="content"):
        asked["viewer"] = viewer = _recipient(park)
        if viewer == GUEST and not ask(_is_disclosed, **asked):
            words = _(
                "Third parties read no costs of a single measure, no total that would reveal a company, and no undisclosed synergy. Choose more measures, such as the whole network."
            )
            st.info(words, icon=":material/visibility_off:")
            return
        for_guests = "-public" if viewer == GUEST else ""
        for kind, report in reports.REPORTS.items():
            for suffix, program in reports.PROGRAMS.items():
                file_button(
                    _("{report} ({program} file)", report=_(report.title), program=program),
                    partial(_made, kind, suffix, asked, loan, read),
                    f"{park}-{choice.file_name}-{kind}{for_guests}-{read.language}.{suffix}",
                    key=f"report_{kind}_{suffix}",
                    width="stretch",
                )


def _recipient(park: str) -> Viewer:
    """Let a facilitator choose for whom a report is, if the park has undisclosed companies; return its reader."""
    own = role.viewer()
    if not own.sees_all or not ask(disclosure.withheld, viewer=GUEST, parks=[park]).companies:
        return own
    recipients = {"facilitator": _("For the facilitator"), "guest": _("For third parties")}
    chosen = pick.one_of(
        _("Recipient"),
        recipients,
        key="report_recipient",
        help=_("Reports for the facilitator may name undisclosed companies; those for third parties do not."),
    )
    return GUEST if chosen == "guest" else own


def _is_disclosed(con: duckdb.DuckDBPyConnection, **asked: Any) -> bool:
    """Return True if the viewer may read a report; `asked` as for `reports.report_subject`."""
    try:
        reports.report_subject(con, **asked)
    except (HiddenError, NotFoundError):
        return False
    return True


def _made(kind: str, suffix: str, asked: dict[str, Any], loan: Loan | None, read: Reader) -> bytes:
    """Report of a kind as a file; `asked` are the arguments of `reports.report_subject`."""
    about, project = reports.report_subject(cursor(), **asked)
    has_loan = loan is not None and loan.share > 0
    financing = reports.disclosed_financing(project, loan if has_loan else None)
    report = reports.REPORTS[kind].make(about, project, read, day=dt.date.today(), financing=financing)
    return reports.WRITERS[suffix](report)
