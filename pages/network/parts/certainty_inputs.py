"""Inputs of an uncertainty analysis: measures and assumptions."""

from dataclasses import dataclass

from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook
from isdata.engines import uncertainty
from pages.common.data import derive


@dataclass(frozen=True)
class Inputs:
    """Measures and assumptions of an uncertainty analysis.

    Attributes
    ----------
    measures : DisclosedMeasures
        The measures.
    found : DisclosedOutlook
        The same measures valued at the terms.
    hurdle : float
        Required payback. [yr]
    price_share : float
        Relative uncertainty of stored prices. [-]
    correlation : float
        Correlation of the errors of any two measures. [-]
    """

    measures: DisclosedMeasures
    found: DisclosedOutlook
    hurdle: float
    price_share: float
    correlation: float

    def simulate(self, measure: str | None = None) -> uncertainty.Simulation | None:
        """Simulation of all measures or of one; None if withheld."""
        return derive(
            DisclosedOutlook.simulate,
            self.found,
            measure=measure,
            hurdle=self.hurdle,
            price_share=self.price_share,
            measure_correlation=self.correlation,
        )
