"""Data entered by hand: rows of any table of a park, a declaration in one line, a park typed in by names."""
