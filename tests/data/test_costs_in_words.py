"""Costs and their totals as readers add them up."""

from isdata.data.costs_in_words import costs_in_words
from isdata.data.money_format import Money

ALONE = [585_720.0, 436_080.0, 311_640.0, 280_800.0]
SHARE = [381_120.0, 235_400.0, 123_680.0, 98_400.0]


def _tenths(words: str) -> int:
    assert words.endswith(" k CNY")
    return round(10 * float(words.removesuffix(" k CNY").replace(",", "")))


def test_costs_have_one_unit_and_add_up_as_shown() -> None:
    """Totals of 1.6142 M and 775.6 k stood above parts of three figures, whose sum was 777."""
    words = costs_in_words(ALONE, SHARE, sum(SHARE), "CNY", Money("en", "en_US"))

    assert sum(map(_tenths, words.alone)) == _tenths(words.total_alone)
    assert sum(map(_tenths, words.share)) == _tenths(words.total_share)
    assert sum(map(_tenths, words.saving)) == _tenths(words.total_saving)


def test_small_costs_keep_the_unit_of_the_others() -> None:
    words = costs_in_words(
        [5_498_000.0, 7_051.0], [3_379_000.0, 5_071.0], 3_384_071.0, "CNY", Money("zh", "zh_CN")
    )

    assert all(each.endswith("万元") for each in (*words.alone, *words.share, *words.saving))
    assert "0.0万元" not in words.share
