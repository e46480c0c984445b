"""Money as a reader writes it."""

from dataclasses import dataclass

from isdata.data import unit_names
from isdata.data.number_format import SHORT, Numbers


@dataclass(frozen=True)
class StatedCurrency:
    """The currency that money is stated in, whatever currency it is stored in.

    Attributes
    ----------
    code : str
        ISO 4217.
    rates : tuple of (str, float)
        Value of one unit of other currencies in it; money of a currency without a rate is stated as stored.
    """

    code: str
    rates: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Money(Numbers):
    """Money for one reader.

    Attributes
    ----------
    stated : StatedCurrency, optional
        By default, money is stated in the currency it is stored in.
    """

    stated: StatedCurrency | None = None

    def money(
        self, value: float | None, currency: str, *, significant: int = 3, is_padded: bool = True
    ) -> str:
        """Return an amount of money in the reader's own steps: 36.2 M CNY, 3,620万元; `is_padded` as of `number`.

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
        """Return a range of money in one step, with its currency once; one amount where both ends read the same.

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

    def money_number(self, value: float | None, currency: str) -> str:
        """Return an amount of money without its currency, which `money_unit` names beside it."""
        _code, rate = self.stated_currency(currency)
        return self.short(value if value is None else value * rate)

    def money_unit(self, currency: str) -> str:
        """Return the name of the currency in which money of a currency is stated."""
        return self.currency(self.stated_currency(currency)[0])

    def stated_currency(self, currency: str) -> tuple[str, float]:
        """Return the currency in which money of a currency is stated, and the value of one unit in it."""
        rate = dict(self.stated.rates).get(currency) if self.stated else None
        return (currency, 1.0) if rate is None or self.stated is None else (self.stated.code, rate)

    def currency(self, code: str) -> str:
        """Return a currency as the unit of an amount: KRW, 韩元."""
        return unit_names.currency(code, self.language)
