"""Chart and map specifications, the same on a page and in a report."""
