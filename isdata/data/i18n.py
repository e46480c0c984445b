"""Translation of messages, labels and names for a reader; formats of numbers, dates and money are in `number_format`.

The English sentence in the code is the key of its translation. The Chinese sentences are in
`locales/zh/*.po`, one file per subject, which are merged when read. Names of tables, columns and choices
come from the contracts; names of companies and resources from their `name_en` and `name_zh`.
"""

import io
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

import pandas as pd
from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from isdata.data import contracts, spacing
from isdata.data.contracts import rules
from isdata.data.money_format import Money, StatedCurrency
from isdata.data.store import checking
from isdata.errors import N_, IsdataError

LANGUAGES = {"en": "English", "zh": "中文"}
FOLDER = Path(__file__).parent / "locales"
_HOME = {"en": "en_US", "zh": "zh_CN"}
# A free text in both languages: English without a Chinese character, " / ", Chinese.
_BOTH = re.compile(r"(?P<en>[^\u4e00-\u9fff]+) / (?P<zh>.*[\u4e00-\u9fff].*)", re.DOTALL)
PROBLEM_MESSAGES = rules.MESSAGES | checking.MESSAGES

__all__ = ["LANGUAGES", "N_", "Reader", "StatedCurrency", "both", "reader"]


@cache
def _catalogue(language: str) -> NullTranslations:
    """All translations of a language from its `.po` files."""
    together = Catalog(locale=language)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    together.add(message.id, message.string)
    if not len(together):
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, together)
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True)
class Reader(Money):
    """One reader: language, and formats of numbers, dates and money.

    Attributes
    ----------
    shows_both : bool
        Whether figures label companies and resources in both languages.
    is_large : bool
        Whether figures use large type, for a hall.
    is_rounded : bool
        Whether totals of plans are rounded for this reader, so that figures state them as "about".
    """

    shows_both: bool = False
    is_large: bool = False
    is_rounded: bool = False

    def text(self, message: str, /, **details: object) -> str:
        """Translate a sentence and fill its placeholders."""
        translated = _catalogue(self.language).gettext(message)
        return self._filled(translated, details) if details else translated

    def plural(self, one: str, many: str, count: int, **details: object) -> str:
        """Singular or plural sentence for a count; {count} uses the reader's number format."""
        sentence = _catalogue(self.language).ngettext(one, many, count)
        return self._filled(sentence, {"count": self.number(count), **details})

    def _filled(self, sentence: str, details: Mapping[str, object]) -> str:
        """Fill the placeholders of a translated sentence."""
        return spacing.filled(sentence, details) if self.language == "zh" else sentence.format(**details)

    def name(self, en: str | None, zh: str | None) -> str:
        """Name in the reader's language, or in the other one if that is missing."""
        first, second = (zh, en) if self.language == "zh" else (en, zh)
        return next((str(name) for name in (first, second) if isinstance(name, str) and name.strip()), "")

    def label(self, en: str | None, zh: str | None) -> str:
        """Name for a figure, in both languages if `shows_both` is set.

        Examples
        --------
        >>> reader("en", shows_both=True).label("Steel scrap", "废钢")
        '废钢 Steel scrap'
        """
        own = self.name(en, zh)
        other = (en if self.language == "zh" else zh) if self.shows_both else None
        if not isinstance(other, str) or not other.strip() or other == own:
            return own
        return f"{zh} {en}"

    def names(self, rows: pd.DataFrame, what: str = "name", *, nameless: str = "") -> list[str]:
        """Names of a table's rows, `nameless` for rows without a name.

        Parameters
        ----------
        rows : DataFrame
            Columns `what`_en and `what`_zh.
        """
        both = zip(rows[f"{what}_en"], rows[f"{what}_zh"], strict=True)
        return [self.name(english, chinese) or nameless for english, chinese in both]

    def half(self, text: object) -> str:
        """Reader's part of a bilingual free text, such as "not stated / 未说明".

        The English part contains no Chinese character, the Chinese part at least one. A text in one language is
        returned unchanged; a missing text is empty.
        """
        if not isinstance(text, str):
            return ""
        both = _BOTH.fullmatch(text)
        return self.name(both["en"], both["zh"]) if both else text

    def whole(self, text: object, own: str) -> str:
        """Replace the reader's part of a bilingual free text by `own`; a text in one language is replaced completely.

        Examples
        --------
        >>> reader("en").whole("not stated / 未说明", "unknown"), reader("zh").whole("not stated", "未知")
        ('unknown / 未说明', '未知')
        """
        both = _BOTH.fullmatch(text) if isinstance(text, str) else None
        if both is None or not own:
            return own
        return bilingual_name(both["en"], own) if self.language == "zh" else bilingual_name(own, both["zh"])

    def reason(self, text: object) -> str:
        """Reason of the change log for this reader: the reader's part, or a translated message of the app."""
        own = self.half(text)
        return self.text(own) if own else ""

    def listed(self, words: Iterable[str]) -> str:
        """Join words to a list in one line."""
        return ("、" if self.language == "zh" else ", ").join(words)

    def noted(self, name: str, note: str) -> str:
        """Name followed by a note in brackets, in the style of the reader's language.

        Examples
        --------
        >>> reader("en").noted("Reed Waste Water", "Provider"), reader("zh").noted("芦苇水务", "供方")
        ('Reed Waste Water (Provider)', '芦苇水务（供方）')
        """
        return f"{name}（{note}）" if self.language == "zh" else f"{name} ({note})"

    def bounded(self, amount: str, bound: str) -> str:
        """Published amount with its bound, of which an exact one has none.

        Examples
        --------
        >>> [reader(each).bounded("25", bound) for each in ("en", "zh") for bound in ("exact", "about")]
        ['25', 'About 25', '25', '约25']
        """
        if bound == "exact":
            return amount
        return f"{self.choice('bound', bound)}{'' if self.language == 'zh' else ' '}{amount}"

    def clauses(self, parts: Iterable[str]) -> str:
        """Join short clauses in one line; empty ones are left out."""
        return ("；" if self.language == "zh" else "; ").join(part for part in parts if part)

    def sentences(self, parts: Iterable[str]) -> str:
        """Join whole sentences to one paragraph; no spaces between Chinese sentences."""
        return ("" if self.language == "zh" else " ").join(part for part in parts if part)

    def span(self, *ends: str) -> str:
        """Join the ends of a range with a dash; no spaces around it in Chinese.

        Examples
        --------
        >>> reader("en").span("Jan 2024", "Mar 2025"), reader("zh").span("2024年1月", "2025年3月")
        ('Jan 2024 – Mar 2025', '2024年1月–2025年3月')
        """
        return ("–" if self.language == "zh" else " – ").join(ends)

    def column(self, table: str, column: str) -> str:
        """Label of a table's column."""
        return contracts.tables()[table][column].label[self.language]

    def table(self, table: str) -> str:
        """Label of a table."""
        return contracts.tables()[table].label[self.language]

    def choice(self, choices: str, value: str | None) -> str:
        """Label of a choice; a value that is not listed is returned unchanged."""
        words = contracts.choices(choices).get(value or "")
        return words[self.language] if words else value or "–"

    def choices(self, choices: str) -> dict[str, str]:
        """Labels of all choices of a list, in their order."""
        return {value: words[self.language] for value, words in contracts.choices(choices).items()}

    def error(self, error: IsdataError) -> str:
        """Message of an error, with remedy, in the reader's language."""
        details = error.details
        if isinstance(thing := details.get("thing"), str):
            details = details | {"thing": self.text(thing)}
        if isinstance(things := details.get("things"), list):
            names = [self.name(en, zh) for en, zh in things]
            details = details | {
                "names": " → ".join(names) if details.get("is_chain") else self.listed(names)
            }
        return self.text(error.message, **details)

    def problem(
        self, table: str, column: str, value: object, rule: str, row_key: object = "", *, label: str = ""
    ) -> str:
        """Message for a problem of a stored or staged cell, with remedy; `label` is a form's own label of the column."""
        about = contracts.tables()[table][column]
        if about.type == "number" and (number := _number(value)) is not None:
            value = self.number(number, significant=6, is_padded=False)
        details = rules.details(table, column, value, self.language)
        reference = about.reference
        details["table"] = self.added_to(reference[0]) if reference else ""
        if label:
            details["column"] = label
        if rule == "referenced":
            details["table"] = self.table(table)
        if rule == "unit_of_other_kind":
            details["value"], _, names = str(value).partition(" · ")
            details["resource"] = self.half(names)
        if rule == "flow_to_itself":
            details["value"] = self.half(value)
        return self.text(PROBLEM_MESSAGES[rule], row_key=row_key, **details)

    def added_to(self, table: str) -> str:
        """Label, for use within quotation marks, of the table in which a missing row of `table` is entered; of two, both."""
        labels = [self.table(name) for name in rules.added_to(table)]
        return (
            labels[0]
            if len(labels) == 1
            else self.text(N_("{one}” or “{other}"), one=labels[0], other=labels[1])
        )


def _number(value: object) -> float | None:
    """Value of a stored or typed number; None for another text."""
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def reader(language: str, browser_locale: str | None = None, *, shows_both: bool = False) -> Reader:
    """Reader for a language and a browser locale such as "de-DE".

    The number format follows the browser locale even if its language differs, so a German
    reading English sees 1.234,5.
    """
    home = _HOME.get(language, "en_US")
    try:
        locale = str(Locale.parse(browser_locale.replace("-", "_"))) if browser_locale else home
    except (UnknownLocaleError, ValueError):
        locale = home
    if language == "zh" or locale.startswith("zh"):
        locale = home
    return Reader(language if language in LANGUAGES else "en", locale, shows_both=shows_both)


def bilingual_name(en: str | None, zh: str | None) -> str:
    """Join a name in both languages to one text for `Reader.half`; if one is missing, the other alone.

    Examples
    --------
    >>> bilingual_name("Steel scrap", "废钢")
    'Steel scrap / 废钢'
    """
    text = f"{en} / {zh}"
    return text if en and zh and _BOTH.fullmatch(text) else reader("en").name(en, zh)


def both(sentence: str, **named: str) -> str:
    """Translate a sentence into all languages, with placeholders filled, for storing as one text.

    Examples
    --------
    >>> both("In operation")
    'In operation / 运行中'
    """
    return " / ".join(reader(language).text(sentence, **named) for language in LANGUAGES)
