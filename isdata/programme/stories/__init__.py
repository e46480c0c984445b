"""Stories: saved views of a park with titles and speaker notes, in the order of a presentation."""

from isdata.programme.stories.running import Presentations, Running
from isdata.programme.stories.stored import SavedView, add, moved, remove, save, stories, views

__all__ = ["Presentations", "Running", "SavedView", "add", "moved", "remove", "save", "stories", "views"]
