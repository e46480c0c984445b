"""Methods that know nothing of parks: layout, money, reconciliation, uncertainty, solver."""
