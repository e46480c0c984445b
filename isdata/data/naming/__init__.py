"""Name recognition: resources described in a company's own words, and rows of any table by id, name or synonym."""

from isdata.data.naming.phrase_normalisation import distinctive_words
from isdata.data.naming.questions import Question, question
from isdata.data.naming.references import Identified, References, most_similar
from isdata.data.naming.suggestions import complete, suggest
from isdata.data.naming.unknown_words import unknown_chinese, unknown_words

__all__ = [
    "Identified",
    "Question",
    "References",
    "complete",
    "distinctive_words",
    "most_similar",
    "question",
    "suggest",
    "unknown_chinese",
    "unknown_words",
]
