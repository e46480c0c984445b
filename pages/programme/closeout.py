"""Close-out: lessons and recommendations, what the administration can do alone, and what is handed over."""

from isdata.programme.closeout import handover, lessons
from pages.common.controls import park_id
from pages.common.data import ask
from pages.programme.parts import closeout_files, closeout_forms

closeout_forms.lessons_form(ask(lessons.lessons, park_id=park_id()))
closeout_forms.handover_form(ask(handover.steps, park_id=park_id()))
closeout_files.offer()
