"""Texts of the main screen, in one language or both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from isdata.data import i18n

BOTH = "both"
T = TypeVar("T")


@dataclass(frozen=True)
class BilingualReader:
    """Reader of both languages: sentences in each language, numbers once."""

    language: str = "en"

    def text(self, message: str, /, **details: object) -> str:
        """Sentence in both languages."""
        return self._both(lambda read: read.text(message, **details))

    def plural(self, one: str, many: str, count: int, **details: object) -> str:
        """Sentence in singular or plural by a count, in both languages."""
        return self._both(lambda read: read.plural(one, many, count, **details))

    def half(self, text: str) -> str:
        """Bilingual name with Chinese first, as in pictures; a name in one language is unchanged."""
        chinese, english = (i18n.reader(language).half(text) for language in ("zh", "en"))
        return " ".join(dict.fromkeys([chinese, english]))

    def money(self, value: float | None, currency: str) -> str:
        """Amount of money in English notation."""
        return i18n.reader("en").money(value, currency)

    @staticmethod
    def _both(words: Callable[[i18n.Reader], str]) -> str:
        versions = [words(i18n.reader(language)) for language in i18n.LANGUAGES]
        return " · ".join(dict.fromkeys(versions))


Words = i18n.Reader | BilingualReader


def of_amounts(read: Words) -> i18n.Reader:
    """Reader for amounts with periods; for both languages the English one."""
    return i18n.reader("en") if isinstance(read, BilingualReader) else read


def of_picture(language: str, own: str) -> i18n.Reader:
    """Reader of a picture on a main screen in a language; for both languages, `own` with bilingual names."""
    return i18n.reader(own if language == BOTH else language, shows_both=language == BOTH)


def of_words(read: Words, shown: Mapping[str, T], default: T) -> T:
    """Item rendered for a reader's language, else the one rendered for another language."""
    language = BOTH if isinstance(read, BilingualReader) else read.language
    return shown.get(language, next(iter(shown.values()), default))


def reader(language: str) -> Words:
    """Reader of a main screen's language: "en", "zh" or "both"."""
    return BilingualReader() if language == BOTH else i18n.reader(language)
