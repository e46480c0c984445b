"""Structure of a phrase: head noun, qualifier, origin and content of a material."""

import re
from dataclasses import dataclass

from isdata.data.naming.phrase_normalisation import CJK, NEUTRAL_WORDS, WASTE_WORDS, words_of

# The text after these words states origin, content or former use of a material.
_AFTER = re.compile(
    r"\b(?:from|aus|of|containing|contaminated with|consisting of|with|for|in|by|used as|derived from)\b|[,(;:]",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\b(?:containing|contaminated with|consisting of or containing)\b|\(", re.IGNORECASE)
_BEFORE = re.compile(r".*的(?=.{2})")
_FIRST_ORIGIN = re.compile(r".*?产生的(?=.{2})|.*的(?=.{2})")
# A residue consists of the substance used in its process: 使用磷酸进行磷化产生的废酸液.
_SERVED = re.compile("(?:使用|采用|利用)([^和、，及进]{2})")
_LISTED = re.compile("[、，,]|(?<=.{2})(?:及其|和|及|与)(?=.{2})")
_LISTED_ENGLISH = re.compile(r",\s*")
_BASED = re.compile(r"\b[\w ]+?-(?:based|derived|rich|bearing|containing|contaminated)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
# Words that name no material as the last word, such as residue.
_NAMELESS = WASTE_WORDS | NEUTRAL_WORDS | {"residue", "industrial", "biowaste", "liquid", "powder", "piece"}


@dataclass(frozen=True)
class Parts:
    """Parts of a phrase.

    Attributes
    ----------
    head : str or None
        Head noun: the last word of an English name, the last two characters of a Chinese one.
    qualifier : str or None
        Word before it, which may distinguish substances: oxalic acid.
    aside : frozenset of str
        Words that only state origin or content.
    """

    head: str | None
    qualifier: str | None
    aside: frozenset[str]


def parts(phrase: str) -> Parts:
    """Determine the parts of a phrase in English or Chinese.

    Examples
    --------
    >>> parts("Fly ash from peat and untreated wood").head, parts("petroleum coke fly ash").head
    ('ash', 'ash')
    >>> parts("residues of potatoes").head, parts("机械加工过程中产生的废活性炭").head
    ('potatoe', '性炭')
    >>> sorted(parts("sludges containing mercury").aside)
    ['mercury']
    """
    is_chinese = bool(CJK.search(phrase))
    main, aside = _chinese(phrase) if is_chinese else _english(phrase)
    words = words_of(main)
    served = " ".join(_SERVED.findall(aside)) if is_chinese else ""
    named = [word for word in words if word not in (WASTE_WORDS if is_chinese else _NAMELESS)]
    head, qualifier = ([*reversed(named), None, None])[:2]
    return Parts(head, qualifier, frozenset(words_of(aside)) - frozenset(words) - frozenset(words_of(served)))


def first_listed(phrase: str) -> str | None:
    """Phrase with only the first of several listed materials; None if it names only one.

    Examples
    --------
    >>> first_listed("镀锌产生的废槽液、槽渣和废水处理污泥"), first_listed("Paint, inks and resins")
    ('镀锌产生的废槽液', 'Paint')
    >>> first_listed("铅电解产生的阳极泥及阳极泥处理后产生的废渣")  # the second one has an origin of its own
    '铅电解产生的阳极泥'
    >>> first_listed("废水处理污泥") is None, first_listed("Pallets, wood") is None
    (True, True)
    """
    if CJK.search(phrase):
        main, origin = _chinese(phrase, _FIRST_ORIGIN)
        first = _LISTED.split(main)[0]
        return f"{origin}{first}" if first and first != main else None
    first, *others = _LISTED_ENGLISH.split(phrase)
    is_list = any(re.search(r"\b(?:and|or)\b", other) for other in others)
    return first if is_list and set(words_of(first)) - _NAMELESS else None


def _chinese(phrase: str, before: re.Pattern[str] = _BEFORE) -> tuple[str, str]:
    """Name and attributes of a material; in Chinese, attributes precede the noun."""
    bare = _BRACKETS.sub("", phrase)
    origin = before.match(bare)
    main = bare[origin.end() :] if origin else bare
    return (main, origin.group() if origin else "") if main.strip() else (bare, "")


def _english(phrase: str) -> tuple[str, str]:
    """Name and attributes of a material; in English, attributes with a preposition follow the noun."""
    rest = phrase
    while rest:
        cut = _AFTER.search(rest)
        main = rest[: cut.start()] if cut else rest
        if set(words_of(main)) - _NAMELESS or not cut:
            break
        rest = rest[cut.end() :]
    else:
        main = phrase
    content, based = _CONTENT.search(phrase), _BASED.search(phrase)
    beside = [phrase[content.start() :] if content else "", based.group() if based else ""]
    return _BASED.sub("", main), " ".join(beside)
