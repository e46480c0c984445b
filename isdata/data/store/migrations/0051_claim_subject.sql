-- Subject of a claim, in separate columns instead of being derived from its wording.

alter table claim add column subject varchar;
alter table claim add column categories varchar;
alter table claim add column parks varchar;
comment on column claim.subject is 'What it is about, so that it can stand beside what is stored';
comment on column claim.categories is 'Measure categories that a share is of, separated by semicolons';
comment on column claim.parks is 'Ids of the parks it is said of together, separated by semicolons, where there are several';

-- Claims stored earlier are filled once from the wording that stated their subject until now.
update claim
set subject = case
        when lower(unit) in ('measures', 'measure') then 'measures'
        when unit in ('%', '1') then 'share'
        when unit similar to '(t|kt|kg|Mt)(/.*)?'
            and lower(concat_ws(' ', name_en, name_zh)) similar to '.*(co2|co₂|carbon|二氧化碳).*' then 'co2_saving'
        when unit similar to '(MWh|kWh|GWh|GJ|TJ|tce)(/.*)?' then 'energy_saving'
        when unit similar to '(万|亿)?(CNY|EUR|USD|GBP|DKK)(/.*)?'
            and lower(concat_ws(' ', name_en, name_zh)) similar to '.*(invest|投资).*' then 'investment'
        when unit similar to '(万|亿)?(CNY|EUR|USD|GBP|DKK)(/.*)?' then 'annual_saving'
        else 'other'
    end;

update claim
set categories = nullif(concat_ws(
        '; ',
        if(contains(lower(name_en), 'drive'), 'drives', null),
        if(contains(lower(name_en), 'pump'), 'pumps', null),
        if(contains(lower(name_en), 'compressed air'), 'compressed_air', null),
        if(contains(lower(name_en), 'air condition'), 'air_conditioning', null),
        if(contains(lower(name_en), 'refrigerat'), 'refrigeration', null),
        if(contains(lower(name_en), 'ventilation'), 'ventilation', null),
        if(contains(lower(name_en), 'process heat'), 'process_heat', null),
        if(contains(lower(name_en), 'lighting'), 'lighting', null),
        if(contains(lower(name_en), 'management'), 'management', null),
        if(contains(lower(name_en), 'other technical'), 'other_technical', null)
    ), '')
where subject = 'share';

update claim
set parks = named.parks
from (
    select
        shared.source,
        string_agg(distinct park.park_id, '; ' order by park.park_id) as parks,
    from park
    cross join claim as shared
    where shared.park_id is null
        and shared.network_id is null
        and (
            contains(lower(concat_ws(' ', shared.scope_en, shared.name_en)), lower(park.name_en))
            or len(list_filter(
                string_split(concat_ws(';', park.park_id, park.aliases), ';'),
                lambda word: length(trim(word)) > 1
                    and contains(lower(concat_ws(' ', shared.name_en, shared.name_zh, shared.scope_en, shared.scope_zh)), lower(trim(word)))
            )) > 0
        )
    group by shared.source
) as named
where claim.park_id is null
    and claim.network_id is null
    and claim.source = named.source;
