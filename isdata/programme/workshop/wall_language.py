"""The words of the wall: in one language, or in both at once."""

from collections.abc import Callable
from dataclasses import dataclass

from isdata.data import i18n

BOTH = "both"


@dataclass(frozen=True)
class BothReaders:
    """Readers of both languages: whole sentences in one and in the other, numbers once."""

    language: str = "en"

    def text(self, message: str, /, **details: object) -> str:
        """The sentence in both languages."""
        return self._both(lambda read: read.text(message, **details))

    def plural(self, one: str, many: str, count: int, **details: object) -> str:
        """The sentence that fits a count, in both languages."""
        return self._both(lambda read: read.plural(one, many, count, **details))

    def number(self, value: float | None) -> str:
        """A number, written as in English."""
        return i18n.reader("en").number(value)

    def unit(self, unit: str) -> str:
        """A unit, written as in English."""
        return i18n.reader("en").unit(unit)

    def quantities(self, low: float | None, high: float | None, unit: str) -> str:
        """A range of quantities, written as in English."""
        return i18n.reader("en").quantities(low, high, unit)

    def quantity(self, value: float | None, unit: str) -> str:
        """A quantity, written as in English."""
        return i18n.reader("en").quantity(value, unit)

    def half(self, text: str) -> str:
        """A name in both languages, the Chinese one first, as in pictures; one in a single language as it is."""
        chinese, english = (i18n.reader(language).half(text) for language in ("zh", "en"))
        return " ".join(dict.fromkeys([chinese, english]))

    def money(self, value: float | None, currency: str) -> str:
        """An amount of money, written as in English."""
        return i18n.reader("en").money(value, currency)

    @staticmethod
    def _both(words: Callable[[i18n.Reader], str]) -> str:
        said = [words(i18n.reader(language)) for language in i18n.LANGUAGES]
        return " · ".join(dict.fromkeys(said))


Words = i18n.Reader | BothReaders


def of_amounts(read: Words) -> i18n.Reader:
    """The reader of amounts with their periods: of both languages, the English one."""
    return i18n.reader("en") if isinstance(read, BothReaders) else read


def reader(language: str) -> Words:
    """The reader of a wall's language: "en", "zh" or "both"."""
    return BothReaders() if language == BOTH else i18n.reader(language)
