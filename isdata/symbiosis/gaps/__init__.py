"""Gaps of a park's exchanges: unused by-products, unmet demands, and new companies that would close them."""

from isdata.symbiosis.gaps.newcomers import newcomers, residuals, unmatched

__all__ = ["newcomers", "residuals", "unmatched"]
