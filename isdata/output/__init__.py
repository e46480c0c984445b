"""Charts, maps, documents and reports."""
