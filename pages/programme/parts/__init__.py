"""Parts of the pages of the programme."""
