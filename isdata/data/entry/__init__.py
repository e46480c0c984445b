"""Manual data entry: rows of any table of a park, a declaration in one line, and a new park by names."""
