"""Stories as files: slides with speaker notes, and a handout."""

from isdata.output.stories.deck import Deck, Slide, deck
from isdata.output.stories.handout import docx
from isdata.output.stories.previews import Preview, previews
from isdata.output.stories.slides import pptx

__all__ = ["Deck", "Preview", "Slide", "deck", "docx", "pptx", "previews"]
