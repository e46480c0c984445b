"""Normalisation of phrases for comparison: one spelling per word, independent of country, trade or script."""

import csv
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from isdata.data.naming import pinyin

CJK = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
# Words for waste, which hardly identify the material.
WASTE_WORDS = {"spent", "used", "waste", "scrap", "old", "discarded", "residual", "废"}
_USED = re.compile(
    "[废廢][旧舊棄弃]?|[报報][废廢]|用[过過]的?|[过過]期|退役|淘汰|失[效活]|老化|[拆换換]下[来來]?的?|[残殘]次品?|不合格的?|不良品|"
    "[旧舊]"
)  # other words for 废
_VARIANTS = str.maketrans({"沙": "砂", "粘": "黏"})  # both characters are in use
# Words for the form of a material, which identify it less than the name of a substance.
FORM_WORDS = {
    "chip", "turning", "swarf", "shaving", "boring", "flake", "regrind", "granulate", "powder", "dust",
    "offcut", "trimming", "cutting", "piece", "block", "lump", "bale", "sludge", "slurry", "cake", "residue",
    "drum", "liquid", "sheet", "plate", "strip", "sprue", "riser", "边角", "角料", "废料", "余料", "碎片", "粉尘", "污泥", "废液", "浮渣", "底渣", "残渣", "滤渣", "锯末", "水口", "口料",
}  # fmt: skip
# Words for place and process of origin: many materials come from a plant.
PLACE_WORDS = {
    "plant", "process", "processing", "production", "manufacture", "manufacturing", "industry", "industrial", "operation",
    "treatment", "site", "cleaning", "preparation", "application", "making", "workshop", "recycled", "生产", "加工", "处理", "工艺", "过程", "使用", "车间",
}  # fmt: skip
# Words that do not name a material, such as by-product.
NEUTRAL_WORDS = {
    "product", "byproduct", "material", "matter", "remain", "leftover", "rest", "stream", "side", "fraction", "derived",
    "mixture", "item", "form", "end", "life", "solid", "blend", "based", "rich", "discarded", "excess",
    "surplus", "unsold", "degraded", "deactivated", "contaminated", "commercial", "coproduct",
}  # fmt: skip
_JOINING = {
    "and", "of", "for", "the", "with", "from", "in", "to", "a", "as", "or", "w", "und", "mit", "aus", "other", "including",
    "containing", "consisting", "which", "have", "any", "those", "that", "not", "on", "by", "type", "various", "hazardou",
    "substance",
}  # fmt: skip
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # casefolding converts ß to ss
_AMOUNT = re.compile(
    r"(?<![\w.])\d[\d.,/]*\s*(%|°c?|mg/l|g/l|kg|t|m3|l|kw|mw|gj|bar|mpa|c|mm|cm|pcs|吨|公斤|立方米?|度)"
    r"(/[a-z]+|/[年月日天])?(?![a-z0-9])",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"[,(]?\s*(other than|except(ing)?|not|excluding) (those )?((mentioned|specified) in )?\d[\d ,*and]*\)?|,?\s*除[\d \-、和]+(以|之)外的?",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"\b(?:from|aus)\s+", re.IGNORECASE)
_SHORTEST_HALF = 3  # minimum letters before the last part of a German compound


def words_of(text: str) -> list[str]:
    """Words of a phrase: Latin words normalised and in the singular, Chinese as pairs of characters.

    Examples
    --------
    >>> words_of("Spent cutting emulsions"), words_of("废乳化液")
    (['spent', 'cutting', 'emulsion'], ['废', '乳化', '化液'])
    >>> words_of("Alu swarf w/ oil"), words_of("Kupferspäne, alt"), words_of("galvanizing")
    (['aluminium', 'swarf', 'oil'], ['copper', 'chip', 'used'], ['galvanising'])
    """
    return list(_words(text))


def distinctive_words(text: str) -> set[str]:
    """Words of a phrase that identify the material, without words for form, place and waste.

    Examples
    --------
    >>> sorted(distinctive_words("used foundry sand")), sorted(distinctive_words("industrial waste"))
    (['foundry', 'sand'], [])
    """
    return set(words_of(text)) - WASTE_WORDS - FORM_WORDS - NEUTRAL_WORDS - PLACE_WORDS


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in _WORD.findall(_USED.sub("废", _plain(text))):
        if not CJK.match(part):
            found += [_singular(word) for word in _meant(part) if word not in _JOINING]
            continue
        if "废" in part:
            found.append("废")
        for piece in part.split("废"):
            found += [piece[i : i + 2] for i in range(len(piece) - 1)] or [piece] * bool(piece)
    return tuple(found)


def _plain(text: str) -> str:
    """Text in lower case without accents, as typed on a keyboard without them."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_VARIANTS).translate(_GERMAN)
    parted = unicodedata.normalize("NFD", folded)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@functools.cache
def _table() -> Mapping[str, list[str]]:
    """Normal form in the resource list for terms of a trade or of another country."""
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["written"]: row["means"].split() for row in csv.DictReader(file)}


def _meant(word: str) -> list[str]:
    """Translate a Latin word to words of the resource list; a German compound by its parts."""
    known = _table()
    if word in known:
        return known[word]
    if (one := _singular(word)) in known:
        return known[one]
    for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        first, last = word[:cut], word[cut:]
        if last in known and (first in known or len(last) > _SHORTEST_HALF):
            return [*_meant(first), *known[last]]
    return [re.sub(r"(?<=\w{4})iz(?=(e|ed|er|ing|ation)$)", "is", word)]


def _singular(word: str) -> str:
    """Singular of an English word."""
    for ending in ("ches", "shes", "sses", "xes"):
        if word.endswith(ending):
            return word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def is_nameless(words: Iterable[str]) -> bool:
    """Return True if words name no material, but only waste and its place.

    Examples
    --------
    >>> is_nameless(words_of("Other processing waste")), is_nameless(words_of("potato waste"))
    (True, False)
    """
    return (WASTE_WORDS | NEUTRAL_WORDS | PLACE_WORDS | {"liquid"}).issuperset(words)


def stated_origin(phrase: str) -> str:
    """Origin of a material stated in an English or German phrase.

    Examples
    --------
    >>> stated_origin("CO2 from the ethanol plant"), stated_origin("Abwärme aus Druckluft"), stated_origin("waste heat")
    ('the ethanol plant', 'Druckluft', '')
    """
    return _ORIGIN.split(phrase, maxsplit=1)[1] if _ORIGIN.search(phrase) else ""


def without_amounts(phrase: str) -> str:
    """Phrase without amounts, temperatures and concentrations.

    Examples
    --------
    >>> without_amounts("COD 8000 mg/l, 20 t/a at 85°C"), without_amounts("C9 aromatics"), without_amounts("500吨铝屑")
    ('COD  ,   at  ', 'C9 aromatics', ' 铝屑')
    """
    return _AMOUNT.sub(" ", unicodedata.normalize("NFKC", phrase))


def without_exceptions(phrase: str) -> str:
    """Phrase without the exclusions of a waste-list entry, because they name other entries.

    Examples
    --------
    >>> without_exceptions("Dusty wastes other than those mentioned in 01 04 07 and 01 04 11"), without_exceptions("sludge")
    ('Dusty wastes', 'sludge')
    >>> without_exceptions("Alkaline batteries (except 16 06 03)")
    'Alkaline batteries'
    """
    return _EXCEPT.sub("", phrase).strip()


def with_known_homophones(phrase: str, known: Iterable[str]) -> str:
    """Replace characters of a Chinese phrase by those of known words with the same sound.

    This normalises traditional characters and characters confused by an input method.

    Examples
    --------
    >>> with_known_homophones("輪胎和活性碳", ["轮胎", "性炭"]), with_known_homophones("廢鋼", ["废", "钢板"])
    ('轮胎和活性炭', '廢钢')
    """
    # A frozenset of Chinese words is used directly, because its hash is cached.
    chinese = known if isinstance(known, frozenset) else frozenset(word for word in known if CJK.match(word))
    phrase = phrase.translate(_VARIANTS)
    pairs = {phrase[i : i + 2] for i in range(len(phrase) - 1)}
    # A pair that begins or ends with a character for waste is not replaced: 废石 is not 沸石.
    unknown = sorted(
        pair for pair in pairs - chinese if all(CJK.match(each) and not _USED.match(each) for each in pair)
    )
    words = _words_by_sound(chinese) if unknown else {}  # cached, as it takes a third of a second
    characters = frozenset("".join(chinese))
    for pair in unknown:
        phrase = phrase.replace(pair, words.get(pinyin.toned(pair), pair))
    # Characters that still occur in no known word are replaced by the most frequent known one of that sound.
    strange = {
        each for each in phrase if CJK.match(each) and each not in characters and not _USED.match(each)
    }
    character_of = _characters_by_sound(chinese) if strange else {}
    return "".join(character_of.get(pinyin.toned(each), each) if each in strange else each for each in phrase)


@functools.lru_cache(maxsize=4)
def _words_by_sound(words: frozenset[str]) -> Mapping[str, str]:
    """Word for each sound, except for sounds shared by several words."""
    sounds: dict[str, list[str]] = {}
    for word in words:
        sounds.setdefault(pinyin.toned(word), []).append(word)
    return {sound: same[0] for sound, same in sounds.items() if len(same) == 1}


@functools.lru_cache(maxsize=4)
def _characters_by_sound(words: frozenset[str]) -> Mapping[str, str]:
    """Most frequent character for each sound."""
    counts = Counter(sorted("".join(sorted(words))))
    return {pinyin.toned(each): each for each, _ in reversed(counts.most_common())}
