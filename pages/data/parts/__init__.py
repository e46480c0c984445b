"""Parts of the data pages: import and export."""
