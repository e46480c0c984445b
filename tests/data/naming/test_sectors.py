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
