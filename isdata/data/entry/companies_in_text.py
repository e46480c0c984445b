"""Companies named in a line of free text: by full name, by its beginning, or with a spelling error."""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from isdata.data.entry import near_names
from isdata.data.naming.phrase_normalisation import CJK

LEGAL = re.compile(
    r"[\s,]*\b(?:co\.?,?\s*ltd|ltd|limited|inc|llc|plc|gmbh|ag|corp|corporation|company)\b\.?|(?:股份)?有限(?:责任)?公司|集团|公司",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"[,;，；。:：、\n]+")
_SHORTEST = 2  # minimum letters of a name to search for within a text
_BEGINNING = 4  # minimum Latin letters of the beginning of a name
_BEGINNING_CHINESE = 4  # minimum characters of one that is followed by other words without a space
_VERB = re.compile(r"[\s\d,;:有需要求供产出提想每年约大]")
# What follows a company that is named by its first word only: “Oak 200 t …”, not “Oak chips 200 t”.
_AFTER_SUBJECT = re.compile(
    r"\s*(?:[\d,;:，；：\u3400-\u9fff]|(?:has|have|needs?|wants?|offers?|supplies|sells|seeks)\b)"
)


class NamesResource(Protocol):
    """Test whether words name a resource, or only resemble the name of one unless `is_exact`."""

    def __call__(self, words: str, *, is_exact: bool = False) -> bool: ...


class Companies(NamedTuple):
    """Companies named in a text.

    Attributes
    ----------
    site_id : str or None
        Site of the first named company.
    unknown : str
        Unrecognised text in the position of a company.
    named : tuple of str
        All named companies, as written, in the order of the text.
    rest : str
        The text without the companies.
    near : tuple of str
        Sites with names similar to the unknown one, most similar first.
    is_misspelt : bool
        Whether the name of the site is misspelt.
    """

    site_id: str | None
    unknown: str
    named: tuple[str, ...]
    rest: str
    near: tuple[str, ...] = ()
    is_misspelt: bool = False


class _Place(NamedTuple):
    start: int
    end: int
    site: str


def read(text: str, sites: Mapping[str, str], names_resource: NamesResource) -> Companies:
    """Find the companies named in a text.

    Parameters
    ----------
    text : str
    sites : mapping of str to str
        Sites by company name, in any language.
    names_resource : NamesResource
        “Steel” alone is not read as the beginning of “Steel Works”.
    """
    names = {unicodedata.normalize("NFKC", name).casefold(): site for name, site in sites.items()}
    names |= {short: site for name, site in names.items() if len(short := LEGAL.sub("", name).strip()) > 1}
    places = _places(text, names, names_resource) if len(text.casefold()) == len(text) else []
    if places:
        first = places[0]
        several = list({place.site: place for place in reversed(places)}.values())[::-1]
        named = tuple(text[place.start : place.end] for place in several)
        rest = text
        for place in reversed(places):
            rest = _without(rest, place)
        return Companies(first.site, "", named, rest)
    misspelt = _misspelt(text, names, names_resource)
    return misspelt or _in_chinese(text, names, names_resource) or _unknown(text)


def _misspelt(line: str, names: Mapping[str, str], names_resource: NamesResource) -> Companies | None:
    """Company whose name is misspelt in the line, or the possible ones."""
    lower = line.casefold()

    def is_company(place: near_names.Place) -> bool:
        """Return True if the words of a place name no resource; the first word of a company as subject may resemble one."""
        words = lower[place.start : place.end]
        is_subject = any(name.startswith(f"{words} ") for name in names) and _AFTER_SUBJECT.match(
            lower, place.end
        )
        return not names_resource(words, is_exact=bool(is_subject))

    near = near_names.companies(lower, names) if len(lower) == len(line) else []
    place = next((each for each in near if each.is_meant or is_company(each)), None)
    if place is None:
        return None
    written = line[place.start : place.end].strip()
    rest = _without(line, place)
    if place.is_meant:
        return Companies(place.sites[0], "", (written,), rest, is_misspelt=True)
    return Companies(None, written, (), rest, near=place.sites)


def _in_chinese(line: str, names: Mapping[str, str], names_resource: NamesResource) -> Companies | None:
    """Company whose Chinese name ends in the first words of a line, or the one to propose for its trade.

    A stored name often begins with the city: 青栎锻造 means 成都青栎锻造有限公司 if no other name ends so. A name translated
    anew from the English one, 橡树锻造 for Oak Forging, leads to the only company whose name ends in the same trade.
    """
    head = _VERB.split(split(line)[0], maxsplit=1)[0].strip()
    if len(head) <= _SHORTEST or not all(CJK.match(sign) for sign in head) or names_resource(head):
        return None
    start = line.index(head)
    for ending in (head, head[-_SHORTEST:]):
        sites = {site for name, site in names.items() if name.endswith(ending) and name != ending}
        if len(sites) == 1:
            place = _Place(start, start + len(head), sites.pop())
            rest = _without(line, place)
            if ending == head and len(head) >= _BEGINNING_CHINESE:
                return Companies(place.site, "", (head,), rest)
            return Companies(None, head, (), rest, near=(place.site,))
    return None


def _without(line: str, name: _Place | near_names.Place) -> str:
    """Replace a name by a semicolon; with a comma, a dash after it would be read as a minus sign."""
    return line[: name.start] + ";" + LEGAL.sub("", line[name.end :], count=1)


def _unknown(text: str) -> Companies:
    """Text in the position of a company: the first part, unless it contains a number."""
    first, separator, rest = split(text)
    if not separator or re.search(r"\d", first):
        return Companies(None, "", (), text)
    return Companies(None, first, (), rest)


def split(text: str) -> tuple[str, bool, str]:
    """First part of a text, whether another part follows, and the rest."""
    parts = SEPARATOR.split(text, maxsplit=1)
    return parts[0].strip(), len(parts) > 1 and bool(parts[1].strip()), parts[1] if len(parts) > 1 else ""


def _places(text: str, names: Mapping[str, str], names_resource: NamesResource) -> list[_Place]:
    """Positions of company names in the order of the text; a longer name has precedence over a shorter one in it."""
    lower, found = text.casefold(), list[_Place]()
    for name in sorted(names, key=len, reverse=True):
        place = _place_of(name, lower) if len(name) >= _SHORTEST else None
        if place and not any(place[0] < other.end and other.start < place[1] for other in found):
            found.append(_Place(*place, names[name]))
    beginning = _beginning(text, names, names_resource)
    if beginning and not any(beginning.start < other.end and other.start < beginning.end for other in found):
        found.append(beginning)
    return sorted(found)


def _place_of(name: str, text: str) -> tuple[int, int] | None:
    """Position of a name in a text; names in Latin letters match whole words only."""
    pattern = rf"(?<!\w){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name)
    match = re.search(pattern, text)
    return match.span() if match else None


def _beginning(text: str, names: Mapping[str, str], names_resource: NamesResource) -> _Place | None:
    """First words of a text if they are the beginning of exactly one company name: “Pear Blossom, 3 t …”."""
    lower = text.casefold()
    if lower[:1].isascii():
        ends = [match.end() for match in re.finditer(r"\w+", lower)]
        heads = [lower[:end] for end in ends if end >= _BEGINNING and not re.search(r"[\d,;:]", lower[:end])]
    else:
        head = split(lower)[0]
        ends = range(_SHORTEST, len(head) + 1)
        heads = [head[:end] for end in ends if end >= _BEGINNING_CHINESE or _is_end(head, end)]
    for head in reversed(heads):
        begun = {site for name, site in names.items() if _begins(name, head)}
        if len(begun) == 1 and not names_resource(head):
            return _Place(0, len(head), begun.pop())
    return None


def _is_end(text: str, end: int) -> bool:
    """Return True if a name may end at this position: at a space, a number or a verb."""
    return end == len(text) or _VERB.match(text, end) is not None


def _begins(name: str, head: str) -> bool:
    """Return True if a name begins with `head`: with whole words, or in Chinese with characters."""
    following = name[len(head) : len(head) + 1]
    return name.startswith(head) and not (following.isascii() and following.isalnum())
