"""Questions about a resource, such as “Who could use our foundry sand?”: resource phrase, and supply or demand."""

import re
import unicodedata
from typing import NamedTuple

_USED = (
    r"use|uses|take|takes|need|needs|want|wants|buy|buys|accept|accepts|treat|treats|process|recycle|recycles"
)
_GIVEN = r"have|has|sell|sells|offer|offers|supply|supplies|provide|provides|produce|produces|give|gives"
_MAY = r"(?:(?:can|could|might|may|would|will|does|do|is able to|wants? to|like to)\s+)?"
_WHO = r"(?:who|which (?:company|companies|firms?)|(?:is there )?(?:anybody|anyone|somebody|someone)(?: who)?)\s+"
# Patterns of questions that offer a resource and ask for a user, or that ask for a source.
_LEFT_OVER = re.compile(
    rf"\b{_WHO}{_MAY}(?:{_USED})\b|\b(?:where|to whom|how|what)\s+(?:can|could|should|do)\s+(?:i|we)\s+"
    r"(?:do with|sell|bring|dispose of|get rid of|use|give)\b|\bget rid of\b"
    r"|(?:有没有人|有人|谁家|谁|哪家(?:企业|公司|工厂)?|哪些(?:企业|公司|工厂)?|什么(?:企业|公司)|哪个(?:企业|公司))(?:能够|能|可以|可|会|想)?"
    r"(?:使用|利用|用得上|用得着|用|需要|要|接收|收购|收|处理|消纳|买)(?:得上|得了)?"
    r"|(?:卖|送|给|交)(?:给谁|到哪里?|去哪里?)|(?:能|可以)(?:怎么|拿来|用来)?(?:做|干)什么|(?:怎么|如何)(?:处理|处置|利用|消纳)|有什么用",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"\b{_WHO}{_MAY}(?:{_GIVEN})\b|\b(?:where|from whom|how)\s+(?:can|could|do)\s+(?:i|we)\s+(?:get|buy|find|obtain)\b"
    r"|(?:谁家|谁|哪家(?:企业|公司|工厂)?|哪些(?:企业|公司|工厂)?|哪里|哪儿)(?:能够|能|可以|可|会)?"
    r"(?:有|供应|提供|产生|出售|卖|买得?到|能买)(?:没有)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:our|my|the|their|some|any|a|an|with|for|of|from|please|to)\b|我们(?:厂|公司)?的?|我司的?|我厂的?|我的|这些|那些|一些|多余|富余|闲置|[吗呢的了]"
    r"|[?？!！。,，;；:：]+",
    re.IGNORECASE,
)


class Question(NamedTuple):
    """Subject of a question.

    Attributes
    ----------
    phrase : str
        The words that name the resource.
    is_left_over : bool
        True if the resource is offered and a user is sought; False if a source is sought.
    """

    phrase: str
    is_left_over: bool


def question(text: str) -> Question | None:
    """Recognise a question for a user or source of a resource; None for other questions.

    Examples
    --------
    >>> question("Who could use our foundry sand?"), question("谁能用我们的铸造沙")
    (Question(phrase='foundry sand', is_left_over=True), Question(phrase='铸造沙', is_left_over=True))
    >>> question("哪家有余热"), question("企业退出怎么办")
    (Question(phrase='余热', is_left_over=False), None)
    """
    text = unicodedata.normalize("NFKC", text).strip()
    for pattern, is_left_over in ((_LEFT_OVER, True), (_WANTED, False)):
        found = pattern.search(text)
        if found:
            phrase = _ASIDE.sub(" ", f"{text[: found.start()]} {text[found.end() :]}")
            phrase = re.sub(r"\s+", " ", phrase).strip()
            return Question(phrase, is_left_over) if phrase else None
    return None
