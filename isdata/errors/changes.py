"""A change is refused; nothing was saved."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from isdata.errors.base import N_, IsdataError

if TYPE_CHECKING:
    import pandas as pd

_LISTED = 5  # problems that the text of an error lists


class ReasonError(IsdataError):
    """A synergy was to be ended without a reason."""

    message = N_("Ending a synergy needs a reason. State why “{name}” is abandoned.")


class StageSkippedError(IsdataError):
    """A synergy was to skip stages or go back without a reason."""

    message = N_("“{name}” would skip a stage or go back. Enter a reason, or move it stage by stage.")


class StageChangedError(IsdataError):
    """A synergy was to be moved from a stage that it has left in the meantime."""

    message = N_(
        "“{name}” was moved by someone else in the meantime. Nothing was saved; check its stage and try "
        "again."
    )


class ChangedError(IsdataError):
    """Values were to be changed that someone else changed after they were read."""

    message = N_(
        "“{name}” was changed by someone else in the meantime. Nothing was saved; open it again and "
        "repeat your change."
    )


class ConcurrentChange(NamedTuple):
    """A row that someone else changed after it was read.

    Attributes
    ----------
    table, row_key : str
        Table and key of the row.
    version : int
        Version of the data after that change.
    who : str
        Author of that change.
    cells : mapping of str to tuple
        Cells that either user changed, by column: value before, value now stored, value to be stored.
    """

    table: str
    row_key: str
    version: int
    who: str
    cells: Mapping[str, tuple[Any, Any, Any]]


class ConcurrentChangesError(IsdataError):
    """Rows were to be stored that someone else changed after they were read; nothing was stored.

    Attributes
    ----------
    rows : sequence of ConcurrentChange
    """

    message = N_("Changed by others in the meantime: {count} rows. Nothing was saved yet.")

    def __init__(self, rows: Sequence[ConcurrentChange]) -> None:
        super().__init__(count=len(rows))
        self.rows = rows


class DuplicateSynergyError(IsdataError):
    """A similar synergy is already on the board."""

    message = N_("Already on the board as “{name}”. Nothing was saved.")


class ProblemsError(IsdataError):
    """Rows break rules; nothing was stored."""

    message = N_("Problems found: {count}. Nothing was saved; correct them and try again.")

    def __init__(self, problems: "pd.DataFrame") -> None:
        super().__init__(count=len(problems))
        self.problems = problems

    def __str__(self) -> str:
        """Message with the first problems, for logs and the command line."""
        lines = [_placed(problem) for problem in self.problems.head(_LISTED).to_dict("records")]
        more = ["…"] if len(self.problems) > _LISTED else []
        return "\n- ".join([super().__str__(), *lines, *more])


def _placed(problem: dict) -> str:
    """Place, rule and value of a problem, without its translated message, which needs a reader."""
    cell = " ".join(str(problem[part]) for part in ("file", "sheet", "cell") if problem.get(part))
    row = " ".join(str(problem[part]) for part in ("table", "row_key") if problem.get(part))
    place = " · ".join(filter(None, (cell, row, str(problem.get("column") or ""))))
    return f"{place}: {problem['rule']} “{problem.get('value') or ''}”"


class OpenGateError(IsdataError):
    """A mission was to be closed while outputs of its steps are missing.

    Attributes
    ----------
    steps : DataFrame
        Steps whose output is missing.
    """

    message = N_(
        "The mission stays open: {count} outputs are missing. Each is named below, with the page where it is produced."
    )

    def __init__(self, steps: "pd.DataFrame") -> None:
        super().__init__(count=len(steps))
        self.steps = steps


class CyclicScheduleError(IsdataError):
    """Tasks of a schedule wait for each other."""

    message = N_(
        "These tasks wait for each other: {names}. Nothing was saved; remove one of them from the predecessors."
    )

    def __init__(self, tasks: Sequence[Mapping[str, Any]]) -> None:
        things = [(row["name_en"], row["name_zh"]) for row in tasks]
        names = " → ".join(str(en if isinstance(en, str) else zh) for en, zh in things)
        super().__init__(names=names, things=things, is_chain=True)


class IncompleteCopyError(IsdataError):
    """The copy of a park for hand-over lacks rows."""

    message = N_(
        "The copy of the park is incomplete ({tables}) and was removed. Try again; if it happens again, hand over a backup."
    )


class OpenMinutesError(IsdataError):
    """Minutes were to be closed while they are incomplete."""

    message = N_("The minutes cannot be closed: enter attendees and minutes first.")


class ClosedMinutesError(IsdataError):
    """Closed minutes were to be changed."""

    message = N_(
        "The minutes were closed on {day}; text and decisions stay as they are. Record a correction at a later meeting."
    )


class LockedContractError(IsdataError):
    """A locked success contract was to be changed."""

    message = N_(
        "The success contract was locked on {day} by {names}. A change needs a decision: record it under Meetings, then "
        "begin a new version with it."
    )


class UnreadyContractError(IsdataError):
    """A success contract was to be locked while it is incomplete."""

    message = N_(
        "The contract cannot be locked yet: each indicator needs weight, baseline and target, the weights add up to 1, and "
        "the baseline year and the names are given."
    )


class IncompleteIndicatorsError(UnreadyContractError):
    """Indicators of a success contract lack a value."""

    message = N_(
        "The contract cannot be locked yet: weight, baseline or target is missing for {names}. Enter it and save the draft."
    )

    def __init__(self, indicators: Sequence[Mapping[str, Any]]) -> None:
        things = [(row["name_en"], row["name_zh"]) for row in indicators]
        names = ", ".join(str(en if isinstance(en, str) else zh) for en, zh in things)
        super().__init__(names=names, things=things)
