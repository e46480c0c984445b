"""HiGHS without its banner: the exact solver for orders and plans, without any output."""

import os
from functools import cache

import highspy
import numpy as np
from scipy.sparse import csr_array


def silent() -> highspy.Highs:
    """Solver on one thread without output.

    One thread: sessions that solve at the same time would otherwise wait for each other.
    """
    _suppress_banner()
    solver = highspy.Highs()
    for option, setting in (("output_flag", False), ("log_to_console", False), ("threads", 1)):
        solver.setOptionValue(option, setting)
    return solver


@cache
def _suppress_banner() -> None:
    """Create a first solver with the process's output redirected.

    HiGHS writes two lines when the first solver of a process is created, before any option can prevent it;
    the output of commands would begin with them.
    """
    try:
        output = os.dup(1)
    except OSError:  # a process without any output, such as a Windows service
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()
    finally:
        os.dup2(output, 1)
        os.close(output)
        os.close(nowhere)


def program(
    values: np.ndarray,
    rows: csr_array,
    ends: np.ndarray,
    most: np.ndarray,
    is_whole: np.ndarray | None = None,
) -> highspy.HighsLp:
    """Program that minimises values·x subject to rows x ≤ ends, 0 ≤ x ≤ most, with some x
    whole."""
    made = highspy.HighsLp()
    made.num_row_, made.num_col_ = rows.shape
    made.col_cost_, made.col_lower_, made.col_upper_ = values, np.zeros(len(values)), most
    made.row_lower_, made.row_upper_ = np.full(len(ends), -np.inf), ends
    matrix = made.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = rows.indptr, rows.indices, rows.data
    if is_whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        made.integrality_ = [kinds[int(whole)] for whole in is_whole]
    return made


def best_mix(
    gain: np.ndarray,
    rows: csr_array,
    ends: np.ndarray,
    most: np.ndarray,
    is_whole: np.ndarray,
    *,
    gap: float,
    patience: float,
) -> tuple[np.ndarray | None, float]:
    """X with the highest gain, some of them whole, and a proved bound on any gain.

        max gain·x   subject to   rows x ≤ ends,   0 ≤ x ≤ most

    Parameters
    ----------
    gain : ndarray, (things,)
    rows : sparse array, (limits, things)
    ends : ndarray, (limits,)
    most : ndarray, (things,)
    is_whole : ndarray of bool, (things,)
    gap : float
        Relative gap at which the search may stop. [-]
    patience : float
        Time limit. [s]

    Returns
    -------
    (ndarray or None, float)
        None if the search ended without a solution.
    """
    # Gains are scaled to a maximum of 1, as money in the millions would exceed the solver's tolerances.
    scale = max(1.0, float(np.abs(gain).max(initial=0.0)))
    solver = silent()
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("time_limit", patience)
    solver.passModel(program(-gain / scale, rows, ends, most, is_whole))
    solver.run()
    info = solver.getInfo()
    is_found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return np.array(solver.getSolution().col_value) if is_found else None, -info.mip_dual_bound * scale
