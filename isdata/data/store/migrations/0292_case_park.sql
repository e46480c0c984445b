-- A case states which published park it is about; so far its title did.

alter table case_study add column described_park_id varchar;
comment on column case_study.described_park_id is 'ID of the published park that the case is about; it is not ranked by similarity to this park';

update case_study
set described_park_id = (
    select min(park_id)
    from park
    where source is not null
        and not coalesce(is_illustrative, false)
        and contains(case_study.name_en, park.name_en)
);
