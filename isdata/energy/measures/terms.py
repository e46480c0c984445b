"""Prices, rates and time horizon of a valuation of measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from isdata.energy.measures.register import HURDLE_RATE
from isdata.engines import finance


@dataclass(frozen=True)
class Terms:
    """Prices, rates and horizon of a valuation.

    Attributes
    ----------
    discount_rate : float
        Real. [1/yr]
    horizon : int, optional
        Last year for all measures, which are replaced at the end of their lives until then; by default each
        measure ends with its own life. [yr]
    price_factor : float
        Factor on the price of every energy carrier. [-]
    carrier_factors : mapping of str to float
        Factor on the price of single carriers by resource_id, in addition to `price_factor`. [-]
    has_growth : bool
        Whether prices change by the price list's own yearly growth.
    carrier_growth : mapping of str to float
        Annual change of the price of single carriers, instead of the price list's. [1/yr]
    hurdle_rate : float
        Internal rate of return above which a measure counts as economic, real. [1/yr]
    degradation : float
        Annual loss of a measure's saving as a share of it, if the measure declares none itself. [1/yr]
    tax_rate : float
        Income tax rate, after straight-line depreciation over the life; a loss is set against other profits. [-]
    inflation : float
        Annual rise of all prices: it determines nominal amounts and rates, and the real loss of depreciation.
        [1/yr]
    is_nominal : bool
        Whether money and rates are stated in nominal terms; net present values are the same in both.
    """

    discount_rate: float = 0.08
    horizon: int | None = None
    price_factor: float = 1.0
    carrier_factors: Mapping[str, float] = field(default_factory=dict)
    has_growth: bool = False
    carrier_growth: Mapping[str, float] = field(default_factory=dict)
    hurdle_rate: float = HURDLE_RATE
    degradation: float = 0.0
    tax_rate: float = 0.0
    inflation: float = 0.0
    is_nominal: bool = False

    def stated_rate(self, rate: float) -> float:
        """Rate as displayed: nominal if the terms require it. [1/yr]"""
        return float(finance.nominal_rate(rate, self.inflation)) if self.is_nominal else rate

    @property
    def options(self) -> dict[str, Any]:
        """Further arguments of `finance.appraise`: inflation affects real results only through the tax."""
        return {"tax_rate": self.tax_rate, "inflation": self.inflation} if self.tax_rate else {}
