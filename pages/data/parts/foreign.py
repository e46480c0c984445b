"""Import of another program's export on the Data page: placement of its rows, preview, and storing."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from isdata.data import contracts, ingest
from isdata.data.disclosure import FACILITATOR
from isdata.data.ingest import foreign
from isdata.energy import measures
from isdata.errors import MoneyBasisError
from isdata.park import parkmap, parks
from pages.common import controls, number_field, pick, show
from pages.common.data import ask, cursor
from pages.common.language import _, names, ngettext, reader
from pages.common.tables import show_rows
from pages.data.parts import review

T = TypeVar("T")
LEAVES_OUT = "foreign_leaves_out"
LIFETIME = 10.0  # default lifetime of measures [yr]


def is_one(upload: UploadedFile) -> bool:
    """Return True if an upload is an export of another program; tested once in another process."""
    known = st.session_state.setdefault("uploads_that_are_exports", {})
    if upload.file_id not in known:
        known[upload.file_id] = foreign.is_foreign(upload.name, upload.getvalue(), is_isolated=True)
    return known[upload.file_id]


def import_export(upload: UploadedFile) -> bool:
    """Let the user place, preview and store an export; return True if it was stored."""
    export = _once("export", upload.file_id, lambda: foreign.open_export(upload, is_isolated=True))
    st.subheader(
        _("Export of {program}: {name}", program=export.program, name=show.escaped(export.name)),
        icon=":material/input:",
        anchor=False,
    )
    converted = _converted(upload, export)
    if converted is None:
        return False
    checked = ingest.check(cursor(), converted.source, notation="point")
    review.notices(checked)
    _left_out(converted)
    if not checked.problems.empty:
        show.problems(checked.problems)
    _offer_to_leave_out(checked)
    if not checked.problems.empty:
        return False
    _preview(checked)
    reason = f"{export.program}: {export.name}"
    return review.offer_to_save(checked, key=f"store_{export.name}", reason=reason) is not None


def _converted(upload: UploadedFile, export: foreign.Export) -> foreign.Converted | None:
    """Rows of the export for the chosen placement; None, with the missing values shown, until it is complete."""
    if ask(parks.parks).empty:
        missing = _("Exported rows belong to a site. Import a park with its sites first.")
    elif not (placement := _placement(export)).sites:
        missing = _("Choose the site of at least one place to see the rows to be saved.")
    else:
        try:
            return _once("rows", (upload.file_id, placement), lambda: foreign.convert(export, placement))
        except MoneyBasisError:
            missing = _("Choose the currency and the price year of the amounts of money.")
    show.info(missing)
    return None


def _placement(export: foreign.Export) -> foreign.Placement:
    """Ask for values missing from the export."""
    places = names(ask(parks.parks), "park_id")
    first, second, third = st.columns(3)
    park = pick.choice_input(
        _("Park"),
        places,
        key="foreign_park",
        default=controls.known_park() or next(iter(places)),
        place=first,
    )
    networks = names(ask(measures.networks, park_id=str(park)), "network_id")
    network = pick.choice_input(
        _("Energy network"),
        networks,
        key=f"foreign_network_{park}",
        default=next(iter(networks), None),
        placeholder=_("none"),
        disabled=not export.holds_measures or not networks,
        place=second,
    )
    price_year, lifetime = _age(export) if export.holds_measures else (None, LIFETIME)
    return foreign.Placement(
        sites=_sites(export, str(park)),
        network_id=network if export.holds_measures else None,
        currency=_currency(export, third),
        price_year=price_year,
        lifetime=lifetime,
        leaves_out=bool(st.session_state.get(LEAVES_OUT)),
    )


def _currency(export: foreign.Export, place: DeltaGenerator) -> str | None:
    """Ask for the currency of an export's amounts."""
    known = reader().choices(contracts.CURRENCY)
    return pick.choice_input(
        _("Currency of the amounts"),
        known,
        key=f"foreign_currency_{export.name}",
        default=export.currency if export.currency in known else None,
        place=place,
    )


def _offer_to_leave_out(checked: ingest.Import) -> None:
    """Let the user skip unreadable rows if they are the only obstacle to saving the file."""
    unread = checked.problems["rule"].eq("foreign")
    if st.session_state.get(LEAVES_OUT) or (len(unread) and unread.all()):
        st.toggle(
            _("Leave out entries that cannot be read"),
            key=LEAVES_OUT,
            help=_("They are then listed among the excluded entries, and everything else can be saved."),
        )


def _once(what: str, known_by: object, made: Callable[[], T]) -> T:
    """Cached result for an upload, computed once in another process."""
    last = st.session_state.get(f"foreign_last_{what}")
    if last is None or last[0] != known_by:
        last = st.session_state[f"foreign_last_{what}"] = known_by, made()
    return last[1]


def _age(export: foreign.Export) -> tuple[int | None, float]:
    """Ask for the price year of an export's amounts, and the lifetime of its measures. [yr]"""
    year, life, _rest = st.columns(3)
    price_year = year.number_input(
        _("Price year of the amounts"),
        min_value=1900,
        max_value=dt.date.today().year,
        value=None,
        placeholder=_("Not stated in the export"),
        key=f"foreign_year_{export.name}",
    )
    with life:
        lifetime = number_field.enter_number(
            _("Lifetime of the measures [yr]"),
            minimum=1,
            maximum=100,
            value=LIFETIME,
            unit="yr",
            key="foreign_lifetime",
        )
    return price_year, LIFETIME if lifetime is None else lifetime


def _sites(export: foreign.Export, park: str) -> dict[str, str]:
    """Ask for the site of each location in the export."""
    sites = names(ask(parkmap.sites, parks=[park], viewer=FACILITATOR), "site_id")
    chosen = {}
    for place, name in export.places.items():
        chosen[place] = pick.choice_input(
            _("Site of “{place}”", place=show.escaped(name)),
            sites,
            key=f"foreign_site_{park}_{place}",
            empty=_("not saved"),
        )
    return {place: site for place, site in chosen.items() if site}


def _left_out(converted: foreign.Converted) -> None:
    """List contents that are not stored, with the reason."""
    table = foreign.left_out_table(converted.left_out, reader())
    if table.empty:
        return
    title = ngettext("{count} entry excluded", "{count} entries excluded", len(table))
    with st.expander(title, icon=":material/playlist_remove:"):
        show_rows(
            table.rename(columns={"place": _("Place"), "reason": _("Reason for not saving")}),
            alt=_("Entries that are not saved, with reasons"),
        )


def _preview(checked: ingest.Import) -> None:
    """Show the rows to be stored, by table."""
    read = reader()
    for name, rows in checked.rows.items():
        frame = rows.to_pandas().dropna(axis=1, how="all")
        title = ngettext("{table}: {count} row", "{table}: {count} rows", len(frame), table=read.table(name))
        with st.expander(title, expanded=name in ("measure", "meter"), icon=":material/table_rows:"):
            show_rows(
                pd.DataFrame({read.column(name, column): frame[column] for column in frame}),
                height=280,
                alt=_("Rows to be saved"),
            )
