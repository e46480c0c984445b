"""Money in a reader's format."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from isdata.data import unit_names
from isdata.data.number_format import SHORT, Numbers
from isdata.data.significant_figures import half_up, to_figures

_ALIKE = 0.01  # deviation up to which a difference of shown amounts counts as the exact one [-]


@dataclass(frozen=True)
class StatedCurrency:
    """Display currency, independent of the currency in which money is stored.

    Attributes
    ----------
    code : str
        ISO 4217.
    rates : tuple of (str, float)
        Value of one unit of each other currency in the display currency; money without a rate is shown as stored.
    """

    code: str
    rates: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Money(Numbers):
    """Money formats of one reader.

    Attributes
    ----------
    stated : StatedCurrency, optional
        Display currency; by default, money is shown in the stored currency.
    """

    stated: StatedCurrency | None = None

    def money(
        self, value: float | None, currency: str, *, significant: int = 3, is_padded: bool = True
    ) -> str:
        """Amount of money in the reader's units: 36.2 M CNY, 3,620万元; `is_padded` as in `number`.

        Examples
        --------
        >>> Money(stated=StatedCurrency("EUR", (("CNY", 0.125),))).money(36_200_000, "CNY")
        '4.53 M EUR'
        """
        code, rate = self.stated_currency(currency)
        return self.joined(
            self.short(
                value if value is None else value * rate, significant=significant, is_padded=is_padded
            ),
            code,
        )

    def money_between(self, low: float, high: float, currency: str) -> str:
        """Range of money with one unit and the currency once; a single amount if both ends look the same.

        Examples
        --------
        >>> Money("en").money_between(4.2e6, 6.2e6, "CNY"), Money("zh", "zh_CN").money_between(4.2e6, 6.2e6, "CNY")
        ('4.2–6.2 M CNY', '420万–620万元')
        >>> Money("en").money_between(5e6, 5e6, "CNY")
        '5 M CNY'
        """
        code, rate = self.stated_currency(currency)
        step, sign = self._step(max(abs(low), abs(high)) * rate, SHORT)
        ends = self._ends(*(end * rate / step for end in (low, high)))
        space = " " if sign and self.language != "zh" else ""
        return self.joined(self._between(ends, f"{space}{sign}"), code)

    def money_difference(self, first: float, second: float, currency: str) -> str:
        """Difference of two amounts of money that are shown beside it, as readers compute it from these.

        Examples
        --------
        >>> Money("en").money(4_104_000, "CNY"), Money("en").money(1_458_000, "CNY"), Money("en").money(2_646_000, "CNY")
        ('4.10 M CNY', '1.46 M CNY', '2.65 M CNY')
        >>> Money("en").money_difference(4_104_000, 1_458_000, "CNY")
        '2.64 M CNY'
        >>> Money("en").money_difference(34_800_000, 32_800_000, "CNY"), Money("en").money_difference(50e6, 48e6, "CNY")
        ('2.0 M CNY', '2 M CNY')
        """
        code, rate = self.stated_currency(currency)
        (one, coarse), (other, fine) = (self.rounded_short(each * rate) for each in (first, second))
        places = max(coarse, fine)
        left = round(one - other, -places)
        step, sign = self._step(abs(left), SHORT)
        # Decimals of the amounts beside it, which have none where both are whole.
        is_whole = one % step == 0 and other % step == 0
        digits = 0 if is_whole else max(0, round(math.log10(step)) - places)
        space = " " if sign and self.language != "zh" else ""
        return self.joined(f"{self.number(left / step, digits=digits)}{space}{sign}", code)

    def figures_of_difference(self, first: float, second: float, currency: str) -> tuple[int, int, int]:
        """Significant figures of two amounts and of their difference, three or more, with which the shown ones add up.

        All are rounded to one place, at first to the third figure of the difference; where they do not add up at this
        place and the next two, they differ by one in the last figure.

        Examples
        --------
        >>> Money("zh", "zh_CN").figures_of_difference(7_954_000, 5_146_000, "CNY")
        (4, 4, 4)
        >>> Money("zh", "zh_CN").figures_of_difference(1_614_244, 838_605, "CNY")
        (5, 4, 4)
        """
        _code, rate = self.stated_currency(currency)
        amounts = [each * rate for each in (first, second, first - second)]
        sizes = [math.floor(math.log10(abs(each))) + 1 if each else 1 for each in amounts]
        found = [self._of_places(amounts, sizes, sizes[-1] - figures) for figures in (3, 4, 5)]
        return next(filter(None, found), (3, 3, 3))

    def difference(self, first: float, second: float, currency: str) -> str:
        """Difference of two amounts as shown to three figures, so that it can be recomputed from them; the exact one where
        this would differ by more than 1 %.

        Examples
        --------
        >>> Money("en", "en_US").difference(3_935_000, 2_319_000, "CNY")
        '1.62 M CNY'
        >>> Money("en", "en_US").difference(100_049, 99_951, "CNY")
        '98 CNY'
        """
        _code, rate = self.stated_currency(currency)
        exact = first - second
        shown = (to_figures(first * rate, 3) - to_figures(second * rate, 3)) / rate
        return self.money(shown if abs(shown - exact) <= _ALIKE * abs(exact) else exact, currency)

    def _of_places(
        self, amounts: Sequence[float], sizes: Sequence[int], place: int
    ) -> tuple[int, int, int] | None:
        """Significant figures of three amounts rounded to a decimal place; None if they do not add up there."""
        one, other, left = (half_up(each, -place) for each in amounts)
        if not math.isclose(one - other, left, rel_tol=1e-9):
            return None
        first, second, third = (max(3, size - place) for size in sizes)
        return first, second, third

    def in_one_unit(self, amounts: Sequence[float], currency: str) -> tuple[list[float], str]:
        """Amounts of a column in the unit of the smallest one, so that they can be compared, and that unit.

        Examples
        --------
        >>> Money("zh", "zh_CN").in_one_unit([760e6, 1.5e9, float("nan")], "CNY")
        ([76000.0, 150000.0, nan], '万元')
        >>> Money("en", "en_US").in_one_unit([760e6, 1.5e9], "CNY")
        ([760.0, 1500.0], 'M CNY')
        """
        code, rate = self.stated_currency(currency)
        sizes = [abs(each) * rate for each in amounts if each and math.isfinite(each)]
        step, sign = self._step(min(sizes, default=0.0), SHORT)
        return [each * rate / step for each in amounts], self.joined(sign, code)

    def money_number(self, value: float | None, currency: str) -> str:
        """Amount of money without its currency; `money_unit` returns the currency."""
        _code, rate = self.stated_currency(currency)
        return self.short(value if value is None else value * rate)

    def money_unit(self, currency: str) -> str:
        """Name of the display currency for money stored in a currency."""
        return self.currency(self.stated_currency(currency)[0])

    def stated_currency(self, currency: str) -> tuple[str, float]:
        """Display currency for money stored in a currency, and the value of one unit in it."""
        rate = dict(self.stated.rates).get(currency) if self.stated else None
        return (currency, 1.0) if rate is None or self.stated is None else (self.stated.code, rate)

    def currency(self, code: str) -> str:
        """Currency as unit of an amount: KRW, 韩元."""
        return unit_names.currency(code, self.language)
