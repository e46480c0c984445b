-- Reconciled figures store the declared values they are based on; contents of flows are reconciled as well.

alter table reconciled_flow add column declared double;
alter table reconciled_flow add column declared_unit varchar;
alter table reconciled_flow add column declared_uncertainty double;
comment on column reconciled_flow.declared is 'Amount that was declared when it was reconciled; empty when none was. Once another one is declared, the reconciled figure no longer holds [unit/yr]';
comment on column reconciled_flow.declared_unit is 'Unit it was declared in when it was reconciled';
comment on column reconciled_flow.declared_uncertainty is '± that was declared when it was reconciled; empty when none was [%]';

create table reconciled_content (
    flow_id varchar not null,
    substance varchar not null,
    content double not null,
    spread double,
    measurement varchar not null,
    normalised_residual double,
    declared double
);
comment on table reconciled_content is 'One row per flow and substance whose share in it was reconciled with the balances.';
comment on column reconciled_content.flow_id is 'Flow that holds it';
comment on column reconciled_content.substance is 'Name or CAS number as in the composition; temperature for what a flow holds as heat';
comment on column reconciled_content.content is 'Share of mass, 0 to 1, or temperature in °C, with which all balances close after the least change';
comment on column reconciled_content.spread is 'Half width of the 95 % interval after reconciling, in the same unit';
comment on column reconciled_content.measurement is 'Whether balances check the declared content, or work out one that is missing';
comment on column reconciled_content.normalised_residual is 'Change of the content in standard deviations of that change; beyond 2 is suspicious';
comment on column reconciled_content.declared is 'Content that was declared when it was reconciled; empty when none was';
