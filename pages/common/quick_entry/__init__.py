"""“I have / I want” entry in one line on every page."""
