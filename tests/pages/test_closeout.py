"""Presented close-out: lessons, recommendations, and the steps that still need help."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.programme.parts import closeout_forms


@pytest.mark.parametrize(("lessons", "columns"), [(2, 3), (closeout_forms._FEW + 1, 2)])
def test_few_lessons_leave_a_column_to_the_steps_that_need_help(lessons: int, columns: int) -> None:
    def script(lessons: int) -> None:
        import pandas as pd

        from pages.programme.parts import closeout_forms

        learnt = pd.DataFrame({"name_en": [f"L{n}" for n in range(lessons)], "name_zh": None, "owner": None})
        left = pd.DataFrame({"name_en": ["Hold the round", "Read the meters"], "name_zh": None})
        closeout_forms._sentences(learnt.assign(lesson_kind="lesson"), left)

    app = AppTest.from_function(script, kwargs={"lessons": lessons}).run()

    assert not app.exception
    assert len(app.columns) == columns
    headings = ["Steps that still need help"] if columns == 3 else []
    assert sorted(each.value for each in app.subheader) == sorted(["Lessons learnt", *headings])
    assert any("- Hold the round" in each.value for each in app.markdown) == (columns == 3)
