"""Supply or demand declared in one line of text: company, resource, amount, unit and temperature."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from isdata.data.entry import (
    amounts_in_text,
    chinese_numerals,
    companies_in_text,
    direction_in_text,
    periods_in_text,
    properties_in_text,
)
from isdata.data.entry.amounts_in_text import ABOUT, ABOUT_AFTER, ABOUT_BEFORE, Amount
from isdata.data.entry.direction_in_text import SUPPLY, WE
from isdata.data.naming import most_similar, suggest, unknown_chinese, unknown_words

_WE = re.compile(
    rf"^(?:{WE}|本)?(?:工厂|公司|企业|单位|厂区|厂里|厂)(?=有|需|要|想|每|年|可|能|产|供|提|求|的|现)|^(?:{WE})"
    r"|^we at\b|^our (?:plant|company|factory|site|works)\b",
    re.IGNORECASE,
)
_TEMPERATURE = re.compile(
    r"(?:\b[Aa]t|\bof|约|温度)?\s*(?:(?P<low>(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)?)\s*(?:°\s*[CcFf])?\s*(?:-|–|—|~|∼|至|到|\bto\b)\s*)?"
    r"(?<!\d)(?<!\d[.,])(?P<number>[-+]?\d+(?:[.,]\d+)?)\s*"
    r"(?:°\s*(?P<unit>[CcFf])|(?P<word>(?i:deg(?:rees?)?\s*[CF]?)|C|摄氏度|度(?!电)))(?![A-Za-z])",
)
_NAMED = 0.85  # minimum similarity of words that name a resource
_NAME = 0.99  # minimum similarity if the words are its exact name
_FILLERS = re.compile(
    rf"\b(?:of|{ABOUT}|some|the|our|an?)\b\.?|{ABOUT_BEFORE}|{ABOUT_AFTER}|(?:将近|近)(?=\s|$)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"(?:^|(?<=\s))的|的(?=\s|$)")  # without a word on one side


@dataclass(frozen=True)
class Declaration:
    """A recognised supply or demand; missing parts are None.

    Attributes
    ----------
    direction : str or None
        "supply" or "demand".
    site_id : str or None
        Site named in the text.
    company : str
        Unrecognised text in the position of a company.
    near_sites : tuple of str
        Sites of companies with a similar spelling, most similar first.
    misspelt : str
        The company as written, if its name is misspelt.
    resource_id : str or None
        Most likely resource; None if none is likely, or two are equally likely.
    phrase : str
        The words that name the resource, to search for.
    written : str
        The same as written, to be quoted or kept as a name.
    proposals : DataFrame
        Resources proposed for the phrase, as returned by `naming.suggest`.
    quantity : float or None
        [unit/period]
    unit, period : str or None
    power : float or None
        [kW]
    temperature : float or None
        [°C]
    temperature_range : tuple of float, optional
        Ends of a range; its middle is the temperature. [°C]
    span : tuple of (str, float), optional
        Time span of several periods as written, and the amount for the whole span: 500 t in two years.
    amount : Amount
        The amount as written; it may be a range, have an unknown unit, or be an invalid negative number.
    companies : tuple of str
        Companies named in the line, as written; with more than one, the line has to be split.
    others : tuple of str
        Further amounts of the line, as written.
    approximation : str
        Word by which the line states that the amount is approximate.
    numerals : tuple of (str, str)
        Numbers in words or in forms such as 500多 and 2oo, and how they were read.
    vague : tuple of str
        Texts that state an amount without a number, such as 几百.
    properties : tuple of str
        Stated properties, as written, such as "moisture 20%".
    unknown : tuple of str
        Unrecognised words.
    """

    direction: str | None = None
    site_id: str | None = None
    company: str = ""
    near_sites: tuple[str, ...] = ()
    misspelt: str = ""
    resource_id: str | None = None
    phrase: str = ""
    written: str = ""
    proposals: pd.DataFrame = field(default_factory=pd.DataFrame)
    quantity: float | None = None
    unit: str | None = None
    period: str | None = None
    power: float | None = None
    temperature: float | None = None
    temperature_range: tuple[float, float] | None = None
    span: tuple[str, float] | None = None
    amount: Amount = field(default_factory=Amount)
    companies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    approximation: str = ""
    numerals: tuple[tuple[str, str], ...] = ()
    vague: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_several(self) -> bool:
        """Return True if the line contains several declarations and has to be split."""
        return len(self.companies) > 1 or bool(self.others)


def is_open(found: Declaration) -> bool:
    """Return True if the phrase is a name of several resources, so that the user has to choose."""
    few = found.proposals.head(2)
    return found.resource_id is None and len(few) > 1 and bool((few["similarity"] >= _NAME).all())


def recognise(
    line: str,
    sites: Mapping[str, str],
    resources: pd.DataFrame,
    *,
    confirmed: pd.DataFrame | None = None,
) -> Declaration:
    """Recognise company, resource, amount and direction in a line of English or Chinese.

    Parameters
    ----------
    line : str
        As typed, such as "Oak Forging, 200 t/yr used foundry sand, 60 °C".
    sites : mapping of str to str
        Sites by company name, in any language.
    resources : DataFrame
        As returned by `match_resources.sql`.
    confirmed : DataFrame, optional
        As returned by `resource_phrases.sql`.
    """
    text = unicodedata.normalize("NFKC", line).strip()
    found, text = _numerals(text, sites)
    found, text = _temperature(found, text)
    properties, text = properties_in_text.read(text)
    text = _WE.sub("", text).strip()
    company = _company(text, sites, resources, confirmed)
    found = replace(
        found,
        site_id=company.site_id,
        company=company.unknown,
        near_sites=company.near,
        misspelt=company.named[0] if company.is_misspelt else "",
        companies=company.named,
        properties=properties,
        approximation=amounts_in_text.approximation(company.rest),
    )
    direction, text = direction_in_text.read(company.rest)
    found = replace(found, direction=direction)
    found, text = _amount(found, text, lambda word: bool(unknown_words(word, resources, confirmed=confirmed)))
    found = _resource(found, text, resources, confirmed)
    return replace(found, unknown=_unknown(found, resources, confirmed))


def _company(
    text: str, sites: Mapping[str, str], resources: pd.DataFrame, confirmed: pd.DataFrame | None
) -> companies_in_text.Companies:
    """Companies named in a text; a first part that begins with a verb, as in “have waste heat, 120 °C”, is none."""

    def names_resource(words: str, *, is_exact: bool = False) -> bool:
        least = _NAME if is_exact else _NAMED
        return bool((suggest(words, resources, confirmed=confirmed)["similarity"] >= least).any())

    found = companies_in_text.read(text, sites, names_resource)
    if direction_in_text.begins_with_verb(found.unknown):
        return companies_in_text.Companies(None, "", (), text)
    return found


def _numerals(text: str, sites: Mapping[str, str]) -> tuple[Declaration, str]:
    """Convert numbers in Chinese characters or with the letter o to digits; company names are unchanged."""
    names = sorted((re.escape(name) for name in sites if name), key=len, reverse=True)
    parts = re.split(f"({'|'.join(names)})", text) if names else [text]
    corrected = [amounts_in_text.with_zeros(part) for part in parts[::2]]
    read = [chinese_numerals.in_digits(part, _is_unit) for part, _written in corrected]
    parts[::2] = [each.text for each in read]
    zeros = [pair for _part, written in corrected for pair in written]
    found = Declaration(
        numerals=(*zeros, *(pair for each in read for pair in each.read)),
        vague=tuple(words for each in read for words in each.vague),
    )
    return found, "".join(parts)


def _is_unit(text: str) -> bool:
    return amounts_in_text.begins_with_unit(text) or re.match(r"摄氏度|度|°", text) is not None


def _temperature(found: Declaration, text: str) -> tuple[Declaration, str]:
    match = _TEMPERATURE.search(text)
    if not match:
        return found, text
    ends = [float(match[name].replace(",", ".")) for name in ("low", "number") if match[name]]
    if (match["unit"] or match["word"][-1]) in "Ff":
        ends = [(end - 32) / 1.8 for end in ends]
    known = tuple(sorted(ends)) if len(ends) > 1 else None
    return (
        replace(found, temperature=sum(ends) / len(ends), temperature_range=known),
        f"{text[: match.start()]} , {text[match.end() :]}",
    )


def _amount(found: Declaration, text: str, is_unknown: Callable[[str], bool]) -> tuple[Declaration, str]:
    """Add amount and power of a text; also return the text without them."""
    read, span = _read(text)
    amount, rest = read.amount, read.rest
    unit = amount.unknown_unit
    if unit and unit.isascii() and not amount.is_per and not is_unknown(unit):
        amount = replace(amount, unknown_unit="")  # the word is part of the resource's name
    return replace(
        found,
        quantity=amount.quantity,
        unit=amount.unit,
        period=amount.period,
        power=read.power.power,
        span=span,
        amount=amount if amount.text else read.power,
        others=read.others,
    ), rest.replace(amount.unknown_unit, " ", 1)


def _read(text: str) -> tuple[amounts_in_text.Found, tuple[str, float] | None]:
    """Amounts of a text; an amount for several periods is converted to one period."""
    if span := periods_in_text.find(text):
        read = amounts_in_text.read(span.rest)
        total = read.amount.quantity
        if total is not None and read.amount.period is None:
            spread = periods_in_text.spread(read.amount, span)
            return replace(read, amount=spread), (span.text, total)
    return amounts_in_text.read(text), None


def _resource(
    found: Declaration, text: str, resources: pd.DataFrame, confirmed: pd.DataFrame | None
) -> Declaration:
    """Recognise the resource in the remaining text; a first part that names no resource is the company."""
    side = None if found.direction is None else found.direction == SUPPLY

    def proposed(phrase: str) -> pd.DataFrame:
        return (
            suggest(phrase, resources, confirmed=confirmed, is_left_over=side) if phrase else pd.DataFrame()
        )

    phrase, written = _phrase(text), _written(text)
    proposals = proposed(phrase)
    if proposals.empty and found.company and not found.near_sites:
        whole = _phrase(f"{found.company} {text}")
        proposals = proposed(whole)
        if not proposals.empty:
            phrase, written = whole, _written(f"{found.company} {text}")
            found = replace(found, company="")
    found = replace(found, phrase=phrase, written=written, proposals=proposals)
    return found if proposals.empty else replace(found, resource_id=most_similar(proposals))


def _written(text: str) -> str:
    """Text without separators and filler words, as a name that can be quoted: 用过的铸造砂."""
    parts = (part.strip() for part in companies_in_text.SEPARATOR.split(text))
    return _LOOSE.sub("", re.sub(r"\s+", " ", _FILLERS.sub(" ", " ".join(parts))).strip()).strip()


def _phrase(text: str) -> str:
    """The same as words to search for."""
    return re.sub(r"\s+", " ", _written(text).replace("的", " ")).strip()


def _unknown(found: Declaration, resources: pd.DataFrame, confirmed: pd.DataFrame | None) -> tuple[str, ...]:
    """Words of the phrase that occur in no resource name; the whole phrase if no resource was recognised."""
    if found.proposals.empty:
        return (found.phrase,) if found.phrase else ()
    latin = unknown_words(found.phrase, resources, confirmed=confirmed)
    return (*latin, *unknown_chinese(found.phrase, resources, confirmed=confirmed))
