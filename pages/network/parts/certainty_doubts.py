"""What an uncertainty analysis is made of: measures, and what is assumed of them."""

from dataclasses import dataclass

from isdata.energy.measures import DisclosedOutlook
from isdata.engines import uncertainty
from pages.common.data import derive


@dataclass(frozen=True)
class Doubts:
    """Measures and assumptions of an uncertainty analysis.

    Attributes
    ----------
    found : DisclosedOutlook
        The measures at the terms.
    hurdle : float
        Required payback. [yr]
    price_share : float
        How far prices may be from what is stored. [-]
    correlation : float
        Between the errors of any two measures. [-]
    """

    found: DisclosedOutlook
    hurdle: float
    price_share: float
    correlation: float

    def simulate(self, measure: str | None = None) -> uncertainty.Simulation | None:
        """Simulations of all measures or of one; None where they are withheld."""
        return derive(
            DisclosedOutlook.simulate,
            self.found,
            measure=measure,
            hurdle=self.hurdle,
            price_share=self.price_share,
            measure_correlation=self.correlation,
        )
