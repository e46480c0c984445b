-- Readiness of a synergy by partner and axis, as assessed by the partner.

create table synergy_readiness (
    synergy_id varchar not null,
    site_id varchar not null,
    axis varchar not null,
    level integer not null,
    scored_on date,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table synergy_readiness is 'One row per partner and axis on which the partner scores a synergy.';
comment on column synergy_readiness.synergy_id is 'Synergy that is scored';
comment on column synergy_readiness.site_id is 'Partner who gives the score';
comment on column synergy_readiness.axis is 'What is scored: technology, business and so on';
comment on column synergy_readiness.level is '1 nothing there yet, 2 idea, 3 worked out, 4 agreed or tested, 5 in place';
comment on column synergy_readiness.scored_on is 'Day of the score';
comment on column synergy_readiness.note is 'What stands behind the score';
comment on column synergy_readiness.source is 'Who said it, or where it was published';
comment on column synergy_readiness.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
