-- Whether `reconciled` belongs to a `flow` and is still valid: it was computed from what is declared now.
reconciled.flow_id = flow.flow_id
and reconciled.declared is not distinct from flow.quantity
and reconciled.declared_unit is not distinct from flow.unit
and reconciled.declared_uncertainty is not distinct from flow.uncertainty
