"""Numbers and units in a reader's format."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel.numbers import format_scientific

from isdata.data import unit_names
from isdata.data.date_format import Dates, locale_of
from isdata.data.significant_figures import half_up, to_figures

_LARGEST = 1e15  # above it, a double does not represent all digits
# Minimum, divisor and suffix of each step. Thousands begin at 10,000: a price of 9,420 is easier to read than 9.42 k.
SHORT = {
    "en": ((1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e4, 1e3, "k")),
    # As tables and axes of money: 10,387万元 beside 4,280万元, not 1.04亿元.
    "zh": ((1e9, 1e8, "亿"), (1e4, 1e4, "万")),
}
# The same for quantities, in words: "1.36 M MWh" is hard to read, and "50.8 k t" is not a unit.
_LARGE = {"en": ((1e9, 1e9, " billion"), (1e6, 1e6, " million")), "zh": ((1e8, 1e8, "亿"), (1e4, 1e4, "万"))}
# Singular and plural.
_POINTS = {"en": (" percentage point", " percentage points"), "zh": ("个百分点", "个百分点")}
_FIRST_CHINESE = "\u2e80"


@cache
def _signs(locale: str) -> dict[int, str]:
    """Translation table from Python's separators to those of a locale."""
    known = locale_of(locale).number_symbols["latn"]
    return str.maketrans({",": known["group"], ".": known["decimal"], "-": known["minusSign"]})


@lru_cache(16_384)
def _decimal(value: float, digits: int, locale: str, times: int = 1) -> str:
    """Format a multiple of a number with a number of decimals, a half rounded up, without the sign of a zero.

    Babel parses its pattern again for each number, which is thirty times slower; a map has ten thousand numbers.
    """
    rounded = (Decimal(str(value)) * times).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded or abs(rounded):,.{digits}f}".translate(_signs(locale))


_UNKNOWN = "–"


@dataclass(frozen=True)
class Numbers(Dates):
    """Number formats of one reader: language of units, and locale of numbers and dates.

    Attributes
    ----------
    language, locale : str
        Such as "zh" and "zh_CN".
    """

    def number(
        self,
        value: float | None,
        *,
        digits: int | None = None,
        significant: int = 3,
        is_padded: bool = True,
    ) -> str:
        """Format a number; without `digits`, rounded to significant figures, but never in the integer part.

        An unknown number is an en dash, infinity its sign. Zeros are added up to the significant figures unless
        `is_padded` is false: an input of 0.5 does not claim the accuracy of 0.500.

        Examples
        --------
        >>> [Numbers().number(value, is_padded=False) for value in (0.5, 2.504, 1200.0)], Numbers().number(0.5)
        (['0.5', '2.5', '1,200'], '0.500')
        """
        if value is None or math.isnan(value):
            return _UNKNOWN
        if math.isinf(value):
            return "∞" if value > 0 else "−∞"
        if abs(value) >= _LARGEST:
            return format_scientific(value, format="0.00E0", locale=locale_of(self.locale))
        if digits is None:
            size = math.floor(math.log10(abs(value))) + 1 if value else 1
            digits = max(0, significant - size)
            value = half_up(value, digits)
            digits = 0 if value == round(value) else digits
            if digits and not is_padded:
                digits = len(f"{value:.{digits}f}".rstrip("0").partition(".")[2])
        return _decimal(float(value), digits, self.locale)

    def amount(self, value: float | None, unit: str, *, significant: int = 3, is_padded: bool = True) -> str:
        """Quantity with its unit and all digits of the integer part; `is_padded` as in `number`."""
        return self.joined(self.number(value, significant=significant, is_padded=is_padded), unit)

    def brief_amount(self, value: float, unit: str) -> str:
        """Quantity with its unit; a large one, from a million or 万 on, with three significant figures.

        Examples
        --------
        >>> Numbers("en").brief_amount(28_080.0, "GJ"), Numbers("zh", "zh_CN").brief_amount(28_080.0, "GJ")
        ('28,080 GJ', '2.81万吉焦')
        """
        _least, step, _word = _LARGE[self.language][-1]
        return (self.quantity if abs(value) >= step else self.amount)(value, unit)

    def quantity(self, value: float | None, unit: str, *, significant: int = 3) -> str:
        """Quantity with `significant` figures and its unit; large ones as multiples such as million or 万.

        Examples
        --------
        >>> [Numbers("en").quantity(value, "t") for value in (41.26, 50_812.0, 1_361_000.0, 1_005_000.0)]
        ['41.3 t', '50,800 t', '1.36 million t', '1.01 million t']
        >>> [Numbers("zh", "zh_CN").quantity(value, "t") for value in (50_812.0, 50_000.0)]
        ['5.08万吨', '5万吨']
        """
        return self.joined(self._rounded(value, significant), unit)

    def quantities(self, low: float | None, high: float | None, unit: str) -> str:
        """Range of quantities with one multiple and unit; a single quantity if both ends look the same.

        Both ends have the same number of decimals.

        Examples
        --------
        >>> Numbers("en").quantities(30_000.0, 100_000.0, "t"), Numbers("en").quantities(45_010.0, 45_020.0, "t")
        ('30,000–100,000 t', '45,000 t')
        >>> [Numbers("zh", "zh_CN").quantities(low, 119_000.0, "t") for low in (3_830.0, 38_300.0, 110_000.0)]
        ['3,830–119,000吨', '3.8万–11.9万吨', '11.0万–11.9万吨']
        >>> Numbers("en").quantities(790_000.0, 1_560_000.0, "t"), Numbers("en").quantities(0.5, 150.0, "t")
        ('0.79–1.56 million t', '0.5–150.0 t')
        """
        if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
            return self.joined("–".join(dict.fromkeys((self._rounded(low), self._rounded(high)))), unit)
        # Multiple of the larger end, unless the smaller one becomes unreadable, such as 0.00383 million t. Chinese does
        # not use 0.383万.
        least, most = sorted(abs(end) for end in (low or high, high or low))
        step, word = self._step(most, _LARGE)
        if least < (step * 0.9995 if self.language == "zh" else step / 10):
            step, word = self._step(least, _LARGE)
        ends = self._ends(*(to_figures(end, 3) / step for end in (low, high)))
        return self.joined(self._between(ends, word), unit) if len(ends) > 1 else self.quantity(high, unit)

    def _ends(self, low: float, high: float) -> list[str]:
        """Ends of a range with equal decimals; one text if both look the same; zero is "0".

        The larger end has three figures, the smaller one at least two; trailing zeros of both are removed.
        """
        sizes = sorted(math.floor(math.log10(abs(end))) + 1 for end in (low, high) if end)
        digits = max(0, 3 - sizes[-1], 2 - sizes[0]) if sizes else 0
        while (
            digits
            and low
            and high
            and all(half_up(end, digits) == half_up(end, digits - 1) for end in (low, high))
        ):
            digits -= 1
        return list(dict.fromkeys(self.number(end, digits=digits) if end else "0" for end in (low, high)))

    def _step(
        self, size: float, steps: Mapping[str, tuple[tuple[float, float, str], ...]]
    ) -> tuple[float, str]:
        """Divisor and word of the multiple for a number of this size; 1 and no word for small numbers."""
        fitting = (each for each in steps[self.language] if size >= each[0] * 0.9995)
        _least, step, word = next(fitting, (0.0, 1.0, ""))
        return step, word

    def _between(self, ends: Iterable[str], word: str) -> str:
        """Range with one multiple; Chinese repeats the word: 3–10万 could be read as a range from 3."""
        if self.language == "zh":
            return "–".join(end if end == "0" else f"{end}{word}" for end in ends)
        return f"{'–'.join(ends)}{word}"

    def unit(self, unit: str) -> str:
        """Unit in the reader's language; the unit 1 is omitted, also in 1/d.

        Examples
        --------
        >>> [Numbers("zh", "zh_CN").unit(unit) for unit in ("t/yr", "t/10⁴ CNY", "CNY/(t·km)", "kW", "1", "1/d")]
        ['吨/年', '吨/万元', '元/(吨·公里)', '千瓦', '', '次/天']
        >>> Numbers("en").unit("t/10⁴ CNY"), Numbers("en").unit("1/d")
        ('t per 10,000 CNY', '/d')
        """
        return unit_names.unit(unit, self.language)

    def joined(self, words: str, unit: str) -> str:
        """Append a unit to a number; no space before Chinese, a slash or a percent sign, no unit if the number is unknown."""
        if words == _UNKNOWN:
            return words
        written = self.unit(unit)
        space = "" if written[:1] >= _FIRST_CHINESE or written.startswith(("/", "%")) else " "
        return f"{words}{space}{written}".strip()

    def _rounded(self, value: float | None, significant: int = 3) -> str:
        """Number with significant figures; large ones with a word such as million."""
        if value is None or not math.isfinite(value):
            return self.number(value)
        value = to_figures(value, significant)
        step, word = self._step(abs(value), _LARGE)
        return f"{self.number(value / step, significant=significant)}{word}"

    def _in_step(self, value: float, significant: int, *, is_padded: bool) -> str:
        """Number of multiples; without zeros if it is exact: 60,000 is 6万, 59,990 is 6.00万, 51,000 is 5.10万."""
        if not is_padded or float(f"{value:.12g}").is_integer():
            return self.number(value, significant=significant, is_padded=False)
        size = math.floor(math.log10(abs(to_figures(value, significant)))) + 1
        digits = max(0, significant - size)
        return self.number(half_up(value, digits), digits=digits)

    def as_published(self, value: float | None, unit: str) -> str:
        """Published number with its own digits, up to ten; the unit 1 is omitted."""
        if value is None or not math.isfinite(value) or abs(value) >= _LARGEST:
            return self.amount(value, "" if unit == "1" else unit)
        decimals = f"{value:.10g}".partition(".")[2]
        digits = len(decimals) if "e" not in decimals else 10
        return self.joined(self.number(value, digits=digits), unit)

    def short(self, value: float | None, *, significant: int = 3, is_padded: bool = True) -> str:
        """Large number with the reader's suffix: k, M, bn, or 万 and 亿; `is_padded` as in `number`.

        Examples
        --------
        >>> [Numbers("zh", "zh_CN").short(value) for value in (990_000.0, 667_000.0, 36_200_000.0, 3.0)]
        ['99万', '66.7万', '3,620万', '3']
        """
        if value is None or not math.isfinite(value):
            return self.number(value)
        for least, step, sign in SHORT[self.language]:
            if abs(value) >= least * 0.9995:
                space = "" if self.language == "zh" else " "
                digits = self._in_step(value / step, significant, is_padded=is_padded)
                return f"{digits}{space}{sign}"
        return self.number(value, significant=significant, is_padded=is_padded)

    def rounded_short(self, value: float, *, significant: int = 3) -> tuple[float, int]:
        """Number that `short` shows, and the decimal place of its last figure: 3 for thousands, -1 for tenths.

        Examples
        --------
        >>> Numbers().rounded_short(4_104_000.0), Numbers("zh", "zh_CN").rounded_short(40_834_000.0)
        ((4100000.0, 4), (40830000.0, 4))
        """
        steps = (step for least, step, _sign in SHORT[self.language] if abs(value) >= least * 0.9995)
        step = next(steps, 1.0)
        size = math.floor(math.log10(abs(value / step))) + 1 if value else 1
        digits = max(0, significant - size)
        return float(f"{half_up(value / step, digits) * step:.12g}"), round(math.log10(step)) - digits

    def percent(self, share: float | None, *, digits: int = 0) -> str:
        """Share between 0 and 1 as a percentage.

        Examples
        --------
        >>> Numbers().percent(2 / 16), Numbers().percent(-0.001)
        ('13%', '0%')
        """
        if share is None or not math.isfinite(share) or abs(share) >= _LARGEST:
            return self.number(share)
        return f"{_decimal(float(share), digits, self.locale, 100)}%"

    def chance(self, share: float) -> str:
        """Share of simulations as a percentage; one that rounds to all of them is no certainty.

        Examples
        --------
        >>> [Numbers("en").chance(share) for share in (0.62, 0.996, 0.9999, 1.0)]
        ['62%', '99.6%', '>99.9%', '>99.9%']
        """
        words, whole = self.percent(share), self.percent(1.0)
        if words != whole:
            return words
        near = self.percent(share, digits=1)
        return f">{self.percent(0.999, digits=1)}" if near == self.percent(1.0, digits=1) else near

    def rate(self, share: float) -> str:
        """Rate between 0 and 1 as a percentage, with one decimal unless that is zero."""
        return self.percent(share, digits=0 if round(share * 1000) % 10 == 0 else 1)

    def points(self, value: float | None, *, digits: int | None = None) -> str:
        """Difference between two percentages, in percentage points; `digits` as in `number`.

        Examples
        --------
        >>> Numbers().points(4.0), Numbers().points(1.0), Numbers("zh", "zh_CN").points(0.5)
        ('4 percentage points', '1 percentage point', '0.5个百分点')
        """
        words = self.number(value, digits=digits, is_padded=False)
        one, several = _POINTS[self.language]
        return words if words == _UNKNOWN else f"{words}{one if words.lstrip('-') == '1' else several}"
