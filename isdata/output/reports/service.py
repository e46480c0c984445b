"""Undertakings for the app and the command line: subject and financial appraisal."""

from dataclasses import replace

import duckdb

from isdata.data.disclosure import Viewer
from isdata.energy.measures import Terms
from isdata.engines import uncertainty
from isdata.output.reports.project import Project, project
from isdata.output.reports.subject import Choice, Subject
from isdata.output.reports.subject_reading import subject
from isdata.output.reports.synergy_project import of_synergy


def report_subject(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    choice: Choice,
    terms: Terms,
    viewer: Viewer,
    hurdle: float = 3.0,
    measure_correlation: float = 0.0,
    draws: int = uncertainty.DRAWS,
) -> tuple[Subject, Project | None]:
    """Subject of a report, and its financial appraisal if known and disclosed.

    Parameters
    ----------
    park_id, choice, terms, viewer.sees_all
        As for `subject`; raises the same errors.
    hurdle : float
        Required payback. [yr]
    measure_correlation : float
        Correlation of the errors of any two measures. [-]
    draws : int
        Number of simulations.
    """
    about = subject(con, park_id=park_id, choice=choice, terms=terms, viewer=viewer)
    return about, valued(about, terms, hurdle=hurdle, measure_correlation=measure_correlation, draws=draws)


def valued(
    about: Subject,
    terms: Terms,
    *,
    hurdle: float = 3.0,
    measure_correlation: float = 0.0,
    draws: int = uncertainty.DRAWS,
) -> Project | None:
    """Financial appraisal of a subject in real money; None if it is unknown or undisclosed."""
    terms = replace(terms, is_nominal=False)
    if about.synergy is not None and about.case is not None:
        return of_synergy(about.synergy, about.case, terms, hurdle=hurdle, draws=draws)
    if about.register is None:
        return None
    found = project(
        about.register, terms, hurdle=hurdle, measure_correlation=measure_correlation, draws=draws
    )
    return found.limited(about.shown_years)
