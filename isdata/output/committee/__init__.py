"""Documents for a steering committee, each from one state of the data: its pack, and the close-out report."""

from isdata.output.committee.chapters import RANKING_RULES
from isdata.output.committee.closeout import closeout_report, exercise_title
from isdata.output.committee.pack import pack
from isdata.output.reports.slides import pptx

__all__ = ["RANKING_RULES", "closeout_report", "exercise_title", "pack", "pptx"]
