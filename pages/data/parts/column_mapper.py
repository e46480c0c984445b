"""Import of a table in another format on the Data page: column mapping, preview, and storing."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from isdata.data import contracts, ingest
from isdata.data.ingest import column_maps, headings, map_proposals
from isdata.data.ingest.column_maps import ColumnMap
from pages.common import controls, pick, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, table_grid
from pages.common.language import _, reader
from pages.common.tables import show_rows
from pages.data.parts import mapper_questions, review

_LOOKED_AT = 8  # number of preview rows of the file and of the result
_NOTHING = "nothing"  # the column is left out
_VALUE = "value"  # content of a column of a wide table, independent of the meaning of its heading


def is_one(upload: UploadedFile) -> bool:
    """Return True if an upload is a CSV file not named after a table of this product."""
    name = upload.name.rsplit(".", 1)
    return len(name) == 2 and name[1].casefold() == "csv" and headings.table_of(name[0]) is None


def import_table(upload: UploadedFile, notation: str) -> bool:
    """Let the user map, preview and store a table in another format; return True if it was stored."""
    st.subheader(
        _("Table from another source: {name}", name=show.escaped(upload.name)),
        icon=":material/table_convert:",
        anchor=False,
    )
    rows: list[list[str]] = []
    with saving.show_problems():
        rows = column_maps.lines(upload.name, upload.getvalue())
    if not rows:
        return False
    source = column_maps.source_of(upload.name)
    known = ask(column_maps.remembered, source=source)
    if known:
        st.caption(_("The columns are mapped as in the last file of the source “{source}”.", source=source))
    _show_file(rows)
    mapping = _mapped(upload, rows, known)
    if not mapping.columns and not mapping.values:
        show.info(_("Choose the column of at least one heading."))
        return False
    checked = _checked(upload, rows, mapping, notation)
    if not checked.problems.empty:
        mapper_questions.ask(checked)
        return False
    review.show(checked)
    _look(checked, mapping.table)
    who = review.offer_to_save(checked, key="store_mapped", reason=upload.name)
    if who:
        column_maps.remember(cursor(), source, mapping, who=who)
    return who is not None


def _checked(upload: UploadedFile, rows: list[list[str]], mapping: ColumnMap, notation: str) -> ingest.Import:
    """Rows converted by the map, validated like any other file."""
    source, left_out = column_maps.mapped(upload.name, rows, mapping)
    if left_out:
        st.caption(_("Left out: {columns}", columns=reader().listed(show.escaped(each) for each in left_out)))
    return review.check(source, notation)


def _show_file(rows: list[list[str]]) -> None:
    """Show the first rows of the file, padded to the number of headings."""
    width = len(rows[0])
    shown = [(row + [""] * width)[:width] for row in rows[1 : _LOOKED_AT + 1]]
    show_rows(pd.DataFrame(shown, columns=_distinct(rows[0])), alt=_("First rows of the file"))


def _distinct(names: list[str]) -> list[str]:
    """Unique headings: empty and repeated ones get their position."""
    return [
        each if each and names.count(each) == 1 else f"{each} ({place})".strip()
        for place, each in enumerate(names, start=1)
    ]


def _mapped(upload: UploadedFile, rows: list[list[str]], known: ColumnMap | None) -> ColumnMap:
    """Ask for the meaning of the file's columns, proposed from its headings or a stored map."""
    tables = {name: reader().table(name) for name in contracts.tables()}
    table = pick.choice_input(
        _("Rows belong to the table"), tables, key="mapper_table", default=known.table if known else "stream"
    )
    table = table or "stream"
    names = list(filter(None, rows[0]))
    first = known if known and known.table == table else map_proposals.proposed(table, names)
    meant = _columns(upload, rows, table, first)
    wide = meant.loc[meant["column"] == _VALUE]
    heading_to, value_to = _wide(table, first) if len(wide) else ("", "")
    mapping = ColumnMap(
        table,
        {
            row["heading"]: row["column"]
            for row in meant.to_dict("records")
            if row["column"] not in (_NOTHING, _VALUE)
        },
        {},
        {row["heading"]: row["stands_for"] or row["heading"] for row in wide.to_dict("records")},
        heading_to,
        value_to,
        {row["heading"]: row["unit"] for row in wide.to_dict("records") if row["unit"]},
    )
    known_values = {
        name: value for name, value in first.constants.items() if name not in mapping.columns.values()
    }
    asked = dict.fromkeys(column_maps.needed(mapping), "") | known_values
    return replace(mapping, constants=mapper_questions.constants(upload, table, asked, _labels(table)))


def _labels(table: str) -> dict[str, str]:
    """Labels of a table's columns in the reader's language."""
    return {
        column.name: reader().noted(column.label[reader().language], column.name)
        for column in contracts.tables()[table].columns
    }


def _proposed(rows: list[list[str]], first: ColumnMap) -> pd.DataFrame:
    """Heading, example and proposed column of each heading of the file; for a wide table also its meaning and unit."""
    names = [each for each in dict.fromkeys(rows[0]) if each]
    return pd.DataFrame(
        {
            "heading": names,
            "example": [_example(rows, rows[0].index(each)) for each in names],
            "column": [
                _VALUE if each in first.values else first.columns.get(each, _NOTHING) for each in names
            ],
            "stands_for": [first.values.get(each, "") for each in names],
            "unit": [first.units.get(each, "") for each in names],
        },
        dtype=object,
    )


def _columns(upload: UploadedFile, rows: list[list[str]], table: str, first: ColumnMap) -> pd.DataFrame:
    """Ask for the column of each heading; columns as from `_proposed`."""
    labels = {_NOTHING: _("not saved"), _VALUE: _("a value (wide table)")} | _labels(table)
    edited: pd.DataFrame = st.data_editor(
        _proposed(rows, first),
        column_config={
            "heading": st.column_config.TextColumn(_("Heading in the file"), disabled=True),
            "example": st.column_config.TextColumn(_("Example"), disabled=True),
            "column": st.column_config.SelectboxColumn(
                _("Column"), options=list(labels), format_func=lambda name: labels[str(name)], width="medium"
            ),
            "stands_for": st.column_config.TextColumn(
                _("Meaning"),
                help=_("For value columns: the resource, year or other item that the heading refers to."),
            ),
            "unit": st.column_config.TextColumn(_("Unit of the values")),
        },
        hide_index=True,
        placeholder="",
        num_rows="fixed",
        key=f"mapper_{upload.file_id}_{table}_{reader().language}",
        alt=_("Columns of the file and what they mean"),
    )
    return edited.fillna({"column": _NOTHING}).fillna("")


def _example(rows: list[list[str]], place: int) -> str:
    """First filled cell of a column."""
    return next((row[place] for row in rows[1:] if place < len(row) and row[place].strip()), "")


def _wide(table: str, first: ColumnMap) -> tuple[str, str]:
    """Ask for the columns that receive the meaning of a wide table's heading, and the value below it."""
    labels, (left, right) = _labels(table), st.columns(2)

    def column(label: str, part: str, known: str | None, usual: str) -> str:
        default = known or (usual if usual in labels else None)
        return pick.choice_input(label, labels, key=f"mapper_{part}_{table}", default=default) or next(
            iter(labels)
        )

    with left:
        heading_to = column(
            _("Column that receives the meaning of the headings"), "heading", first.heading_to, "resource_id"
        )
    with right:
        value_to = column(_("Column that receives the values"), "value", first.value_to, "quantity")
    return heading_to, value_to


def _look(checked: ingest.Import, table: str) -> None:
    """Preview the first rows as they will be saved."""
    rows = checked.rows[table].slice(0, _LOOKED_AT).to_pandas()
    labels = _labels(table)
    filled = [name for name in rows.columns if rows[name].notna().any()]
    for column in contracts.tables()[table].columns:
        if column.name in filled and (words := table_grid.choices_of(column, controls.known_park() or "")):
            rows[column.name] = [words.get(value, value) for value in rows[column.name]]
    show_rows(
        rows[filled].rename(columns=labels),
        alt=_("First rows as they will be saved"),
    )
