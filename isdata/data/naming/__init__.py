"""What is meant by a name: resources in firms' own words, and rows of any table by id, name or synonym."""

from isdata.data.naming.suggestions import suggest

__all__ = ["suggest"]
