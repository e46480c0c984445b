"""Data: a template, the import with all its problems at once, export, backup, rules and sample parks."""

import streamlit as st

from isdata.data import ingest, store
from isdata.data.naming import phrases
from isdata.park import parks
from pages.common import controls, navigation, park_facts, pick, problem_list, show, upload
from pages.common.data import ask, cursor
from pages.common.editing import signing
from pages.common.file_button import file_button
from pages.common.language import _, reader
from pages.common.phrases import ask_meanings
from pages.data.parts import (
    column_mapper,
    copies,
    foreign,
    new_park,
    records,
    review,
    samples,
    waiting,
)

read = reader()
notations = {"auto": _("Ask if unclear"), "point": "1,234.5", "comma": "1.234,5"}

stored, park = ask(parks.parks), controls.known_park()
problems = ask(store.check)
if stored.empty:  # a new user creates a park, or loads a sample first
    st.subheader(_("New park"), icon=":material/add_home_work:")
    st.markdown(
        _("Enter name, region and currency; companies and flows follow in tables, without a workbook.")
    )
    new_park.offer(is_first=True)
    samples.offer(stored)
elif park:
    records.show_park(park, len(problems))

st.subheader(_("1. Fill in a workbook"), icon=":material/description:")
st.markdown(
    _(
        "Quick-start workbook: one sheet of companies, one of flows. Full template: one sheet per table. Or enter data under “Tables”."
    )
)
with st.container(horizontal=True, key="selection_workbooks"):  # one row on a phone
    file_button(
        _("Quick-start workbook"),
        lambda: ingest.quick_start(read, con=cursor()),
        "isdata-quick-start.xlsx",
        type="primary",
    )
    file_button(
        _("Full template"),
        lambda: ingest.template(read, con=cursor()),
        "isdata-template.xlsx",
        help=_(
            "With drop-down lists, units and an example row. Fill in only the sheets you need; CSV files named after the tables are accepted as well."
        ),
    )
    if not stored.empty:
        new_park.offer()

st.subheader(_("2. Import"), icon=":material/upload:")
left, right = st.columns([3, 2], gap="small")
with left:
    uploads = upload.files(
        _("Workbooks (.xlsx), CSV files, or exports of energy programs"),
        key=f"uploads_{st.session_state.get('imports', 0)}",
        help=read.sentences(
            [
                _("Files are checked together and may refer to each other."),
                _(
                    "Programs: MEASUR (energy assessments), VERIFI (meter readings), JUSTIFI (non-energy benefits)."
                ),
                _("Rows that name no park are saved in {park}.", park=show.escaped(park_facts.name(park)))
                if park
                else "",
            ]
        ),
    )
notation = pick.one_of(_("Number format in text cells"), notations, key="notation", place=right)

if review.SAVED in st.session_state:
    words, version = st.session_state.pop(review.SAVED)
    st.success(words, icon=":material/check_circle:")
    with st.container(horizontal=True):
        navigation.link("flows", _("Show the flows as a picture"), icon=":material/account_tree:")
        navigation.link(
            "history", _("See the change or undo it"), icon=":material/history:", version=str(version)
        )

exports = [each for each in uploads if foreign.is_one(each)]
if exports:
    if foreign.import_export(exports[0]):
        upload.clear()
        st.rerun()
    if len(uploads) > 1:
        st.warning(_("Import exports of other programs one at a time, without other files."))
elif len(uploads) == 1 and column_mapper.is_one(uploads[0]):
    if column_mapper.import_table(uploads[0], notation):
        upload.clear()
        st.rerun()
elif uploads:
    with waiting.progress(_("Reading the files"), key="files", cancel=upload.clear) as report:
        source = upload.read(uploads, report)
        checked = review.check(source, notation, progress=report)
    review.show(checked)
    if checked.problems.empty:
        differing = review.state_rows(checked)
        if differing:
            review.state_destination(checked)
        if differing and (who := signing.signed_button(_("Save"), key="store", icon=":material/save:")):
            files = read.listed(each.name for each in uploads)
            before = store.data_version(cursor())
            with st.spinner(_("Saving the rows")):
                ingest.store(cursor(), checked, who=who, reason=files)
            review.note_saved(before)
            upload.clear()
            st.rerun()
    else:
        unknown = phrases.unknown(checked.problems)
        by_word = _(
            "Nothing was saved. Choose the resources below the list of problems, or correct the file and "
            "upload it again."
        )
        problem_list.show_problems(checked.problems, remedy=by_word if unknown else "")
        if unknown:
            ask_meanings(unknown)
        file_button(
            _("Download a copy with the problems marked"),
            lambda: ingest.problem_workbook(source, checked.problems, read, is_isolated=True),
            "isdata-problems.xlsx",
        )

st.subheader(_("3. Export"), icon=":material/download:")
with st.container(horizontal=True):
    file_button(
        _("Complete workbook"),
        lambda: ingest.export_workbook(cursor()),
        "isdata.xlsx",
        icon=":material/table_view:",
        help=_("It can be imported again and restores the same database."),
    )
    if park:
        file_button(
            _("Workbook of this park"),
            lambda: ingest.export_workbook(cursor(), park_id=park),
            f"isdata-{park}.xlsx",
            icon=":material/table_view:",
            help=_("The selected park and all data it refers to, without other parks."),
        )
    copies.offer_backup()
    copies.publish()

st.subheader(_("4. Restore backup"), icon=":material/settings_backup_restore:")
copies.offer_restore()

if not problems.empty:
    st.subheader(_("Rules"), icon=":material/rule:")
    problem_list.show_stored(problems)

if not stored.empty:
    if park:
        review.state_repeated(park)
    st.subheader(_("Records of every park"), icon=":material/dataset:")
    records.show(stored)
    samples.offer(stored)
