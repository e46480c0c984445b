"""Direction of a declared stream in a line of free text: supply or demand, by its verb."""

import re

SUPPLY, DEMAND = "supply", "demand"
# Getting rid of something is a supply, even after a verb such as "want" or "need".
_DISPOSED = re.compile(
    r"\b(?:(?:i|we)\s+)?(?:(?:needs?|wants?|has|have)\s+)?to (?:be (?:disposed of|treated|collected|removed)|dispose of|get rid of)\b"
    r"|\b(?:(?:i|we)\s+)?(?:needs?|wants?|seeks?|(?:is |are )?looking for) (?:an? |some )?"
    r"(?:outlet|takers?|disposal|use|users?|buyers?|somebody|someone|anybody)(?: to take| who takes)?(?: (?:for|of))?\b"
    r"|\bfor disposal\b"
    r"|(?:需要|需|要|想|待|等待|急需)(?:委托)?(?:处理|处置|清运|外运|运走|拉走|清理|清走|出售|卖掉|转让)(?:掉|的)?(?![后过])"
    r"|(?:需要|需|要|想)?(?:寻找?|找)(?:个)?(?:下家|出路|去处|去向|买家|用户|接收方?|消纳方?)",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:i|we)?\s*(?:want|need|require|buy|seek|receive)s?\b|\b(?:(?:is|are) )?(?:looking|look) for\b|\bwanted\b|\bdemand(?: for|:|\b)"
    r"|需要|求购|想要|想买|采购|接收|需求|(?<![必主])(?:要|需)(?!求)",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:i|we)?\s*(?:have|has|offer|offers|supply|supplies|provide|provides|sell|sells|give|gives|produce|produces)\b"
    r"|供应|提供|产生|出售|富余|(?<![含所])有(?![机色])",
    re.IGNORECASE,
)
WE = "我们|我司|我方|我|咱们|咱"
_WE = re.compile(rf"(?:{WE})(?=有|需|要|想|求|供|提|产|出|找|采)")  # after the name of a company


def read(text: str) -> tuple[str | None, str]:
    """Direction of a text, None without a verb, and the text without the verb."""
    text = _WE.sub("", text, count=1)
    if disposed := _DISPOSED.search(text):
        rest = f"{text[: disposed.start()]} {text[disposed.end() :]}"
        return SUPPLY, _OFFERED.sub(" ", rest, count=1)
    for direction, pattern in ((DEMAND, _WANTED), (SUPPLY, _OFFERED)):
        match = pattern.search(text)
        if match:
            return direction, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def begins_with_verb(text: str) -> bool:
    """Return True if a text begins with a verb, so that its first words name no company."""
    return any(verb.match(text) for verb in (_DISPOSED, _WANTED, _OFFERED))
