-- One row per paragraph of a document and edition.
-- Parameters: $document_id
-- Columns:    document_id, number, edition, title_en, title_zh, text_en, text_zh, status, changed_on, note, is_newest
select
    *,
    edition = max(edition) over (partition by number) as is_newest,
from document_paragraph
where document_id = $document_id
order by number, edition desc
