"""Structure and flows of a park: parks, flows and balances, map."""
