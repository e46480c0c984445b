"""Names of units and currencies in a reader's language."""

import re

from isdata.data import units

_PART_OF_UNIT = re.compile(r"[^/·()]+")
_TEN_THOUSAND = "10⁴ "
_TEN_THOUSAND_IN_ENGLISH = "10,000 "
# Chinese spells units out, as in administrative texts; symbols are kept for °C, % and units not listed.
_UNITS = {
    "zh": {
        "t": "吨", "dry t": "干吨", "kg": "千克", "g": "克", "mg": "毫克", "kt": "千吨", "Mt": "百万吨",
        "m³": "立方米", "Nm³": "标准立方米", "L": "升",
        "Wh": "瓦时", "kWh": "千瓦时", "MWh": "兆瓦时", "GWh": "吉瓦时", "TWh": "太瓦时",
        "kJ": "千焦", "MJ": "兆焦", "GJ": "吉焦", "TJ": "太焦", "PJ": "拍焦",
        "tce": "吨标准煤", "kgce": "千克标准煤",
        "W": "瓦", "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "MWp": "兆瓦（峰值）",
        "kPa": "千帕", "MPa": "兆帕", "bar": "巴",
        "m": "米", "km": "公里", "m²": "平方米", "km²": "平方公里", "ha": "公顷",
        "s": "秒", "min": "分钟", "h": "小时", "d": "天", "wk": "周", "mo": "月", "yr": "年",
        "pcs": "件", "persons": "人", "person": "人", "links": "条", "jobs": "个岗位", "events": "次", "incidents": "起",
        "companies": "家企业", "projects": "个项目", "synergies": "项协同", "measures": "项措施", "resources": "种资源",
        "workshops": "场研讨会", "recommendations": "条建议", "pillars": "个支柱", "1": "次", "1/yr": "每年",
        "unit": "单位", "currency": "货币", "period": "时段",  # of a row, in the data dictionary
    }
}  # fmt: skip


def unit(unit: str, language: str) -> str:
    """Unit in a language; the unit 1 is omitted, also in 1/d.

    Examples
    --------
    >>> unit("t/10⁴ CNY", "zh"), unit("t/10⁴ CNY", "en"), unit("1/d", "en")
    ('吨/万元', 't per 10,000 CNY', '/d')
    >>> unit("1/yr", "zh")
    '每年'
    """
    if unit == "1":
        return ""
    if whole := _UNITS.get(language, {}).get(unit):
        return whole
    if language != "zh":
        per = f" per {_TEN_THOUSAND_IN_ENGLISH}"
        unit = unit.replace(f"/{_TEN_THOUSAND}", per).replace(_TEN_THOUSAND, _TEN_THOUSAND_IN_ENGLISH)
    written = _PART_OF_UNIT.sub(lambda part: _part(part[0], language), unit)
    return written.removeprefix("1") if written.startswith("1/") else written


def stored(words: str) -> str:
    """Stored form of a unit from the English text of `unit`.

    Examples
    --------
    >>> stored("t per 10,000 CNY"), stored("10,000 CNY/ha"), stored("t/yr")
    ('t/10⁴ CNY', '10⁴ CNY/ha', 't/yr')
    """
    return words.replace(f" per {_TEN_THOUSAND_IN_ENGLISH}", f"/{_TEN_THOUSAND}").replace(
        _TEN_THOUSAND_IN_ENGLISH, _TEN_THOUSAND
    )


def _part(part: str, language: str) -> str:
    if language == "zh" and part.startswith(_TEN_THOUSAND):
        return f"万{currency(part.removeprefix(_TEN_THOUSAND), language)}"
    return _UNITS.get(language, {}).get(part) or currency(part, language)


def currency(code: str, language: str) -> str:
    """Currency as unit of an amount: KRW, 韩元."""
    known = units.currencies().get(code)
    if known is None or language != "zh":
        return code
    return "元" if code == "CNY" else known.name_zh
