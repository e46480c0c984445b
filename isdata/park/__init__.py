"""What a park consists of and what moves in it: parks, flows and balances, map."""
