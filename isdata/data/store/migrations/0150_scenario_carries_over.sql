-- A scenario says whether money that a year leaves unspent is kept for the next.

alter table scenario add column carries_over boolean;
comment on column scenario.carries_over is 'Whether money that a year of the plan leaves unspent is kept for the next; empty: yes';
