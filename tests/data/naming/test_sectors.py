"""Names of industries: every division of the published list has one."""

import csv

from isdata.data.naming import sectors
from tests.conftest import PUBLISHED


def test_every_division_of_the_published_list_has_its_own_name_in_both_languages() -> None:
    with (PUBLISHED / "codes" / "isic_rev4.csv").open(encoding="utf-8", newline="") as lines:
        divisions = {row["code"] for row in csv.DictReader(lines) if len(row["code"]) == 2}

    assert set(sectors.divisions()) == divisions
    for language in ("en", "zh"):
        assert len({sectors.name(code, language) for code in divisions}) == len(divisions)


def test_words_in_use_mean_a_division() -> None:
    words = [
        "steel",
        "钢铁",
        "chemicals",
        "化工",
        "食品制造",
        "造纸",
        "电力",
        "Glass",
        "汽车制造业",
        "steel industry",
    ]
    assert [sectors.meant(word).code for word in words] == [
        "24",
        "24",
        "20",
        "20",
        "10",
        "17",
        "35",
        "23",
        "29",
        "24",
    ]
    assert sectors.meant("Metal").near[:2] == ("24", "25")
    assert sectors.meant("whatnot") == sectors.meant("业") == sectors.Meant()


def test_every_word_belongs_to_a_division() -> None:
    assert {code for codes in sectors._by_word().values() for code in codes} <= set(sectors.divisions())
