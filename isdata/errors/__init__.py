"""Errors that a user can correct. Everything else is a bug and raises a built-in error.

Each error is a class with an English message and the details that fill its placeholders. Import errors from here.
"""

from isdata.errors.base import *
from isdata.errors.changes import *
from isdata.errors.files import *
from isdata.errors.questions import *
from isdata.errors.server import *
from isdata.errors.sources import *
from isdata.errors.store import *
from isdata.errors.training import *
