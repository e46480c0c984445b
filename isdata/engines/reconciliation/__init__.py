"""Data reconciliation: adjust measured flows to balances, and find the suspicious measurement.

Pure numerics on tables and arrays, without database or park data.
"""

from isdata.engines.reconciliation.bilinear import BilinearReconciliation, reconcile_bilinear
from isdata.engines.reconciliation.errors import (
    BoundError,
    CoefficientError,
    ContradictionError,
    DeviationError,
    NoBalanceError,
    NotConvergedError,
    ReconciliationError,
    RepeatedFlowError,
    StrongContradictionError,
    UnknownFlowError,
)
from isdata.engines.reconciliation.further_measurements import measurement_benefit
from isdata.engines.reconciliation.linear import Reconciliation, reconcile
from isdata.engines.reconciliation.tables import standard_deviation
from isdata.engines.reconciliation.verdict import Verdict

__all__ = [
    "BilinearReconciliation",
    "BoundError",
    "CoefficientError",
    "ContradictionError",
    "DeviationError",
    "NoBalanceError",
    "NotConvergedError",
    "Reconciliation",
    "ReconciliationError",
    "RepeatedFlowError",
    "StrongContradictionError",
    "UnknownFlowError",
    "Verdict",
    "measurement_benefit",
    "reconcile",
    "reconcile_bilinear",
    "standard_deviation",
]
