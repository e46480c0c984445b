-- One row per park, company or resource whose name, alias or synonym holds the words; exact ones first.
-- Companies that others may not see in full are left out.
-- Parameters: $words, $most
-- Columns:    found, id, park_id, name_en, name_zh, also
with named as (
    select
        'park' as found,
        park_id as id,
        park_id,
        name_en,
        name_zh,
        aliases as also,
    from park
    union all
    select
        'company',
        company.company_id,
        min(site.park_id),
        company.name_en,
        company.name_zh,
        null,
    from company
    join site on site.company_id = company.company_id
    where company.visibility = 'public'
    group by all
    union all
    select
        'resource',
        resource_id,
        null,
        name_en,
        name_zh,
        concat_ws('; ', synonyms_en, synonyms_zh),
    from resource
)

select
    found,
    id,
    park_id,
    name_en,
    name_zh,
    also,
from named
where $words <> ''
    and contains(lower(concat_ws(' ', id, name_en, name_zh, also)), lower($words))
order by
    lower($words) in (lower(id), lower(name_en), name_zh) desc,
    found = 'park' desc,
    found,
    name_en
limit $most
