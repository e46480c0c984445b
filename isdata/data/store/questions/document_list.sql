-- One row per document of a park, and per template.
-- Parameters: $park_id
-- Columns:    document_id, park_id, document_kind, name_en, name_zh, owner, adopted_on, source, is_illustrative, paragraphs, in_force, signatures
with newest as (
    select document_id, number, max_by(status, edition) as status
    from document_paragraph
    group by document_id, number
)

select
    document.*,
    (select count(*) from newest where newest.document_id = document.document_id and status <> 'withdrawn')
        as paragraphs,
    (select count(*) from newest where newest.document_id = document.document_id and status = 'in_force') as in_force,
    (select count(*) from document_signature as signed where signed.document_id = document.document_id)
        as signatures,
from document
where park_id is null or park_id = $park_id
order by document_kind = 'template', document_kind, document_id
