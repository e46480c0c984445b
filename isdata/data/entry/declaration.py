"""Supply or demand declared in one line: company, resource, amount, unit and temperature."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data import units
from isdata.data.ingest import numbers, unit_parsing
from isdata.data.naming import likeliest, suggest

SUPPLY, DEMAND = "supply", "demand"
_WANTED = re.compile(
    r"\b(?:i|we)?\s*(?:want|need|require|buy|seek|receive)s?\b|\b(?:looking|look) for\b|\bwanted\b|\bdemand(?: for|:|\b)"
    r"|需要|求购|想要|想买|采购|接收|需求|(?<![必主])(?:要|需)(?!求)",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:i|we)?\s*(?:have|has|offer|offers|supply|supplies|provide|provides|sell|sells|give|gives|produce|produces)\b"
    r"|供应|提供|产生|出售|富余|(?<![含所])有(?![机色])",
    re.IGNORECASE,
)
_WE = re.compile(r"^(?:我们|我司|本公司|我公司|我厂|我)")
_TEMPERATURE = re.compile(
    r"(?:\b[Aa]t|\bof|约|温度)?\s*(?P<number>[-+]?\d+(?:[.,]\d+)?)\s*"
    r"(?:°\s*(?P<unit>[CcFf])|(?P<word>(?i:deg(?:rees?)?\s*[CF]?)|C|摄氏度|度(?!电)))(?![A-Za-z])",
)
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d(?:[\d.,' ]*\d)?")
_ALONE = re.compile(r"(?<![\w.-])\d[\d.,']*(?![\w.-])")
_UNIT_END = re.compile(r"[,;，；。:：()\d]")
_PERIOD = re.compile(
    r"\s*(?:\b(?:(?:per|an?|each|every)\s+(?P<en>year|month|week|day|hour)|(?P<adverb>yearly|annually|monthly|weekly|daily|hourly)"
    r"|p\.\s?a\.?)(?!\w)|(?:每|/)?(?P<zh>年|月|周|天|日|小时)(?:产生|产|用|需)?量?)",
    re.IGNORECASE,
)
_PERIODS = {
    "年": "year", "月": "month", "周": "week", "天": "day", "日": "day", "小时": "hour",
    "yearly": "year", "annually": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
}  # fmt: skip
_FILLERS = re.compile(
    r"\b(?:of|about|around|approximately|approx|circa|ca|roughly|some|the|our|an?)\b\.?|大约|左右|约|的",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"[\s,]*\b(?:co\.?,?\s*ltd|ltd|limited|inc|llc|plc|gmbh|ag|corp|corporation|company)\b\.?|(?:股份)?有限(?:责任)?公司|集团|公司",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[,;，；。:：、\n]+")
_ALIKE = 86.0  # per cent of the letters of a company's name
_SHORTEST = 2  # letters of a name that is looked for within a text
_LONGEST_UNIT = 24


@dataclass(frozen=True)
class Declaration:
    """A supply or demand as it was recognised; what was not said is None.

    Attributes
    ----------
    direction : str or None
        "supply" or "demand".
    site_id : str or None
        The site that the text names.
    company : str
        What stands where a company would, and is none that is known.
    resource_id : str or None
        The likeliest resource; None where none is, or two are as likely.
    phrase : str
        The words that name the resource.
    proposals : DataFrame
        Resources that the phrase may mean, as from `naming.suggest`.
    quantity : float or None
        [unit/period]
    unit, period : str or None
    power : float or None
        [kW]
    temperature : float or None
        [°C]
    """

    direction: str | None = None
    site_id: str | None = None
    company: str = ""
    resource_id: str | None = None
    phrase: str = ""
    proposals: pd.DataFrame = field(default_factory=pd.DataFrame)
    quantity: float | None = None
    unit: str | None = None
    period: str | None = None
    power: float | None = None
    temperature: float | None = None


def recognise(
    line: str,
    sites: Mapping[str, str],
    resources: pd.DataFrame,
    *,
    confirmed: pd.DataFrame | None = None,
) -> Declaration:
    """Company, resource, amount and direction recognised in a line of English or Chinese.

    Parameters
    ----------
    line : str
        As typed, such as "Oak Forging, 200 t/yr used foundry sand, 60 °C".
    sites : mapping of str to str
        Sites by the names of their companies, in any language.
    resources : DataFrame
        As from `match_resources.sql`.
    confirmed : DataFrame, optional
        As from `resource_phrases.sql`.
    """
    said = unicodedata.normalize("NFKC", line).strip()
    found, said = _company(Declaration(), said, sites)
    found, said = _temperature(found, said)
    found, said = _amount(found, said)
    found, said = _direction(found, said)
    return _resource(found, said, resources, confirmed)


def _company(found: Declaration, said: str, sites: Mapping[str, str]) -> tuple[Declaration, str]:
    """The company that a text names, and the text without it."""
    names = {unicodedata.normalize("NFKC", name).casefold(): site for name, site in sites.items()}
    names |= {short: site for name, site in names.items() if len(short := _LEGAL.sub("", name).strip()) > 1}
    lower = said.casefold()
    within = [name for name in names if len(name) >= _SHORTEST and _stands_in(name, lower)]
    if within and len(lower) == len(said):
        name = max(within, key=len)
        place = lower.index(name)
        rest = said[:place] + "," + _LEGAL.sub("", said[place + len(name) :], count=1)
        return replace(found, site_id=names[name]), rest
    first, separator, rest = _split(said)
    if not separator or re.search(r"\d", first):
        return found, said
    match = process.extractOne(_LEGAL.sub("", first).casefold(), list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)  # fmt: skip
    if match:
        return replace(found, site_id=names[match[0]]), rest
    return replace(found, company=first), rest


def _stands_in(name: str, said: str) -> bool:
    """Whether a name stands in a text, as whole words where it is in Latin letters."""
    if not name.isascii():
        return name in said
    return re.search(rf"(?<!\w){re.escape(name)}(?![a-z0-9])", said) is not None


def _split(said: str) -> tuple[str, bool, str]:
    """The first part of a text, whether another one follows, and that."""
    parts = _SEPARATOR.split(said, maxsplit=1)
    return parts[0].strip(), len(parts) > 1 and bool(parts[1].strip()), parts[1] if len(parts) > 1 else ""


def _temperature(found: Declaration, said: str) -> tuple[Declaration, str]:
    match = _TEMPERATURE.search(said)
    if not match:
        return found, said
    number = float(match["number"].replace(",", "."))
    if (match["unit"] or match["word"][-1]) in "Ff":
        number = (number - 32) / 1.8
    return replace(found, temperature=number), f"{said[: match.start()]} , {said[match.end() :]}"


def _amount(found: Declaration, said: str) -> tuple[Declaration, str]:
    """The first number that stands before a unit of amount or power, and the text without it."""
    for match in _NUMBER.finditer(said):
        after = said[match.end() : match.end() + _LONGEST_UNIT]
        known = _unit(after)
        number = numbers.parse(match[0].strip())
        if known is None or not number.readings:
            continue
        length, meant = known
        value = number.readings[0]
        rest = f"{said[: match.start()]} , {said[match.end() + length :]}"
        if meant.unit == "kW":
            return replace(found, power=value * meant.factor), rest
        period, rest = (meant.period, rest) if meant.period else _period(rest)
        step, unit = _plain_unit(meant.unit)
        return replace(found, quantity=value * step, unit=unit, period=period or None), rest
    alone = list(_ALONE.finditer(said))
    number = numbers.parse(alone[0][0]) if len(alone) == 1 else None
    if number is None or not number.readings:
        return found, said
    return replace(
        found, quantity=number.readings[0]
    ), f"{said[: alone[0].start()]} , {said[alone[0].end() :]}"


def _plain_unit(unit: str) -> tuple[float, str]:
    """A unit without a step such as 万, and what one of it is in that unit."""
    for step in sorted(units.STEPS, key=len, reverse=True):
        rest = unit.removeprefix(step)
        if rest != unit and units.is_known(rest):
            return units.factor(unit, rest), rest
    return 1.0, unit


def _unit(after: str) -> tuple[int, unit_parsing.Measure] | None:
    """Length and meaning of the longest unit with which a text begins."""
    end = _UNIT_END.search(after.replace("m3", "m³"))
    longest = after if end is None else after[: end.start()]
    for length in range(len(longest), 0, -1):
        written = longest[:length]
        following = longest[length : length + 1]
        if written[-1].isascii() and written[-1].isalpha() and following.isascii() and following.isalpha():
            continue  # within a word
        meant = _meaning(written.strip())
        if meant is not None:
            return length - written.endswith("电"), meant  # 度电 also names what is meant
    return None


def _meaning(written: str) -> unit_parsing.Measure | None:
    """Meaning of a written unit: amount, amount per period, or power."""
    written = {"ton": "t", "tons": "t"}.get(written.casefold(), written)
    if not written:
        return None
    meant = unit_parsing.amount_unit(written, "period")
    if meant is not None and meant.rule == "unit_rate" and units.kind(written) == "power":
        return unit_parsing.Measure(unit="kW", factor=units.factor(written, "kW"))
    return meant if meant is not None and meant.rule is None else None


def _period(said: str) -> tuple[str, str]:
    """The period that a text names, and the text without it."""
    match = _PERIOD.search(said)
    if not match:
        return "", said
    word = match["en"] or match["adverb"] or match["zh"] or "year"
    return _PERIODS.get(word.casefold(), word.casefold()), f"{said[: match.start()]} {said[match.end() :]}"


def _direction(found: Declaration, said: str) -> tuple[Declaration, str]:
    for direction, pattern in ((DEMAND, _WANTED), (SUPPLY, _OFFERED)):
        match = pattern.search(said)
        if match:
            return replace(found, direction=direction), f"{said[: match.start()]} {said[match.end() :]}"
    return found, said


def _resource(
    found: Declaration, said: str, resources: pd.DataFrame, confirmed: pd.DataFrame | None
) -> Declaration:
    """The resource that is left to be named; a first part that names none is the company."""
    side = None if found.direction is None else found.direction == SUPPLY

    def proposed(phrase: str) -> pd.DataFrame:
        return (
            suggest(phrase, resources, confirmed=confirmed, is_left_over=side) if phrase else pd.DataFrame()
        )

    phrase = _phrase(said)
    proposals = proposed(phrase)
    if proposals.empty and found.company:
        phrase = _phrase(f"{found.company} {said}")
        proposals = proposed(phrase)
        found = found if proposals.empty else replace(found, company="")
    if proposals.empty:
        return replace(found, phrase=phrase, proposals=proposals)
    return replace(found, phrase=phrase, proposals=proposals, resource_id=likeliest(proposals))


def _phrase(said: str) -> str:
    """A text without separators and words that name nothing."""
    parts = (_WE.sub("", part.strip()) for part in _SEPARATOR.split(said))
    return re.sub(r"\s+", " ", _FILLERS.sub(" ", " ".join(parts))).strip()
