-- Success criteria fixed before the start: indicators with weights and a locked baseline.

create table success_contract (
    contract_id varchar not null,
    park_id varchar not null,
    baseline_year integer,
    locked_on date,
    locked_by varchar,
    decision_id varchar,
    note varchar,
    is_illustrative boolean
);
comment on table success_contract is 'One row per version of what a park counts as success.';
comment on column success_contract.contract_id is 'Short, permanent code';
comment on column success_contract.park_id is 'Park concerned';
comment on column success_contract.baseline_year is 'Year that results are compared with';
comment on column success_contract.locked_on is 'Day on which it was locked';
comment on column success_contract.locked_by is 'Who locked it';
comment on column success_contract.decision_id is 'Decision that allowed the change of the version before';
comment on column success_contract.note is 'What else is to be known';
comment on column success_contract.is_illustrative is 'Fictitious data for illustration';

create table success_weight (
    contract_id varchar not null,
    indicator_id varchar not null,
    weight double,
    baseline double,
    target double
);
comment on table success_weight is 'One row per indicator of a success contract.';
comment on column success_weight.contract_id is 'Contract of the indicator';
comment on column success_weight.indicator_id is 'Indicator';
comment on column success_weight.weight is 'Share of the judgement, 0 to 1';
comment on column success_weight.baseline is 'Value in the baseline year, in the unit of the indicator';
comment on column success_weight.target is 'Value that counts as success, in the unit of the indicator';
