"""Documents of a programme, each from one data version: committee pack, invitation, minutes, visits, close-out report."""

from isdata.output.committee.chapters import RANKING_RULES
from isdata.output.committee.closeout import closeout_report, exercise_title
from isdata.output.committee.meeting_documents import invitation, minutes
from isdata.output.committee.pack import pack
from isdata.output.committee.visit_documents import synergy_brief, visit_invitation
from isdata.output.reports.slides import pptx

__all__ = [
    "RANKING_RULES",
    "closeout_report",
    "exercise_title",
    "invitation",
    "minutes",
    "pack",
    "pptx",
    "synergy_brief",
    "visit_invitation",
]
