"""Chart and map specifications shared by pages and reports."""
