"""Charter, procedures and templates: text by paragraph with editions and status, and who signed."""

from isdata.institution import documents
from pages.common import pick
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names
from pages.institution.parts import document_signatures, document_text, new_document

NEW = ""

known = ask(documents.documents, park_id=park_id())
titles = names(known, "document_id")
chosen = pick.from_list(
    _("Document"),
    [*titles, NEW],
    words=lambda name: titles.get(name) or _("New document"),
    key="document",
    default=next(iter(titles), NEW),
    width=520,
)
if chosen == NEW:
    new_document.enter()
else:
    about = known[known["document_id"] == chosen].iloc[0].to_dict()
    document_text.show(about)
    if about["document_kind"] == "charter":
        document_signatures.show(about)
