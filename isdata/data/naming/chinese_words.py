"""Chinese words of a phrase that occur in no resource name."""

import re

_RUN = re.compile(r"[\u3400-\u9fff]+")
# Filler words that do not name anything.
_FILLER = re.compile(
    "我们|我司|本公司|公司|企业|工厂|厂里|厂区|我厂|本厂|这里|这边|目前|现在|今年|明年|去年|每年|年均|全年|年产|年度|长期|短期|定期|经常|"
    "可以|希望|准备|打算|想要|想|能够|能|愿意|正在|需要|求购|供应|提供|出售|产生|产出|排放|剩余|富余|多余|闲置|"
    "主要|一些|部分|大量|少量|少许|各种|各类|全部|所有|还有|另有|另外|以及|左右|大约|上下|大概|差不多|若干|"
    "好几|好多|许多|几|数|多|约|来|个|种|批|车|大|小|新|旧|废|余|用过|报废|"
    "急需|急|出来|做|用作|厂|出|子|两|请问|请|谢谢|您好|你好|怎么办|怎么|哪里|谁|处理|处置|利用|回收|收购|"
    "和|与|及|或|的|了|吧|呢|吗|啊|是|在|把|给|也|还|都|有|没|无|从|对|用|要|供|一|每|年|月|日|天|周|吨|升|公斤"
)


def unknown(phrase: str, known: frozenset[str]) -> list[str]:
    """Runs of characters of which no pair occurs in a name and which are not filler words.

    Parameters
    ----------
    phrase : str
        Phrase as written.
    known : frozenset of str
        Pairs of characters, and single ones, that occur in resource names.
    """
    found = []
    for run in _RUN.findall(phrase):
        is_known = [char in known for char in run]
        for at in range(len(run) - 1):
            if run[at : at + 2] in known:
                is_known[at] = is_known[at + 1] = True
        for match in _FILLER.finditer(run):
            is_known[match.start() : match.end()] = [True] * len(match[0])
        marked = "".join(" " if each else char for char, each in zip(run, is_known, strict=True))
        # A single character is rarely a word, except the last one, which identifies the material: 蓝莓酱.
        found += [run] if not is_known[-1] and len(marked.split()[-1]) == 1 else []
        found += [words for words in marked.split() if len(words) > 1]
    return found
