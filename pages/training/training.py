"""Training: get a private practice copy, choose an exercise, and have the answer checked."""

from pages.common import pick, practice
from pages.common.language import _
from pages.training.parts import cases, desk, exercise_list, start, tour

if not practice.is_on():
    start.offer()
else:
    start.about_copy()
    tour.show()
    chosen = pick.from_list(
        _("Exercise"), exercise_list.titles(), key="exercise", default=exercise_list.first(), width=520
    )
    exercise_list.progress()
    desk.show(chosen)
    cases.show()
