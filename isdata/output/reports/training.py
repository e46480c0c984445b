"""Documents of a training: agenda, result sheet, and case cards for handing out."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Report, Table, tabulated
from isdata.programme.training import exercises
from isdata.programme.training.agenda import Session
from isdata.programme.training.results import Attempt

LEVELS = {
    "none": N_("not demonstrated yet"),
    "helped": N_("passed after reading the solution"),
    "shown": N_("demonstrated once"),
    "secure": N_("demonstrated more than once"),
}
STATES = {
    "new": N_("not started"),
    "started": N_("under way"),
    "stuck": N_("stuck for more than 5 minutes"),
    "passed": N_("passed"),
}


def agenda_report(
    sessions: Sequence[Session], cases: Mapping[str, str], *, starts_on: dt.date, reader: Reader
) -> Report:
    """Agenda as a report, one table per day.

    Parameters
    ----------
    sessions : sequence of Session
        Sessions in their order.
    cases : mapping of str to str
        Name of each case by id.
    starts_on : date
        First day.
    reader : Reader
    """
    text, blocks = reader.text, []
    for day in sorted({each.day for each in sessions}):
        own = [each for each in sessions if each.day == day]
        date = reader.date(starts_on + dt.timedelta(days=day - 1))
        blocks.append(Heading(text(N_("Day {number}: {date}"), number=day, date=date)))
        blocks.append(
            tabulated(
                reader,
                (N_("Time"), [f"{each.start}–{each.end}" for each in own]),
                (N_("Content"), [reader.label(each.title_en, each.title_zh) for each in own], 3.0),
                (N_("Exercises and cases"), [_worked_on(each, cases, reader) for each in own], 3.0),
                caption=text(N_("Agenda of day {number}"), number=day),
            )
        )
    return _report(text(N_("Agenda of the training")), blocks, starts_on, reader)


def _worked_on(session: Session, cases: Mapping[str, str], reader: Reader) -> str:
    """Titles of the exercises and the case of a session."""
    known = exercises.known()
    titles = [known[name].title[reader.language] for name in session.exercises if name in known]
    return reader.listed([*titles, *([cases[session.case]] if session.case in cases else [])])


def results_report(
    shown: Sequence[Attempt],
    competences: pd.DataFrame,
    attended: Mapping[str, int],
    *,
    half_days: int,
    day: dt.date,
    reader: Reader,
) -> Report:
    """Result sheet: each trainee with attendance and competences, then every exercise begun.

    Parameters
    ----------
    shown : sequence of Attempt
    competences : DataFrame
        As returned by `results.competences`.
    attended : mapping of str to int
        Number of half-days attended by the trainee of each practice copy.
    half_days : int
        Number of half-days of the agenda.
    day : date
    reader : Reader
    """
    text = reader.text
    blocks = [
        Heading(text(N_("Trainees"))),
        _by_trainee(shown, competences, attended, half_days, reader),
        Note(
            text(
                N_(
                    "A competence is shown by an exercise that was passed on the trainee's own copy without its solution being opened before."
                )
            )
        ),
        Heading(text(N_("Exercises begun"))),
        _by_exercise([each for each in shown if each.state != "new"], reader),
    ]
    return _report(text(N_("Results of the training")), blocks, day, reader)


def _by_trainee(
    shown: Sequence[Attempt],
    competences: pd.DataFrame,
    attended: Mapping[str, int],
    half_days: int,
    reader: Reader,
) -> Table:
    """Attendance, exercises and competences of each trainee."""
    text = reader.text
    trainees = {each.code: each.trainee for each in shown}
    levels = {(row["code"], row["competence"]): row["level"] for row in competences.to_dict("records")}
    own = [[each for each in shown if each.code == code] for code in trainees]
    half = [attended.get(code, 0) for code in trainees]
    passed = [sum(each.state == "passed" for each in attempts) for attempts in own]
    hints = [sum(each.hints for each in attempts) for attempts in own]
    return tabulated(
        reader,
        (N_("Trainee"), list(trainees.values()), 2.0),
        Column(text(N_("Half-days of {count}"), count=half_days), half, reader.number, "0"),
        Column(text(N_("Exercises passed")), passed, reader.number, "0"),
        Column(text(N_("Hints opened")), hints, reader.number, "0"),
        *(
            (words, [text(LEVELS[levels[code, name]]) for code in trainees], 1.6)
            for name, words in exercises.COMPETENCES.items()
        ),
    )


def _by_exercise(begun: Sequence[Attempt], reader: Reader) -> Table:
    """Checks, hints and minutes of each exercise that a trainee began."""
    text, known = reader.text, exercises.known()
    return tabulated(
        reader,
        (N_("Trainee"), [each.trainee for each in begun], 1.5),
        (N_("Exercise"), [known[each.exercise].title[reader.language] for each in begun], 3.0),
        (N_("Status"), [text(STATES[each.state]) for each in begun], 1.5),
        Column(text(N_("Times checked")), [each.checks for each in begun], reader.number, "0"),
        Column(text(N_("Hints")), [each.hints for each in begun], reader.number, "0"),
        Column(
            text(N_("Minutes until passed")),
            [each.minutes for each in begun],
            ["–" if each.minutes is None else reader.number(each.minutes, digits=0) for each in begun],
            "0",
        ),
    )


def cases_report(cases: pd.DataFrame, figures: pd.DataFrame, *, day: dt.date, reader: Reader) -> Report:
    """Case cards as a document: description, published figures with sources, and question.

    Parameters
    ----------
    cases : DataFrame
        Rows of `case_cards.sql`.
    figures : DataFrame
        Rows of `case_figures.sql`.
    day : date
    reader : Reader
    """
    text, blocks = reader.text, []
    for row in cases.to_dict("records"):
        own = figures[figures["case_id"] == row["case_id"]]
        blocks += [
            Heading(reader.name(row["name_en"], row["name_zh"])),
            Paragraph(
                reader.name(row["summary_en"], row["summary_zh"]),
                [figure_words(each, reader) for each in own.to_dict("records")],
            ),
            Note(
                text(
                    N_("To discuss: {question}"), question=reader.name(row["question_en"], row["question_zh"])
                )
            ),
            Paragraph(text(N_("Source: {source}"), source=reader.half(row["source"]))),
        ]
    return _report(text(N_("Case cards")), blocks, day, reader)


def figure_words(figure: Mapping, reader: Reader) -> str:
    """A published figure of a case with its bound, unit and source, as one line."""
    bounds = {
        "about": N_("about {amount}"),
        "more_than": N_("more than {amount}"),
        "almost": N_("almost {amount}"),
        "at_most": N_("at most {amount}"),
    }
    amount = reader.as_published(figure["value"], figure["unit"])
    if figure["bound"] in bounds:
        amount = reader.text(bounds[figure["bound"]], amount=amount)
    name = reader.name(figure["name_en"], figure["name_zh"])
    return reader.noted(reader.text(N_("{a}: {b}"), a=name, b=amount), reader.half(figure["source"]))


def _report(title: str, blocks: list[Block], day: dt.date, reader: Reader) -> Report:
    return Report(title, "", "isdata", day, 0, reader, blocks, is_compact=True)
