"""Questions about a resource: what names it, and which side asks."""

import pandas as pd
import pytest

from isdata.data import naming
from isdata.data.ingest.samples import REFERENCE


@pytest.mark.parametrize(
    ("text", "resource", "is_left_over"),
    [
        ("谁能用我们的铸造沙", "spent_foundry_sand", True),
        ("铸造沙 谁能用", "spent_foundry_sand", True),
        ("who could use our foundry sand", "spent_foundry_sand", True),
        ("我们的废机油怎么处理", "used_oil", True),
        ("What can we do with paint sludge?", "paint_sludge", True),
        ("有没有人要粉煤灰", "fly_ash", True),
        ("哪家有余热", "waste_heat", False),
        ("谁家有多余的蒸汽", "steam", False),
        ("where can we buy steam", "steam", False),
    ],
)
def test_a_question_names_a_resource_and_a_side(text: str, resource: str, is_left_over: bool) -> None:
    known = pd.read_csv(REFERENCE / "resource.csv", dtype={"ewc_code": str, "gbt_code": str})
    asked = naming.question(text)

    assert asked is not None
    found = naming.suggest(asked.phrase, known, is_left_over=is_left_over or None)
    assert found["resource_id"].iloc[0] == resource
    assert asked.is_left_over is is_left_over


@pytest.mark.parametrize("text", ["企业退出怎么办", "what if a company leaves", "谁改了数据", "fly ash", ""])
def test_what_asks_for_no_user_or_source_is_none(text: str) -> None:
    assert naming.question(text) is None
