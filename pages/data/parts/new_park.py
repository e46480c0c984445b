"""Form for a new park: name, region and currency."""

import streamlit as st

from isdata.data import ingest
from isdata.data.entry import new_park
from pages.common import browser_effects, form, navigation, number_field
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names

_NAMES = ("name_en", "name_zh")
_MORE = (
    "latitude",
    "longitude",
    "area",
    "operator_en",
    "operator_zh",
    "description_en",
    "description_zh",
    "source",
)


def offer(*, is_first: bool = False) -> None:
    """Offer a form for a new park; `is_first`: there is none yet."""
    kind = "primary" if is_first else "secondary"
    if st.button(_("New park"), key="new_park", icon=":material/add_home_work:", type=kind):
        if ask(new_park.regions).empty:  # the reference lists required by every park
            with st.spinner(_("Preparing the reference lists")):
                ingest.init(cursor())
        st.dialog(_("New park"), width="large", icon=":material/add_home_work:")(_form)()


def _form() -> None:
    known = ask(new_park.regions)
    # Outside the form, because the currency follows the region before anything is saved.
    with st.container(key="new_park_names"):
        filled = form.fields("park", _NAMES, scope="new_park", columns=2)
    region = form.field("park", "region_id", scope="new_park", options=names(known, "region_id"))
    filled["region_id"] = region
    currency = new_park.currency_of(known, str(region) if region else None)
    with st.form("new_park_form", border=False):
        # A field of its own for each proposal: one with the same key would keep the former one.
        filled["currency"] = form.field("park", "currency", scope=f"new_park_{currency}", value=currency)
        with st.expander(_("More fields")):
            filled |= form.fields("park", _MORE, scope="new_park")
        who = signing.signature("park_who")
        is_asked = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    browser_effects.focus_first_field("new_park_names", key="new_park_focus")
    if is_asked and number_field.is_readable() and signing.is_named(who):
        with saving.show_problems():
            park = new_park.save(cursor(), filled, who=who)
            st.session_state.park = park
            query = st.query_params.to_dict() | {"park": park}
            st.switch_page(navigation.page("overview"), query_params=query)
