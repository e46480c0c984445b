"""The words of the wall: in one language, or in both at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from isdata.data import i18n

BOTH = "both"
T = TypeVar("T")


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

    def joined(self, words: str, unit: str) -> str:
        """Words with a unit behind them, written as in English."""
        return i18n.reader("en").joined(words, unit)

    def half(self, text: str) -> str:
        """A name in both languages, the Chinese one first, as in pictures; one in a single language as it is."""
        chinese, english = (i18n.reader(language).half(text) for language in ("zh", "en"))
        return " ".join(dict.fromkeys([chinese, english]))

    def money(self, value: float | None, currency: str) -> str:
        """An amount of money, written as in English."""
        return i18n.reader("en").money(value, currency)

    @staticmethod
    def _both(words: Callable[[i18n.Reader], str]) -> str:
        versions = [words(i18n.reader(language)) for language in i18n.LANGUAGES]
        return " · ".join(dict.fromkeys(versions))


Words = i18n.Reader | BothReaders


def of_amounts(read: Words) -> i18n.Reader:
    """The reader of amounts with their periods: of both languages, the English one."""
    return i18n.reader("en") if isinstance(read, BothReaders) else read


def of_picture(language: str, own: str) -> i18n.Reader:
    """The reader of a picture on a wall of a language; on one of both, `own` with names in both languages."""
    return i18n.reader(own if language == BOTH else language, shows_both=language == BOTH)


def of_words(read: Words, shown: Mapping[str, T], default: T) -> T:
    """What was drawn for a reader's language; what was drawn for another one where it was not yet."""
    language = BOTH if isinstance(read, BothReaders) else read.language
    return shown.get(language, next(iter(shown.values()), default))


def reader(language: str) -> Words:
    """The reader of a wall's language: "en", "zh" or "both"."""
    return BothReaders() if language == BOTH else i18n.reader(language)
