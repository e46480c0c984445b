"""Parts of the pages on the network of measures: members, energy, plans and scenarios."""
