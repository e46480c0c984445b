-- A scenario states whether unspent money of a year is carried over to the next.

alter table scenario add column carries_over boolean;
comment on column scenario.carries_over is 'Whether money that a year of the plan leaves unspent is kept for the next; empty: yes';
