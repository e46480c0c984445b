"""The pack of a steering committee: one report from one state of the data, as a document and as slides."""

from isdata.output.committee.pack import pack
from isdata.output.reports.slides import pptx

__all__ = ["pack", "pptx"]
