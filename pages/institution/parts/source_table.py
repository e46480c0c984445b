"""Links from a value to the table from which it was computed or in which it is recorded."""

from pages.common import navigation
from pages.common.language import _, reader

# Source tables of computed indicators by measure; others follow from the flows.
_COMPANIES = ("value_per_person",)
_SYNERGIES = ("new_links",)


def of_measure(measure: object) -> list[str]:
    """Source tables of a computed indicator."""
    name = str(measure)
    if name in _SYNERGIES:
        return ["synergy"]
    if name in _COMPANIES:
        return ["company"]
    return ["flow", "company"] if name.endswith("_intensity") else ["flow"]


def link(table: str, words: str = "") -> None:
    """Show a link to a table of the park, filtered by a text; nothing for readers who may not open it."""
    title = _("Source: table “{table}”", table=reader().table(table))
    navigation.link("tables", title, icon=":material/table_rows:", **_query(table, words))


def _query(table: str, words: str) -> dict[str, str]:
    return {"edit_table": table} | ({"edit_filter": words} if words else {})
