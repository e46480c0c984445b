"""Errors in the data that a user has to correct before reconciliation.

IsdataError
└── ReconciliationError    the figures cannot be reconciled
    ├── NoBalanceError         there is no balance to compare the figures with
    ├── DeviationError         a measured flow lacks its ± , or has a negative one
    ├── RepeatedFlowError      a flow is measured in several rows
    ├── UnknownFlowError       a balance names a flow without a row
    ├── CoefficientError       a balance names a flow without a coefficient
    ├── ContradictionError     values held to be exact contradict a balance
    ├── BoundError             no amounts above their lower bounds meet the balances
    ├── StrongContradictionError   figures contradict each other too strongly for a numerical solution
    └── NotConvergedError      the iterations for flows and concentrations do not converge
"""

from collections.abc import Iterable

from isdata.errors import N_, IsdataError

_LISTED = 5  # largest number of names in a message


def listed(names: Iterable[object]) -> str:
    """First names, with an ellipsis if there are more."""
    words = [str(name) for name in names]
    return ", ".join(words[:_LISTED]) + (" …" if len(words) > _LISTED else "")


class ReconciliationError(IsdataError):
    """The figures cannot be reconciled."""


class NoBalanceError(ReconciliationError):
    """There is no balance to check the figures with."""

    message = N_("No balance is given. Enter at least one balance with its flows.")


class DeviationError(ReconciliationError):
    """A measured flow lacks its deviation, or has a negative one."""

    message = N_(
        "{count} measured flows have no valid uncertainty: {flows}. Enter a value above zero, or 0 for an "
        "exact value."
    )


class RepeatedFlowError(ReconciliationError):
    """A flow is measured in several rows."""

    message = N_("{count} flows appear in several rows: {flows}. Keep one row per flow.")


class UnknownFlowError(ReconciliationError):
    """A balance names a flow that has no row."""

    message = N_(
        "{count} flows in the balances have no row: {flows}. Add a row for each; leave the value empty if "
        "not measured."
    )


class CoefficientError(ReconciliationError):
    """A balance names a flow without a coefficient."""

    message = N_("{count} flows in a balance have no coefficient: {flows}. Enter a number for each.")


class ContradictionError(ReconciliationError):
    """Values held to be exact contradict a balance."""

    message = N_(
        "Values entered as exact contradict each other in the balances {balances}. Give at least one of "
        "them an uncertainty above zero."
    )


class BoundError(ReconciliationError):
    """No amounts at or above their lower bounds meet the balances."""

    message = N_(
        "No amounts above their lower bounds satisfy the balances {balances}. Check the exact values and "
        "bounds, or whether a flow is missing."
    )


class StrongContradictionError(ReconciliationError):
    """Figures contradict each other too strongly for a numerical solution."""

    message = N_(
        "The data contradict each other far beyond their uncertainties, so no result can be computed. "
        "Check the balances {balances} first: a unit or an uncertainty is wrong, or a flow is missing."
    )


class NotConvergedError(ReconciliationError):
    """The iterations for flows and concentrations do not converge."""

    message = N_(
        "Flows and concentrations did not converge within {rounds} iterations; the balances {balances} "
        "remain open. Check their largest values, or whether a flow is missing."
    )
