"""A practice copy or the agenda of a training cannot be used."""

from isdata.errors.base import N_, IsdataError


class PracticeCopyError(IsdataError):
    """No practice copy has this code."""

    message = N_(
        "This practice copy does not exist, or it was removed because it was not used. Open the page "
        "Training without it and start a new one."
    )


class TooManyCopiesError(IsdataError):
    """The maximum number of practice copies is in use."""

    message = N_(
        "{most} practice copies are in use, and no more are allowed. The trainer can remove copies that "
        "are no longer needed."
    )


class AgendaError(IsdataError):
    """A session of an agenda is incomplete, or two sessions overlap."""

    message = N_(
        "The session on day {day} at {start} cannot be stored. It needs a title, a start time such as "
        "09:00 and a length in minutes, and must not overlap the previous session."
    )


class LackingDataError(IsdataError):
    """A copied park lacks the data of an exercise."""

    message = N_(
        "This park lacks the data of the exercise: {thing}. Choose another exercise, or enter the data."
    )
