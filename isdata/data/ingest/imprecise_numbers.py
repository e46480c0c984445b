"""Imprecise numbers: 约100 · ~100 · <5 · 100-200. No value is guessed; each form has its own remedy."""

import re

from isdata.data.ingest import numbers

_ABOUT = re.compile(
    r"(?:大约|约为|约|近|ca\b\.?|approx\b\.?|approximately|about|around|circa|[~≈≃∼])\s*(?P<one>.+)"
    r"|(?P<other>.+?)\s*(?:左右|上下)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?P<sign>[<>≤≥]=?|小于|不足|低于|大于|超过|高于|under|below|less than|up to|over|above|more than|at least)"
    r"\s*(?P<one>.+)",
    re.IGNORECASE,
)
_BELOW = ("<", "≤", "小于", "不足", "低于", "under", "below", "less than", "up to")
_RANGE = re.compile(
    r"(?P<low>[\d.,' ]*\d)\s*(?:-|—|~|∼|至|到|\bto\b|\bbis\b|\.\.+)\s*(?P<high>\d.*)", re.IGNORECASE
)

ABOUT = 10.0  # assumed uncertainty of an approximate number until a better value is known [%]

Fault = tuple[str, dict[str, str]]


def imprecision(text: str, notation: str = "auto") -> Fault | None:
    """Rule of an imprecise number and the numbers for its remedy; None for other texts.

    Parameters
    ----------
    text : str
        Text of the cell.
    notation : {"auto", "point", "comma"}
        As in `numbers.parse`.

    Returns
    -------
    tuple of str and dict, or None
        Rule "about_number", "below_number", "above_number" or "range_number"; `middle` is the number to
        write (two if the text is ambiguous), `spread` its uncertainty [%].

    Examples
    --------
    >>> imprecision("100-200")
    ('range_number', {'middle': '150', 'spread': '33'})
    >>> imprecision("~100"), imprecision("<5")
    (('about_number', {'middle': '100'}), ('below_number', {'middle': '2.5'}))
    """
    plain = numbers.normalised_text(text)
    if found := _RANGE.fullmatch(plain):
        return _range(_readings(found["low"], notation), _readings(found["high"], notation))
    if found := _BOUND.fullmatch(plain):
        is_below = found["sign"].lower().startswith(_BELOW)
        values = [value / 2 if is_below else value for value in _readings(found["one"], notation)]
        return _details("below_number" if is_below else "above_number", values)
    if found := _ABOUT.fullmatch(plain):
        return _details("about_number", _readings(found["one"] or found["other"], notation))
    return None


def proposal(text: str, notation: str = "auto") -> tuple[str, float, str] | None:
    """Proposed number with unit for an imprecise one, its uncertainty and the reason; None without a proposal.

    A bound such as <5 has no proposal, because the distance of the value from it is unknown.

    Returns
    -------
    tuple of str, float and str, or None
        Text of the number; uncertainty [%]; "about" (`ABOUT` is assumed) or "range" (half of its width).

    Examples
    --------
    >>> proposal("约100 t"), proposal("100-200 kg"), proposal("<5")
    (('100 t', 10.0, 'about'), ('150 kg', 33.0, 'range'), None)
    """
    plain = numbers.normalised_text(text)
    if found := _RANGE.fullmatch(plain):
        low, high = (numbers.parse(found[end], notation) for end in ("low", "high"))
        ends = [(one, other) for one, other in zip(low.readings, high.readings, strict=False) if one < other]
        if len(ends) != 1:
            return None
        one, other = ends[0]
        spread = float(f"{(other - one) / (other + one) * 100:.0f}")
        return f"{(one + other) / 2:.6g} {high.unit}".strip(), spread, "range"
    if (found := _ABOUT.fullmatch(plain)) and not _BOUND.fullmatch(plain):
        return found["one"] or found["other"], ABOUT, "about"
    return None


def _readings(text: str, notation: str) -> list[float]:
    return list(numbers.parse(text, notation).readings)


def _range(low: list[float], high: list[float]) -> Fault | None:
    ends = [(one, other) for one, other in zip(low, high, strict=False) if one < other]
    if not ends:
        return None
    one, other = ends[0]
    details = _details("range_number", [(one + other) / 2 for one, other in ends])
    return details and (details[0], details[1] | {"spread": f"{(other - one) / (other + one) * 100:.0f}"})


def _details(rule: str, middles: list[float]) -> Fault | None:
    return (rule, {"middle": " / ".join(f"{middle:.6g}" for middle in middles)}) if middles else None
