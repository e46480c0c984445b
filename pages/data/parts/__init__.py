"""Parts of the pages on data: what comes in, and what goes out."""
