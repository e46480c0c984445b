-- One row per programme of a park, the latest agreement first.
-- Parameters: $park_id
-- Columns:    programme_id, name_en, name_zh, agreement_kind, agreed_year, agreed_on, starts_on, ends_on, aim_en, aim_zh, note, source, is_illustrative, parks (number of parks that take part)
with taking_part as (
    select
        programme_id,
        count(*) as parks,
    from programme_park
    group by programme_id
)

select
    programme.programme_id,
    programme.name_en,
    programme.name_zh,
    programme.agreement_kind,
    coalesce(year(programme.agreed_on), programme.agreed_year) as agreed_year,
    programme.agreed_on,
    programme.starts_on,
    programme.ends_on,
    programme.aim_en,
    programme.aim_zh,
    programme.note,
    programme.source,
    coalesce(programme.is_illustrative, false) as is_illustrative,
    taking_part.parks,
from programme
join programme_park on programme_park.programme_id = programme.programme_id
join taking_part on taking_part.programme_id = programme.programme_id
where programme_park.park_id = $park_id
order by agreed_year desc nulls last, programme.programme_id
