"""Observable quantities and redundant measurements of a system of balances.

Balances are transformed to echelon form: as many unmeasured quantities as possible get a balance of their own
that defines them by others, and the remaining balances contain measured quantities only. Values are compared
with those they were computed from, never with a fixed threshold, so that coefficients of any size are treated
alike.
"""

import heapq
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from isdata.engines.reconciliation.errors import ContradictionError, listed
from isdata.engines.reconciliation.problem import Array, Problem, keep_columns

_CANCELLED = 1e-11  # relative to the terms subtracted: a smaller difference is a rounding error
_PIVOT = 0.1  # least pivot relative to the largest coefficient of its row: keeps multipliers small


@dataclass(frozen=True)
class Echelon:
    """Balances in echelon form.

    Parameters
    ----------
    defining : csr_array
        Row i, in its original form, defines the unmeasured quantity `basis[i]`, once its other quantities are
        known.
    defining_constant : array
        Right-hand side of each defining row.
    basis : array
        Columns of the unmeasured quantities that have a defining row.
    checking, checking_constant : csr_array, array
        Independent balances among measured quantities only.
    rows : array
        Independent rows of the original matrix: as many as defining and checking rows.
    is_observable : array
        Whether a quantity is unmeasured and determined by the balances.
    """

    defining: sp.csr_array
    defining_constant: Array
    basis: Array
    checking: sp.csr_array
    checking_constant: Array
    rows: Array
    is_observable: Array

    @property
    def is_redundant(self) -> Array:
        """True for each quantity in a balance that checks it."""
        return self.checking.count_nonzero(axis=0) > 0


def echelon(problem: Problem) -> Echelon:
    """Balances of a problem without exact quantities in echelon form.

    Raises
    ------
    ContradictionError
        If dependent balances have constants that contradict each other.
    """
    system = _with_constant(problem.matrix, problem.constant)
    unmeasured = np.append(problem.is_unmeasured, False)
    defining = _eliminate(system, unmeasured)
    measured = np.append(problem.is_measured, False)
    checking = _eliminate(defining.rest, measured)
    _refuse_contradictions(problem, defining.rest_rows[checking.rest_rows], checking.rest)
    independent = np.sort(checking.rows)
    return Echelon(
        defining=system[defining.rows][:, :-1],
        defining_constant=-_last_column(system[defining.rows]),
        basis=defining.columns,
        checking=defining.rest[independent][:, :-1],
        checking_constant=-_last_column(defining.rest[independent]),
        rows=np.concatenate([defining.rows, defining.rest_rows[independent]]),
        is_observable=_observable(defining.pivots[:, :-1], defining.columns, problem.is_unmeasured),
    )


def _with_constant(matrix: sp.csr_array, constant: Array) -> sp.csr_array:
    """Matrix with the negative constants as its last column, and rows scaled to 1 at most."""
    system = sp.csr_array(sp.hstack([matrix, sp.csr_array(-constant[:, np.newaxis])]))
    system.eliminate_zeros()
    largest = abs(matrix).max(axis=1).toarray() if matrix.shape[1] else np.zeros(matrix.shape[0])
    return sp.csr_array(sp.diags_array(1 / np.where(largest > 0, largest, 1.0)) @ system)


def _last_column(matrix: sp.csr_array) -> Array:
    return matrix[:, [-1]].toarray().ravel()


def _refuse_contradictions(problem: Problem, rows: Array, rest: sp.csr_array) -> None:
    """Raise an error if a row without any remaining quantity has a non-zero constant."""
    wrong = rows[_last_column(rest) != 0]
    if wrong.size:
        raise ContradictionError(balances=listed(problem.names[wrong]))


@dataclass(frozen=True)
class _Elimination:
    """Rows that each define a candidate column, in order, and the rest without candidates.

    `pivots` are the candidate entries of the defining rows at the time of their elimination; row i contains
    `columns` i and later ones only.
    """

    pivots: sp.csr_array
    rows: Array
    columns: Array
    rest: sp.csr_array
    rest_rows: Array


def _eliminate(matrix: sp.csr_array, candidates: Array) -> _Elimination:
    """Assign rows to as many candidate columns as possible, and eliminate these columns from the rest."""
    rows, columns, core = _peel(matrix, candidates)
    own = keep_columns(matrix, candidates)
    holds = np.zeros(matrix.shape[0], dtype=bool)
    holds[core] = np.diff(own.indptr)[core] > 0
    clear = np.setdiff1d(core, np.flatnonzero(holds))
    more = _Rows(own, keep_columns(matrix, ~candidates), np.flatnonzero(holds))
    more.reduce()
    return _Elimination(
        pivots=sp.csr_array(sp.vstack([own[rows], as_matrix(more.pivots, matrix.shape[1])])),
        rows=np.concatenate([rows, np.array([row for row, _ in more.pivots], dtype=int)]),
        columns=np.concatenate([columns, np.array(more.columns, dtype=int)]),
        rest=sp.csr_array(sp.vstack([matrix[clear], as_matrix(more.rest, matrix.shape[1])])),
        rest_rows=np.concatenate([clear, np.array([row for row, _ in more.rest], dtype=int)]),
    )


def _peel(matrix: sp.csr_array, candidates: Array) -> tuple[Array, Array, Array]:
    """Pair rows with candidate columns that no other remaining row contains; return rows, columns, remaining
    rows.

    Needs no arithmetic, and in a network with open boundaries it pairs nearly everything.
    """
    part = sp.csr_array(matrix[:, np.flatnonzero(candidates)])
    column_of = np.flatnonzero(candidates)
    holder = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
    count = np.bincount(part.indices, minlength=part.shape[1])
    total = np.bincount(part.indices, weights=holder, minlength=part.shape[1]).astype(int)
    left = np.ones(part.shape[0], dtype=bool)
    rows, columns = [np.empty(0, dtype=int)], [np.empty(0, dtype=int)]
    single = np.flatnonzero(count == 1)
    while single.size:
        paired, first = np.unique(total[single], return_index=True)
        rows.append(paired)
        columns.append(column_of[single[first]])
        left[paired] = False
        touched = part[paired]
        np.subtract.at(count, touched.indices, 1)
        np.subtract.at(total, touched.indices, np.repeat(paired, np.diff(touched.indptr)))
        met = np.unique(touched.indices)
        single = met[count[met] == 1]
    return np.concatenate(rows), np.concatenate(columns), np.flatnonzero(left)


class _Rows:
    """Rows as dictionaries, with their candidates separate, for elimination with as little fill-in as
    possible."""

    def __init__(self, own: sp.csr_array, other: sp.csr_array, rows: Array) -> None:
        self.own, self.other = as_dictionaries(own, rows), as_dictionaries(other, rows)
        self.holders: dict[int, set[int]] = {}
        for row, entries in self.own.items():
            for column in entries:
                self.holders.setdefault(column, set()).add(row)
        self.pivots: list[tuple[int, dict[int, float]]] = []
        self.columns: list[int] = []
        self.rest: list[tuple[int, dict[int, float]]] = []

    def reduce(self) -> None:
        """Repeatedly take out the row with the fewest candidates, until none remains."""
        queue = [(len(entries), row) for row, entries in self.own.items()]
        heapq.heapify(queue)
        while queue:
            count, row = heapq.heappop(queue)
            if row not in self.own or count != len(self.own[row]):
                continue
            if count == 0:
                del self.own[row]
                self.rest.append((row, self.other.pop(row)))
                continue
            for changed in self._take_out(row):
                heapq.heappush(queue, (len(self.own[changed]), changed))

    def _take_out(self, row: int) -> list[int]:
        """Make a row define one of its candidates; return the rows that changed."""
        own, other = self.own.pop(row), self.other.pop(row)
        enough = _PIVOT * max(map(abs, own.values()))
        column = min(
            (column for column, coefficient in own.items() if abs(coefficient) >= enough),
            key=lambda column: (len(self.holders[column]), column),
        )
        for each in own:
            self.holders[each].discard(row)
        changed = sorted(self.holders.pop(column))
        for place, target in enumerate(changed, start=1):
            self._subtract(target, own, other, column, is_last=place == len(changed))
        self.pivots.append((row, own))
        self.columns.append(column)
        return changed

    def _subtract(
        self, row: int, own: dict[int, float], other: dict[int, float], column: int, *, is_last: bool
    ) -> None:
        """Clear a column from a row by subtracting a multiple of the row that defines it."""
        entries = self.own[row]
        factor = entries.pop(column) / own[column]
        for gone in subtract(entries, {each: own[each] for each in own if each != column}, factor):
            self.holders[gone].discard(row)
        for each in entries.keys() & own.keys():
            self.holders[each].add(row)
        if is_last and len(other) > len(self.other[row]):
            # The shorter row is subtracted from the longer one; the whole row is then multiplied by -1 /
            # factor.
            subtract(other, self.other[row], 1 / factor)
            self.other[row] = other
            self.own[row] = {each: -coefficient / factor for each, coefficient in entries.items()}
        else:
            subtract(self.other[row], other, factor)


def subtract(entries: dict[int, float], changes: dict[int, float], factor: float) -> list[int]:
    """Subtract a multiple of a row from a row in place; return the columns whose entries become zero."""
    gone = []
    for column, coefficient in changes.items():
        before, change = entries.get(column, 0.0), factor * coefficient
        after = before - change
        if abs(after) > _CANCELLED * (abs(before) + abs(change)):
            entries[column] = after
        else:
            del entries[column]
            gone.append(column)
    return gone


def as_dictionaries(matrix: sp.csr_array, rows: Array) -> dict[int, dict[int, float]]:
    """Rows of a sparse matrix as dictionaries."""
    part = matrix[rows]
    columns, values, ends = part.indices.tolist(), part.data.tolist(), part.indptr.tolist()
    return {
        row: dict(zip(columns[start:end], values[start:end], strict=True))
        for row, start, end in zip(rows.tolist(), ends[:-1], ends[1:], strict=True)
    }


def as_matrix(rows: list[tuple[int, dict[int, float]]], width: int) -> sp.csr_array:
    """Rows of dictionaries as a sparse matrix."""
    ends = np.cumsum([0, *(len(entries) for _, entries in rows)])
    columns = [column for _, entries in rows for column in entries]
    values = [value for _, entries in rows for value in entries.values()]
    shape = (len(rows), width)
    made = sp.csr_array((np.array(values, dtype=float), np.array(columns, dtype=int), ends), shape)
    made.sort_indices()
    return made


def _observable(defining: sp.csr_array, basis: Array, unmeasured: Array) -> Array:
    """Unmeasured quantities that are determined regardless of the undetermined ones.

    The undetermined ones (unmeasured, without a defining row) are changed at random; a basis quantity that
    does not change is determined. The probability that random changes cancel out is zero.
    """
    free = unmeasured.copy()
    free[basis] = False
    observable = unmeasured & ~free
    if not free.any():
        return observable
    move = np.where(free, np.random.default_rng(0).uniform(1.0, 2.0, free.size), 0.0).tolist()
    part = sp.csr_array(defining[:, np.flatnonzero(unmeasured)])
    columns = np.flatnonzero(unmeasured)[part.indices].tolist()
    values, ends = part.data.tolist(), part.indptr.tolist()
    for i in range(len(basis) - 1, -1, -1):
        own, terms = 1.0, []
        for k in range(ends[i], ends[i + 1]):
            if columns[k] == basis[i]:
                own = values[k]
            else:
                terms.append(values[k] * move[columns[k]])
        moved = sum(terms)
        if abs(moved) > _CANCELLED * sum(map(abs, terms)):
            move[basis[i]] = -moved / own
    observable[basis] = np.array([move[column] == 0.0 for column in basis], dtype=bool)
    return observable
