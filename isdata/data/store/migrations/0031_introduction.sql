-- Agreements to be named in a match; until both companies agree, each sees only class and band of the other.

create table introduction (
    supply_id varchar not null,
    demand_id varchar not null,
    supply_agreed_on date,
    demand_agreed_on date
);
comment on table introduction is 'One row per pair of supply and demand whose firms were asked whether they may be named to each other.';
comment on column introduction.supply_id is 'Stream that would be given';
comment on column introduction.demand_id is 'Stream that would be taken';
comment on column introduction.supply_agreed_on is 'Day the provider agreed to be named in this match; empty until then';
comment on column introduction.demand_agreed_on is 'Day the receiver agreed to be named in this match; empty until then';
