"""Properties of a material stated in a line of text, such as "moisture 20%"."""

import re

# No part repeats what a part beside it may match: a line of many equal characters would take seconds.
_NUMBER = r"(?<![\d.,])\d+(?:[.,]\d+)?"
_SHARE = rf"{_NUMBER}(?:(?:\s*%)?\s*(?:-|–|—|~|至|到|to)\s*{_NUMBER})?\s*%"
_ENGLISH = (
    r"(?:moisture|water|humidity|ash|iron|metal|sulphur|sulfur|salt|protein|fat|solids?|dry (?:matter|substance))"
    r"(?: content)"
    r"|moisture|humidity|dry (?:matter|substance|solids)|(?:total )?solids|purity"
)
_SUBSTANCE = "水[分份]?|灰分?|盐分?|糖分?|固体|干物质|有机[质物]|蛋白质?|脂肪|淀粉|纤维素?|金属|[铁铜铝锌铅镍铬锰硅硫磷氮氯钙钾钠镁碳油]"
_CHINESE = (
    rf"含水[率量]|(?:{_SUBSTANCE})含量|水[分份]|湿度|干物质|含固[率量]|纯度|灰分|含[铁铜铝锌硫硅磷盐糖油]量"
    # Any other substance in a clause of its own; within one, the characters before it may be the name of the resource.
    r"|(?<=[,;、(])\s*[\u4e00-\u9fff]{1,4}含量"
)
_LIMIT = r"(?:\s*(?:of|at|about|max\.?|min\.?|below|above|under|over|约|为|是|低于|高于|小于|大于|不超过|不低于|[:=<>≤≥~−–—-]))*"
_PROPERTY = re.compile(
    rf"(?:\bwith\s+)?\b(?:{_ENGLISH}){_LIMIT}\s*{_SHARE}"
    rf"|(?:\bwith\s+)?{_SHARE}\s*(?:{_ENGLISH}|pure)\b"
    rf"|(?:{_CHINESE}){_LIMIT}\s*{_SHARE}",
    re.IGNORECASE,
)


def read(text: str) -> tuple[tuple[str, ...], str]:
    """Stated properties, as written, and the text without them.

    They are part of neither the amount nor the name of the resource.

    Examples
    --------
    >>> read("Parasol wants 50 t/month sawdust, moisture 20%")
    (('moisture 20%',), 'Parasol wants 50 t/month sawdust,  , ')
    >>> read("梧桐热电需要每月50吨木屑，含水率约20%")[0], read("3 t ethanol of 95 % purity")[0]
    (('含水率约20%',), ('95 % purity',))
    >>> read("50吨木屑水分含量20%")
    (('水分含量20%',), '50吨木屑 , ')
    >>> read("200 t fly ash")
    ((), '200 t fly ash')
    """
    found = tuple(match[0].strip() for match in _PROPERTY.finditer(text))
    return (found, _PROPERTY.sub(" , ", text)) if found else ((), text)
