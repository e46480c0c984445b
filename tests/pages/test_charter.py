"""Signatures of a charter: nobody signs by a click alone, fields begin empty again, and the last one can be undone."""

from streamlit.testing.v1 import AppTest

from isdata.data.disclosure import FACILITATOR
from isdata.institution import documents
from pages.common import data
from tests.pages.conftest import Opened, control, shown

PAGE = "pages/institution/charter.py"


def signed(app: AppTest) -> dict[str, str]:
    """Return signatories by company of the document shown."""
    document = app.session_state["document"]
    rows = documents.signatures(data.cursor(), document_id=document, viewer=FACILITATOR)
    return dict(zip(rows["company_id"], rows["signatory"], strict=True))


def test_a_company_signs_once_it_and_its_signatory_are_entered(open_page: Opened) -> None:
    app = open_page(PAGE, data="samples", park="chengdu")
    before = signed(app)
    assert "**To sign the new edition (5)**: Ginkgo Vehicles" in shown(app)
    assert "edition 2 of Feb 12, 2025 in force" in shown(app)
    app.text_input(key="sign_who").set_value("Li").run()
    app.button(key="sign").click().run()
    app.button(key="sign").click().run()
    assert signed(app) == before
    assert any("enter who signed" in box.value for box in app.warning)

    company = control(app, "signing_company_0")
    name = company.options[0]
    company.select(name)
    app.text_input(key="signing_office_0").set_value("Works manager")
    app.button(key="sign").click().run()
    (new,) = set(signed(app)) - set(before)
    assert signed(app)[new] == "Works manager"
    assert app.text_input(key="signing_office_1").value == ""
    assert control(app, "signing_company_1").value is None

    app.button(key="sign").click().run()
    assert set(signed(app)) == {*before, new}
    app.button(key="undo_table").click().run()
    assert signed(app) == before
