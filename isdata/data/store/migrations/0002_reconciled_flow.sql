-- Reconciled figures, stored in addition to the declared ones, which they never replace.

create table reconciled_flow (
    flow_id varchar not null,
    quantity double not null,
    uncertainty double,
    measurement varchar not null,
    normalised_residual double
);
comment on table reconciled_flow is 'One row per flow whose amount was reconciled with the balances.';
comment on column reconciled_flow.flow_id is 'Flow it is the reconciled figure of';
comment on column reconciled_flow.quantity is 'Amount that closes all balances with the least change, in the unit of the flow [unit/yr]';
comment on column reconciled_flow.uncertainty is 'Half width of the 95 % interval after reconciling, relative [%]';
comment on column reconciled_flow.measurement is 'Whether balances check the declared figure, or work out one that is missing';
comment on column reconciled_flow.normalised_residual is 'Change of the figure in standard deviations of that change; beyond 2 is suspicious';
