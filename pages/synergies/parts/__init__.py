"""Parts of the pages on synergies: search, assessment, agreement and implementation."""
