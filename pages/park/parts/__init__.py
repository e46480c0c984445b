"""Parts of the pages on the park: its flows, balances and map."""
