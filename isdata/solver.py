"""HiGHS without its greeting: the exact solver for orders and plans, silent from the first moment."""

import os
from functools import cache

import highspy


def silent() -> highspy.Highs:
    """Return a solver on one thread that writes nothing.

    One thread: sessions that solve at once would otherwise wait for each other.
    """
    _greet()
    solver = highspy.Highs()
    for option, setting in (("output_flag", False), ("log_to_console", False), ("threads", 1)):
        solver.setOptionValue(option, setting)
    return solver


@cache
def _greet() -> None:
    """Make a first solver with the process's output turned away.

    HiGHS writes two lines when the first solver of a process is made, before any option can forbid it; what commands
    write to their output would begin with them.
    """
    try:
        output = os.dup(1)
    except OSError:  # a program without any output, such as a Windows service
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()
    finally:
        os.dup2(output, 1)
        os.close(output)
        os.close(nowhere)
