-- One row per company that signed a document.
-- Parameters: $document_id
-- Columns:    document_id, company_id, name_en, name_zh, is_public, signed_on, signatory, edition
select
    signed.document_id,
    signed.company_id,
    company.name_en,
    company.name_zh,
    company.visibility = 'public' as is_public,
    signed.signed_on,
    signed.signatory,
    signed.edition,
from document_signature as signed
join company using (company_id)
where signed.document_id = $document_id
order by signed.signed_on, signed.company_id
