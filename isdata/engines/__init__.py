"""General methods without any data on parks: layout, finance, reconciliation, uncertainty, solver."""
